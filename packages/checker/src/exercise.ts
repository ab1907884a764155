import type { ClientSession } from './client-session.ts';
import type { ServerSession } from './server-session.ts';

export type Protocol = 'tcp' | 'udp';

/** One thing that is judged. */
export interface Check<Session> {
  /** What a right program does, as a sentence without a full stop: `responde sim, não ou talvez`. */
  readonly name: string;
  /** 0 for a check that earns a badge and no points. */
  readonly points: number;
  /** Time limit in seconds, by the clock; 3 without one. */
  readonly seconds?: number;
  /** Shown when it fails: the next thing to try. */
  readonly hint: string;
  /** Of a check that earns no points: the name of what is earned. */
  readonly badge?: string;
  /** Returns when the program did right, and throws a `CheckFailure` when it did not. */
  run(session: Session): Promise<void>;
}

interface CommonSide<Session> {
  readonly protocol: Protocol;
  /** The port that the statement names, for programs that do not read PORT. */
  readonly port: number;
  readonly checks: readonly Check<Session>[];
}

/** The program that is judged listens. */
export interface ServerSide extends CommonSide<ServerSession> {
  readonly side: 'server';
}

/** The program that is judged calls, and the checker plays the server. */
export interface ClientSide extends CommonSide<ClientSession> {
  readonly side: 'client';
}

export type Side = ServerSide | ClientSide;

/** An exercise: one program to write, or two. */
export interface Exercise {
  /** In files and commands: `oracle`. */
  readonly name: string;
  /** For people: `Oráculo`. */
  readonly title: string;
  /** The page with its statement, such as `/licoes/exercises/oracle`. */
  readonly page: string;
  /** In stages: each says a little more. */
  readonly hints: readonly [string, ...string[]];
  readonly server?: ServerSide;
  readonly client?: ClientSide;
}
