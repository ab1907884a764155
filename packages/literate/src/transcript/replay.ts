import type { PlayedBeat } from './beats.ts';
import type { Transcript } from './blocks.ts';
import type { Conversation } from './conversation.ts';
import { ShellEnvironment } from './environment.ts';
import { Performance } from './performance.ts';
import { Stage } from './stage.ts';

export interface ReplayOptions {
  /** The folder of the project, where the commands are typed. */
  readonly root: string;
  /** ms that a wait may take; 20 000 when not given */
  readonly limit?: number;
  /** Goes on when something else comes than the page shows, and takes what comes: for `--update`. */
  readonly freely?: boolean;
}

/** What happened in a replay, as far as it went. */
export interface Replay {
  readonly beats: readonly PlayedBeat[];
  /** Why it went no further, less what the lines themselves tell: a sentence in Portuguese. */
  readonly failure: string | undefined;
  readonly conversations: readonly Conversation[];
}

const LIMIT = 20_000;

/** Replays a session with real processes, in the order of the page. All that it started is gone afterwards. */
export async function replay(
  transcript: Transcript,
  { root, limit = LIMIT, freely = false }: ReplayOptions,
): Promise<Replay> {
  await using shell = await ShellEnvironment.create();
  await using stage = await Stage.open(root, shell.env, transcript.network !== undefined);
  return await new Performance(transcript, stage, limit, freely).play();
}
