import { formatProblem } from '@tomada/literate';
import {
  findUnrecorded,
  nameOf,
  needsNetworks,
  needsPython,
  needsSs,
  readAllTranscripts,
  type Transcript,
} from '@tomada/literate/transcript';
import { expectTranscript } from '@tomada/literate/transcript/replaying';
import { root, skipWithoutNetworks, skipWithoutPython, skipWithoutSs } from '@tomada/testing';
import { describe, expect, test, vi } from 'vitest';

const transcripts = readAllTranscripts(root, 'docs');

// Every session is a handful of processes, and a classroom machine has two cores.
vi.setConfig({ maxConcurrency: 2 });

/** A wait takes 20 s at most, and a session has several; whoever fails says so before this. */
const LIMIT = 120_000;

describe.concurrent('terminal sessions of the pages', () => {
  for (const transcript of transcripts) {
    const { skip } = transcript;
    // The reason is part of the name, so that the list of what was skipped tells it.
    const name = `${nameOf(transcript)}${skip === undefined ? '' : ` (pulada: ${skip})`}`;
    test.skipIf(mustSkip(transcript))(name, () => expectTranscript(transcript, { root }), LIMIT);
  }
});

test('every conversation that is kept for a diagram: is recorded by a session', () => {
  expect(findUnrecorded(root, 'docs', transcripts).map(formatProblem)).toEqual([]);
});

function mustSkip(transcript: Transcript): boolean {
  if (transcript.skip !== undefined || process.platform === 'win32') return true;
  return (
    (needsPython(transcript) && skipWithoutPython) ||
    (needsSs(transcript) && skipWithoutSs) ||
    (needsNetworks(transcript) && skipWithoutNetworks)
  );
}
