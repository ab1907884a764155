import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatProblem, type Problem } from '../problem.ts';
import type { Transcript } from './blocks.ts';
import { byDirection, type Conversation, formatConversations } from './conversation.ts';
import { describeWhatCame, findDifference } from './difference.ts';
import { networkFile } from './network-file.ts';
import { type Replay, type ReplayOptions, replay } from './replay.ts';

export const UPDATE_REMEDY =
  'Conserte o programa ou, se a página é que ficou velha: pnpm --filter docs transcripts --update';

/** Who is faster may differ once: the order between the two directions is only wrong when it always is. */
const TRIES = 3;

/**
 * Replays a transcript and compares it with its page, and what went over the network with what was kept.
 *
 * @returns what is wrong, or undefined
 */
export async function checkTranscript(
  transcript: Transcript,
  options: Omit<ReplayOptions, 'freely'>,
): Promise<Problem | undefined> {
  for (let left = TRIES; ; left--) {
    const played = await replay(transcript, options);
    const problem = compareLines(transcript, played);
    if (problem || transcript.network === undefined) return problem;
    const stale = compareNetwork(transcript, options.root, played.conversations);
    if (!stale?.onlyOrder || left === 1) return stale?.problem;
  }
}

/** The same for a test: a difference is thrown. */
export async function expectTranscript(
  transcript: Transcript,
  options: Omit<ReplayOptions, 'freely'>,
): Promise<void> {
  const problem = await checkTranscript(transcript, options);
  if (problem) throw new Error(formatProblem(problem));
}

function compareLines(transcript: Transcript, { beats, failure }: Replay): Problem | undefined {
  const difference = findDifference(transcript, beats);
  if (failure === undefined && !difference) return undefined;
  const parts = [
    ...(failure === undefined ? [] : [failure]),
    ...(difference
      ? [`A página mostra (-), mas aconteceu (+):\n${difference.text}`]
      : [`Até aqui apareceu:\n${describeWhatCame(beats)}`]),
  ];
  return {
    file: transcript.page,
    line: difference?.line ?? transcript.line,
    message: `a sessão não é o que acontece.\n${parts.join('\n')}`,
    remedy: UPDATE_REMEDY,
  };
}

function compareNetwork(
  transcript: Transcript,
  root: string,
  conversations: readonly Conversation[],
): { problem: Problem; onlyOrder: boolean } | undefined {
  const { page, line, network = '' } = transcript;
  const path = networkFile(page, network);
  const kept = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
  const now = formatConversations(conversations);
  if (kept === now && conversations.length > 0) return undefined;
  const message =
    conversations.length === 0
      ? `nenhuma conexão passou pela rede na sessão «${network}»`
      : kept === undefined
        ? `falta ${path}, com o que passa pela rede nesta sessão`
        : `${path} não é mais o que passa pela rede nesta sessão.\n${firstChange(kept, now)}`;
  return {
    problem: { file: page, line, message, remedy: UPDATE_REMEDY },
    onlyOrder: kept !== undefined && sameByDirection(kept, conversations),
  };
}

function sameByDirection(kept: string, conversations: readonly Conversation[]): boolean {
  try {
    const parsed = JSON.parse(kept).conversations;
    return JSON.stringify(byDirection(parsed)) === JSON.stringify(byDirection(conversations));
  } catch {
    return false;
  }
}

function firstChange(kept: string, now: string): string {
  const before = kept.split('\n');
  const after = now.split('\n');
  const index = before.findIndex((line, at) => line !== after[at]);
  const at = index === -1 ? before.length : index;
  return `- ${(before[at] ?? '').trim()}\n+ ${(after[at] ?? '').trim()}`;
}
