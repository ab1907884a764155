import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readTranscripts, type Transcript } from './blocks.ts';
import { formatConversations } from './conversation.ts';
import { rewriteSource } from './difference.ts';
import { asShown, matchesLine } from './match.ts';
import { networkFile } from './network-file.ts';
import { type ReplayOptions, replay } from './replay.ts';

/**
 * Replays a transcript and writes into its page what really happened; what was typed stays.
 *
 * @returns why it could not be played to its end, a sentence in Portuguese, or undefined
 */
export async function updateTranscript(
  transcript: Transcript,
  options: Omit<ReplayOptions, 'freely'>,
): Promise<string | undefined> {
  const { variations, page, network } = transcript;
  const { beats, failure, conversations } = await replay(transcript, { ...options, freely: true });
  if (failure !== undefined) return failure;
  const kept = beats.map((beat) => ({
    ...beat,
    came: beat.came.map((line, index) => {
      const shown = beat.shown[index]?.text;
      return shown !== undefined && matchesLine(shown, line, variations)
        ? shown
        : asShown(line, variations);
    }),
  }));
  replaceBlock(transcript, options.root, rewriteSource(kept));
  if (network !== undefined && conversations.length > 0) {
    const file = join(options.root, networkFile(page, network));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, formatConversations(conversations));
  }
  return undefined;
}

/** The page may have changed meanwhile: it is read again, and only the block itself is replaced, without a pause between. */
function replaceBlock(transcript: Transcript, root: string, source: string): void {
  if (source === transcript.source) return;
  const file = join(root, transcript.page);
  const text = readFileSync(file, 'utf8');
  const now = readTranscripts(transcript.page, text, () => {})
    .filter((each) => each.source === transcript.source)
    .sort((a, b) => Math.abs(a.line - transcript.line) - Math.abs(b.line - transcript.line))[0];
  if (!now) throw new Error(`${transcript.page} mudou enquanto a sessão rodava: rode de novo.`);
  const lines = text.split('\n');
  const count = now.source.split('\n').length - 1;
  lines.splice(now.line, count, ...source.split('\n').slice(0, -1));
  writeFileSync(file, lines.join('\n'));
}
