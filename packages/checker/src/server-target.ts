import type { ServerSide } from './exercise.ts';
import { CheckFailure, portTaken } from './failure.ts';
import { knowsListeners, type ListeningSocket } from './program/listening-sockets.ts';
import { PortLock } from './program/port-lock.ts';
import { answers, findFreePort, isInUse, isLingering, waitUntilFree } from './program/ports.ts';
import {
  type ProgramCommand,
  type ProgramLimits,
  SupervisedProgram,
} from './program/supervised-program.ts';
import { waitFor } from './waiting.ts';

/** ms that a program has until it listens, where nothing else is said. */
export const START_LIMIT = 10_000;
/** ms between two looks; what listens gives no sign. */
const LOOK_EVERY = 30;
/** ms that a program may listen elsewhere before it is told so: it may open several ports. */
const ELSEWHERE_GRACE = 700;
/** How often a program is started that met another one on its port. */
const MOST_ATTEMPTS = 4;
/** How programs say that the system refused them the port: Node, Python (Linux, macOS, Windows), C, Java, Go, Rust. */
const SAYS_IN_USE =
  /EADDRINUSE|AddrInUse|Errno (?:98|48|10048)\b|already in use|já (?:está )?em uso/i;

/** Where a server that is judged is found. */
export interface ServerTarget {
  readonly port: number;
  /** Undefined when it was running before. */
  readonly program: SupervisedProgram | undefined;
}

export type StartedServer = ServerTarget & { readonly program: SupervisedProgram };

/**
 * Starts servers for a judgement, one after the other. A program that reads PORT gets a free port; for one that does
 * not, the lock on the default port is taken and kept, and the program started once more if another one was there.
 */
export class ServerStarter implements AsyncDisposable {
  readonly #side: ServerSide;
  readonly #command: ProgramCommand;
  readonly #limits: ProgramLimits;
  readonly #startLimit: number;
  #lock: PortLock | undefined;

  /** @param startLimit ms that the program has until it listens */
  constructor(
    side: ServerSide,
    command: ProgramCommand,
    limits: ProgramLimits,
    startLimit = START_LIMIT,
  ) {
    this.#side = side;
    this.#command = command;
    this.#limits = limits;
    this.#startLimit = startLimit;
  }

  /**
   * @param signal ends the waiting
   * @throws {CheckFailure} did-not-start, ended, not-listening, listens-elsewhere, ipv6-only, port-taken, too-slow
   */
  async start(signal: AbortSignal): Promise<StartedServer> {
    const { port: fallback, protocol } = this.#side;
    /** What the program said when it met another one. */
    let said: readonly string[] = [];
    for (let attempt = 1; ; attempt++) {
      const isFree =
        this.#lock === undefined || (await waitUntilFree(this.#side, this.#startLimit, signal));
      if (!isFree) throw portTaken(fallback, isLingering(this.#side) ? this.#advice : said);
      const freePort = await findFreePort(protocol);
      const env = { PORT: String(freePort) };
      const program = new SupervisedProgram(this.#command, env, undefined, this.#limits);
      try {
        const port = await this.#findPort(program, freePort, signal);
        if (port !== freePort) this.#lock ??= await PortLock.tryTake(fallback);
        if (port === freePort || this.#lock !== undefined) return { port, program };
      } catch (error) {
        await program[Symbol.asyncDispose]();
        if (!isStartFailure(error)) throw error;
        const hasMet = attempt < MOST_ATTEMPTS && (await this.#hasMetAnother(program));
        if (!hasMet) throw this.#explain(error, program);
        said = error.details;
      }
      // Another one, a program of another checker perhaps, has the default port: once more, when it is free.
      await program[Symbol.asyncDispose]();
      this.#lock ??= await PortLock.take(fallback, signal).catch(() => {
        throw portTaken(fallback, said);
      });
    }
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
    const look = await lookFor(program, this.#side, freePort);
    const limit = performance.now() + this.#startLimit;
    let elsewhereSince: number | undefined;
    for (;;) {
      if (program.failure) throw program.failure;
      if (program.isGone) {
        await program.exited; // and with it what it said last
        throw program.failure ?? endedBefore(program);
      }
      const sockets = await look();
      for (const wanted of [freePort, port]) {
        const here = sockets.filter((socket) => socket.port === wanted);
        if (here.length === 0) continue;
        if (here.some(({ isIPv6 }) => !isIPv6)) return wanted;
        // A socket of IPv6 takes IPv4 as well, or does not: then we could listen there.
        if (await isInUse({ protocol, port: wanted })) return wanted;
        failIPv6(wanted);
      }
      const [elsewhere] = sockets;
      const now = performance.now();
      if (elsewhere !== undefined) elsewhereSince ??= now;
      if (elsewhere !== undefined && now - (elsewhereSince ?? now) > ELSEWHERE_GRACE) {
        failElsewhere(elsewhere, freePort, port);
      }
      if (signal.aborted) {
        throw new CheckFailure('too-slow', 'Não deu tempo de o programa começar a escutar.');
      }
      if (now > limit) this.#failSilent(program);
      await waitFor(new EventTarget(), () => false, signal, LOOK_EVERY);
    }
  }

  /** Whether the default port was, or still is, in the hands of another program, which may be why this one failed. */
  async #hasMetAnother(program: SupervisedProgram): Promise<boolean> {
    if (isLingering(this.#side)) return false;
    if (SAYS_IN_USE.test(program.output.text) || (await isInUse(this.#side))) return true;
    if (this.#lock !== undefined) return false;
    const lock = await PortLock.tryTake(this.#side.port);
    await lock?.[Symbol.asyncDispose]();
    return lock === undefined;
  }

  #explain(error: CheckFailure, { output }: SupervisedProgram): CheckFailure {
    if (!SAYS_IN_USE.test(output.text) || !isLingering(this.#side)) return error;
    return new CheckFailure(error.kind, error.message, [...error.details, ...this.#advice]);
  }

  get #advice(): readonly string[] {
    return [
      `A porta ${this.#side.port} ainda guarda conexões que um servidor fechou há menos de um minuto (TIME_WAIT).`,
      'Leia a porta da variável PORT, ou ligue SO_REUSEADDR antes do bind.',
    ];
  }

  #failSilent(program: SupervisedProgram): never {
    const seconds = (this.#startLimit / 1000).toLocaleString('pt-BR');
    throw new CheckFailure(
      'not-listening',
      `Esperei ${seconds} s e o programa não começou a escutar, nem na porta da variável PORT nem na ${this.#side.port}.`,
      tellOutput(program),
    );
  }
}

/** How the program's sockets are seen: the system says whose they are, or the ports are tried. */
async function lookFor(
  program: SupervisedProgram,
  { protocol, port }: ServerSide,
  freePort: number,
): Promise<() => Promise<readonly ListeningSocket[]>> {
  if (knowsListeners) return () => program.listening(protocol);
  // What answers on the default port already is not this program.
  const isTaken = await answers({ protocol, port });
  const ports = isTaken ? [freePort] : [freePort, port];
  return async () => {
    const found = await Promise.all(ports.map((each) => answers({ protocol, port: each })));
    return ports.filter((_, index) => found[index]).map((each) => ({ port: each, isIPv6: false }));
  };
}

function isStartFailure(error: unknown): error is CheckFailure {
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

function endedBefore(program: SupervisedProgram): CheckFailure {
  const sentence = `O programa ${program.howItEnded} antes de escutar.`;
  return new CheckFailure('ended', sentence, tellOutput(program));
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
