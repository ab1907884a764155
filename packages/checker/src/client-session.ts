import { ClientRun } from './client-run.ts';
import type { Conversation } from './conversation.ts';
import { DatagramPeer } from './datagram-peer.ts';
import type { DefaultPort } from './default-port.ts';
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

/** What a session is made of. */
export interface ClientAttempt {
  readonly command: ProgramCommand;
  readonly defaultPort: DefaultPort;
  readonly limits: ProgramLimits;
  /** Comes when the check's time is over. */
  readonly signal: AbortSignal;
  /** ms that the program's next words may take. */
  readonly patience: number;
  readonly tools: Tools;
}

/** What one check of a client has in its hands: it runs the program, and plays its server. */
export class ClientSession {
  readonly #command: ProgramCommand;
  readonly #defaultPort: DefaultPort;
  readonly #limits: ProgramLimits;
  readonly #signal: AbortSignal;
  readonly #patience: number;
  readonly #tools: Tools;
  readonly log: string[] = [];
  /** The program has called. */
  #hasCome = false;

  constructor({ command, defaultPort, limits, signal, patience, tools }: ClientAttempt) {
    this.#patience = patience;
    this.#command = command;
    this.#defaultPort = defaultPort;
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
          this.#hasCome = true;
          await serve(conversation);
          conversation.end();
          return true;
        };
        return await this.#play(words, server.port, play, this.#patience);
      } finally {
        const { record } = server;
        if (record) this.log.push(...tellServing(record, this.#defaultPort.port, this.#tools));
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
          this.#hasCome = true;
          await serve(peer);
          return true;
        });
      } finally {
        const received = peer.received.map(({ bytes }) => bytes);
        const { port } = this.#defaultPort;
        this.log.push(...tellDatagrams(peer.sent, received, port, this.#tools, true));
        this.#tellCommand(words);
      }
    });
  }

  /** Runs the program with these words, and nobody to talk to. */
  async runAlone(words: readonly string[]): Promise<ClientRun> {
    this.#tellCommand(words);
    return await this.#play(words, this.#defaultPort.port, async (ended) => {
      await ended;
      return true;
    });
  }

  #tellCommand(words: readonly string[]): void {
    this.log.push(`$ ${[this.#command.shown, ...words.map((word) => `"${word}"`)].join(' ')}`);
  }

  /** On a free port, and once more on the default port when the program did not come; which it is, is found out once. */
  async #withPort(run: (port: number) => Promise<ClientRun>): Promise<ClientRun> {
    const ports = this.#defaultPort;
    if (ports.readsPort === true) return await run(0);
    if (ports.readsPort === undefined) {
      try {
        return await run(0);
      } catch (error) {
        if (!(error instanceof CheckFailure) || error.kind !== 'no-connection') throw error;
        if (this.#signal.aborted) throw error;
      } finally {
        if (this.#hasCome) await ports.note(true);
      }
      this.log.length = 0;
    }
    await ports.awaitFree();
    try {
      return await run(ports.port);
    } catch (error) {
      throw isTaken(error) ? portTaken(ports.port) : error;
    } finally {
      if (this.#hasCome) await ports.note(false);
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
      if (!(await serve(ended))) failConnection(program, port);
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

function failConnection({ exit, howItEnded }: SupervisedProgram, port: number): never {
  const where = `127.0.0.1:${port}, o endereço que a variável PORT diz,`;
  const how = exit === undefined ? 'não chegou a tempo' : howItEnded;
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
