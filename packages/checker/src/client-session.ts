import { ClientRun } from './client-run.ts';
import type { Conversation } from './conversation.ts';
import { DatagramPeer } from './datagram-peer.ts';
import { CheckFailure, portTaken } from './failure.ts';
import { type Tools, tellDatagrams, tellServing } from './log.ts';
import type { NetworkFault } from './network-fault.ts';
import { PlayedServer } from './played-server.ts';
import {
  type ProgramCommand,
  type ProgramLimits,
  SupervisedProgram,
} from './program/supervised-program.ts';
import { atMost } from './waiting.ts';

/** ms between a server's part and the client's own end, for a connection that the client's end cut. */
const SETTLING = 1_000;

/** Whether the program reads PORT, which is found out once: a program that does not takes the default port. */
export interface PortUse {
  usesDefault: boolean;
  /** Takes the default port for this judgement; rejects with `port-taken`. */
  takeDefault(): Promise<void>;
}

/** What one check of a client has in its hands: it runs the program, and plays its server. */
export class ClientSession {
  readonly #command: ProgramCommand;
  readonly #defaultPort: number;
  readonly #portUse: PortUse;
  readonly #limits: ProgramLimits;
  readonly #signal: AbortSignal;
  readonly #patience: number;
  readonly #tools: Tools;
  readonly log: string[] = [];

  constructor(
    command: ProgramCommand,
    defaultPort: number,
    portUse: PortUse,
    limits: ProgramLimits,
    signal: AbortSignal,
    patience: number,
    tools: Tools,
  ) {
    this.#patience = patience;
    this.#command = command;
    this.#defaultPort = defaultPort;
    this.#portUse = portUse;
    this.#limits = limits;
    this.#signal = signal;
    this.#tools = tools;
  }

  /**
   * Runs the program with these words, on the command line and on the keyboard, and plays the TCP server for its first
   * connection.
   *
   * @param serve plays the server; the connection is closed after it
   * @throws {CheckFailure} no-connection, does-not-end, ended, what `serve` found
   */
  async run(
    words: readonly string[],
    serve: (conversation: Conversation) => Promise<void>,
    fault?: NetworkFault,
  ): Promise<ClientRun> {
    return await this.#withPort(async (port) => {
      await using server = await PlayedServer.listen(this.#signal, port, fault);
      try {
        const play = async (ended: Promise<unknown>) => {
          const conversation = await server.accept(ended, this.#patience);
          if (conversation === undefined) return false;
          await serve(conversation);
          conversation.end();
          return true;
        };
        return await this.#play(words, server.port, play, this.#patience);
      } finally {
        const { record } = server;
        if (record) this.log.push(...tellServing(record, this.#defaultPort, this.#tools));
        this.#tellCommand(words);
      }
    });
  }

  /** The same with a UDP server: `serve` gets the socket, and the client's first datagram is waiting in it. */
  async runDatagrams(
    words: readonly string[],
    serve: (peer: DatagramPeer) => Promise<void>,
  ): Promise<ClientRun> {
    return await this.#withPort(async (port) => {
      await using peer = await DatagramPeer.open(this.#signal, this.#patience, port);
      try {
        return await this.#play(words, peer.port, async (ended) => {
          if (!(await peer.hasMore(ended))) return false;
          await serve(peer);
          return true;
        });
      } finally {
        const received = peer.received.map(({ bytes }) => bytes);
        this.log.push(...tellDatagrams(peer.sent, received, this.#defaultPort, this.#tools, true));
        this.#tellCommand(words);
      }
    });
  }

  /** Runs the program with these words, and nobody to talk to. */
  async runAlone(words: readonly string[]): Promise<ClientRun> {
    this.#tellCommand(words);
    return await this.#play(words, this.#defaultPort, async (ended) => {
      await ended;
      return true;
    });
  }

  #tellCommand(words: readonly string[]): void {
    this.log.push(`$ ${[this.#command.shown, ...words.map((word) => `"${word}"`)].join(' ')}`);
  }

  /** Once on a free port, and once more on the default port when the program did not come. */
  async #withPort(run: (port: number) => Promise<ClientRun>): Promise<ClientRun> {
    if (this.#portUse.usesDefault) return await run(this.#defaultPort);
    try {
      return await run(0);
    } catch (error) {
      if (!(error instanceof CheckFailure) || error.kind !== 'no-connection') throw error;
      if (this.#signal.aborted) throw error;
      this.log.length = 0;
      try {
        await this.#portUse.takeDefault();
        const done = await run(this.#defaultPort);
        this.#portUse.usesDefault = true;
        return done;
      } catch (error) {
        throw isTaken(error) ? portTaken(this.#defaultPort) : error;
      }
    }
  }

  async #play(
    words: readonly string[],
    port: number,
    serve: (ended: Promise<unknown>) => Promise<boolean>,
    endsWithin = Infinity,
  ): Promise<ClientRun> {
    const { argv, cwd, shown } = this.#command;
    const command: ProgramCommand = { argv: [...argv, ...words], cwd, shown };
    const input = `${words.join(' ')}\n`;
    await using program = new SupervisedProgram(
      command,
      { PORT: String(port) },
      input,
      this.#limits,
    );
    const ended = Promise.race([program.exited, aborted(this.#signal)]);
    try {
      const isThere = await serve(ended);
      if (!isThere) failConnection(program, port);
      await (endsWithin === Infinity ? ended : atMost(endsWithin, ended));
    } catch (error) {
      if (program.failure) throw program.failure;
      if (!(error instanceof CheckFailure)) throw error;
      await atMost(SETTLING, program.exited); // it may be about to say why
      throw withOutput(error, program);
    }
    if (program.failure) throw program.failure;
    if (program.exit === undefined) {
      const sentence = 'O programa já tinha tudo, e não terminou a tempo.';
      throw withOutput(new CheckFailure('does-not-end', sentence), program);
    }
    return new ClientRun(program.exit, program.stdout.text, program.output.lastLines);
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function failConnection({ exit }: SupervisedProgram, port: number): never {
  const where = `127.0.0.1:${port}, o endereço que a variável PORT diz,`;
  const how = exit === undefined ? 'não chegou a tempo' : `terminou (código ${exit.code})`;
  throw new CheckFailure(
    'no-connection',
    `O programa ${how} sem se conectar a ${where} nem à porta padrão.`,
  );
}

/** What the program said belongs to what is wrong with it. */
function withOutput(failure: CheckFailure, { output, exit }: SupervisedProgram): CheckFailure {
  const lines = output.lastLines.filter((line) => line !== '');
  if (lines.length === 0) return failure;
  const end = exit === undefined ? '' : ` (código ${exit.code ?? exit.signal})`;
  const said = [`O que o programa disse${end}:`, ...lines.map((line) => `  ${line}`)];
  return new CheckFailure(failure.kind, failure.message, [...failure.details, ...said]);
}
