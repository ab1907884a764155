/** Programs of this lesson, judged by their checks. */
import { execFile } from 'node:child_process';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import {
  type Judgement,
  judgeClient,
  judgeServer,
  type Part,
  type ProgramCommand,
  partsOf,
} from '@tomada/checker';
import { python, quickly } from '@tomada/testing';
import { catalog } from '../checks/catalog.ts';

const { folder } = catalog;
const tools = { talk: `${catalog.call} talk`, badNetwork: 'pnpm bad-network' };

export const parts: readonly Part[] = catalog.exercises.flatMap(partsOf);

/** How a file of the lesson is run, whatever its language; C is compiled into a folder first. */
export async function commandOf(file: string, built: string): Promise<ProgramCommand> {
  const shown = file;
  if (extname(file) === '.ts') {
    const argv = quickly([process.execPath, '--import', 'tsx', file]);
    return { argv, cwd: folder, shown };
  }
  if (extname(file) === '.py') {
    return { argv: [...(python ?? (['python3'] as const)), file], cwd: folder, shown };
  }
  const program = join(built, file.replaceAll('/', '-').replace(/\.c$/, ''));
  await promisify(execFile)('cc', ['-pthread', '-o', program, join(folder, file)]);
  return { argv: [program], cwd: folder, shown };
}

export async function judge({ exercise, side }: Part, command: ProgramCommand): Promise<Judgement> {
  return side.side === 'server'
    ? await judgeServer(exercise, side, command, { tools, slack: 2 })
    : await judgeClient(exercise, side, command, { tools, slack: 2 });
}

/** A judgement without what differs from one time to the next: ports, random answers, what they count. */
export function steadyText({ results, earned, points }: Judgement): string {
  const lines = results.map(({ name, passed, earned, points, badge, failure }) => {
    const worth = badge === undefined ? `${earned}/${points}` : 'medalha';
    const head = `${passed ? '✓' : '✗'} ${name} (${worth})`;
    return failure === undefined ? head : `${head}\n    ${failure.kind}: ${failure.message}`;
  });
  const text = `${lines.join('\n')}\nTotal: ${earned} de ${points}\n`;
  return text
    .replaceAll(/\b[2-6]\d{4}\b/g, '<porta>')
    .replaceAll(/\d+[.,]\d s\b/g, '<tempo> s')
    .replaceAll(/«(?:sim|não|nao|talvez)[^»]*»/g, '«<resposta>»')
    .replaceAll(/: \d+ bytes? além/g, ': <n> bytes além')
    .replaceAll(/: \d+ de \d+ bytes/g, ': <n> de <n> bytes');
}
