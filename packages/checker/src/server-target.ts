import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { ServerSide } from './exercise.ts';
import { CheckFailure } from './failure.ts';
import { knowsListeners, type ListeningSocket } from './program/listening-sockets.ts';
import { PortLock } from './program/port-lock.ts';
import {
  type ProgramCommand,
  type ProgramLimits,
  SupervisedProgram,
} from './program/supervised-program.ts';
import { waitFor } from './waiting.ts';

const HOST = '127.0.0.1';
/** ms that a program has until it listens. */
const START_LIMIT = 10_000;
/** ms between two looks; what listens gives no sign. */
const LOOK_EVERY = 30;
/** ms that a program may listen elsewhere before it is told so: it may open several ports. */
const ELSEWHERE_GRACE = 700;

/** Where a server that is judged is found. */
export interface ServerTarget {
  readonly port: number;
  /** Undefined when it was running before. */
  readonly program: SupervisedProgram | undefined;
}

/**
 * Starts servers for a judgement, one after the other. A program that reads PORT gets a free port; for one that does
 * not, the lock on the default port is taken and kept, and the program started once more if another one was there.
 */
export class ServerStarter implements AsyncDisposable {
  readonly #side: ServerSide;
  readonly #command: ProgramCommand;
  readonly #limits: ProgramLimits;
  #lock: PortLock | undefined;

  constructor(side: ServerSide, command: ProgramCommand, limits: ProgramLimits) {
    this.#side = side;
    this.#command = command;
    this.#limits = limits;
  }

  /**
   * @param signal ends the waiting for the lock
   * @throws {CheckFailure} did-not-start, ended, not-listening, listens-elsewhere, ipv6-only, port-taken
   */
  async start(signal: AbortSignal): Promise<ServerTarget & { program: SupervisedProgram }> {
    if (this.#lock !== undefined) await waitUntilFree(this.#side, signal);
    const freePort = await findFreePort(this.#side.protocol);
    const program = new SupervisedProgram(
      this.#command,
      { PORT: String(freePort) },
      undefined,
      this.#limits,
    );
    try {
      const port = await this.#findPort(program, freePort, signal);
      if (port === freePort || this.#lock !== undefined) return { port, program };
      this.#lock = await PortLock.tryTake(this.#side.port);
      if (this.#lock !== undefined) return { port, program };
    } catch (error) {
      await program[Symbol.asyncDispose]();
      const isTaken = await isInUse(this.#side);
      if (this.#lock !== undefined || !isTaken || !isStartFailure(error)) throw error;
      // The default port was taken, by another checker's program perhaps: once more, when it is free.
    }
    await program[Symbol.asyncDispose]();
    this.#lock = await PortLock.take(this.#side.port, signal).catch(() => undefined);
    return await this.start(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lock?.[Symbol.asyncDispose]();
  }

  async #findPort(
    program: SupervisedProgram,
    freePort: number,
    signal: AbortSignal,
  ): Promise<number> {
    const { protocol, port } = this.#side;
    const limit = performance.now() + START_LIMIT;
    let elsewhereSince: number | undefined;
    for (;;) {
      if (program.failure) throw program.failure;
      if (program.exit !== undefined) failEnded(program);
      const sockets = knowsListeners
        ? await program.listening(protocol)
        : await probe([freePort, port]);
      for (const wanted of [freePort, port]) {
        const here = sockets.filter((socket) => socket.port === wanted);
        if (here.some(({ isLoopback6 }) => !isLoopback6)) return wanted;
        if (here.length > 0) failIPv6(wanted);
      }
      const [elsewhere] = sockets;
      const now = performance.now();
      if (elsewhere !== undefined) elsewhereSince ??= now;
      if (elsewhere !== undefined && now - (elsewhereSince ?? now) > ELSEWHERE_GRACE) {
        failElsewhere(elsewhere, freePort, port);
      }
      if (now > limit || signal.aborted) failSilent(program, port);
      await waitFor(new EventTarget(), () => program.exit !== undefined, signal, LOOK_EVERY);
    }
  }
}

/** Where the system does not say who listens: by trying. */
async function probe(ports: readonly number[]): Promise<ListeningSocket[]> {
  const tries = ports.map(async (port) => {
    const connection = connect({ host: HOST, port });
    try {
      await once(connection, 'connect');
      return [{ port, isIPv6: false, isLoopback6: false }];
    } catch {
      return [];
    } finally {
      connection.destroy();
    }
  });
  return (await Promise.all(tries)).flat();
}

function isStartFailure(error: unknown): boolean {
  return (
    error instanceof CheckFailure && (error.kind === 'ended' || error.kind === 'not-listening')
  );
}

/** What a program said before it failed, for a report. */
export function tellOutput({ output }: SupervisedProgram): string[] {
  const lines = output.lastLines.filter((line) => line !== '');
  if (lines.length === 0) return ['O programa não disse nada.'];
  return ['O que o programa disse por último:', ...lines.map((line) => `  ${line}`)];
}

function failEnded(program: SupervisedProgram): never {
  const { code, signal } = program.exit ?? { code: null, signal: null };
  const how = code === null ? `morreu (${signal})` : `terminou (código ${code})`;
  throw new CheckFailure('ended', `O programa ${how} antes de escutar.`, tellOutput(program));
}

function failIPv6(port: number): never {
  throw new CheckFailure(
    'ipv6-only',
    `O programa escuta na porta ${port} só em IPv6 (::1), e os clientes chamam 127.0.0.1.`,
  );
}

function failElsewhere({ port }: ListeningSocket, freePort: number, fallback: number): never {
  throw new CheckFailure(
    'listens-elsewhere',
    `O programa escuta na porta ${port}, e devia escutar na da variável PORT (${freePort} nesta vez) ou na ${fallback}.`,
  );
}

function failSilent(program: SupervisedProgram, port: number): never {
  throw new CheckFailure(
    'not-listening',
    `Esperei ${START_LIMIT / 1000} s e o programa não começou a escutar, nem na porta da variável PORT nem na ${port}.`,
    tellOutput(program),
  );
}

type Place = Pick<ServerSide, 'protocol' | 'port'>;

/** A port that nobody uses now, from the system. */
async function findFreePort(protocol: ServerSide['protocol']): Promise<number> {
  if (protocol === 'udp') {
    const socket = createSocket('udp4').bind(0, HOST);
    await once(socket, 'listening');
    const { port } = socket.address();
    socket.close();
    return port;
  }
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return address.port;
}

async function isInUse({ protocol, port }: Place): Promise<boolean> {
  const opened =
    protocol === 'udp'
      ? createSocket('udp4').bind({ port, address: HOST, exclusive: true })
      : createServer().listen({ port, host: HOST });
  try {
    await once(opened, 'listening');
    const closed = once(opened, 'close');
    opened.close();
    await closed;
    return false;
  } catch {
    return true;
  }
}

async function waitUntilFree(place: Place, signal: AbortSignal): Promise<void> {
  const limit = performance.now() + START_LIMIT;
  while (await isInUse(place)) {
    if (performance.now() > limit || signal.aborted) {
      throw new CheckFailure(
        'port-taken',
        `A porta ${place.port} está ocupada por outro programa (EADDRINUSE): feche-o e tente de novo.`,
      );
    }
    await waitFor(new EventTarget(), () => false, signal, LOOK_EVERY);
  }
}
