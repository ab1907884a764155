/**
 * Replays every terminal session of the pages with real processes and compares it with what the page shows.
 * Only for people: the tests do the same.
 */
import { formatProblem, LiterateError } from '@tomada/literate';
import {
  nameOf,
  needsNetworks,
  needsPython,
  needsSs,
  readAllTranscripts,
  type Transcript,
} from '@tomada/literate/transcript';
import { checkTranscript, updateTranscript } from '@tomada/literate/transcript/replaying';
import { root, skipWithoutNetworks, skipWithoutPython, skipWithoutSs } from '@tomada/testing';
import { type Option, readOptions, switchOption } from '@tomada/utils';

const pagePart: Option<string> = {
  placeholder: '<parte>',
  about: 'só as páginas que têm isto no caminho',
  fallback: '',
  example: 'licoes/tcp-server',
  parse: (text) => text,
};

const { update, only } = readOptions({
  usage: 'pnpm --filter docs transcripts',
  about: 'Repete as sessões de terminal das páginas e confere se acontece o que elas mostram.',
  options: {
    update: switchOption('reescreve nas páginas o que de fato aconteceu'),
    only: pagePart,
  },
});

/** Two at once: what a classroom machine has cores for. */
const AT_ONCE = 2;

process.once('SIGINT', () => process.exit(130)); // what was started ends with this process

/** @returns whether the page is right, or was put right */
async function handle(transcript: Transcript): Promise<boolean> {
  const name = nameOf(transcript);
  const skipped =
    transcript.skip ??
    (needsPython(transcript) && skipWithoutPython ? 'falta o Python' : undefined) ??
    (needsSs(transcript) && skipWithoutSs ? 'falta o ss, do Linux' : undefined) ??
    (needsNetworks(transcript) && skipWithoutNetworks ? 'não dá para fazer redes' : undefined);
  if (skipped !== undefined) {
    console.log(`pulada  ${name}\n        ${skipped}`);
    return true;
  }
  const failure = update ? await updateTranscript(transcript, { root }) : undefined;
  if (failure !== undefined) {
    console.log(`ERRADA  ${name}\n${failure}\nNão reescrevi esta sessão.`);
    return false;
  }
  // After an update the block may be another one; the next run checks it.
  const problem = update ? undefined : await checkTranscript(transcript, { root });
  const word = update ? 'escrita' : 'certa  ';
  console.log(problem ? `ERRADA  ${formatProblem(problem)}` : `${word} ${name}`);
  return problem === undefined;
}

function readTranscripts(): Transcript[] {
  try {
    return readAllTranscripts(root, 'docs').filter(({ page }) => page.includes(only));
  } catch (error) {
    if (!(error instanceof LiterateError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

const transcripts = readTranscripts();
if (transcripts.length === 0) {
  process.stderr.write(`Nenhuma página com «${only}» no caminho tem uma sessão de terminal.\n`);
  process.exit(2);
}
const waiting = transcripts.values();
let wrong = 0;
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (const transcript of waiting) if (!(await handle(transcript))) wrong++;
  }),
);
console.log(
  wrong === 0
    ? `${transcripts.length} sessões ${update ? 'reescritas' : 'conferidas'}.`
    : `${wrong} de ${transcripts.length} sessões erradas.`,
);
process.exitCode = wrong === 0 ? 0 : 1;
