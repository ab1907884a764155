/** The commands of a lesson whose folder is the first argument: what they write goes there and nowhere else. */
import { fileURLToPath } from 'node:url';
import type { Exercise } from '../src/exercise.ts';
import { runCommand } from '../src/index.ts';
import { findFreePort } from '../src/program/ports.ts';
import { shout, shoutClient, shoutServer } from './shout.ts';

const [folder = '', ...args] = process.argv.slice(2);

const [both, whisper]: readonly [Exercise, Exercise] = [
  {
    ...shout,
    hints: ['Junte os pedaços até a quebra de linha.', 'toUpperCase.'],
    server: await shoutServer(),
    client: await shoutClient(),
  },
  {
    ...{ name: 'whisper', title: 'Sussurro', page: '/licoes/whisper', hints: ['Baixinho.'] },
    client: { ...(await shoutClient()), port: await findFreePort('tcp') },
  },
];

await runCommand(
  {
    exercises: [both, whisper],
    folder,
    call: `node --import tsx ${fileURLToPath(import.meta.url)} ${folder}`,
  },
  args,
);
