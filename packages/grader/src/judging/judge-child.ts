/**
 * The process that judges one program, apart from the others: its job comes as the first line of standard input, the
 * judgement goes out as one line of JSON. When the input ends, nobody waits for it any more, and it ends too.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { type Catalog, judgeClient, judgeServer, partsOf } from '@tomada/checker';
import { nameOf, resolveProgram } from '../submission/answers.ts';
import type { Job } from './job.ts';

const lines = createInterface({ input: process.stdin });
const [line] = await once(lines, 'line');
const abandoned = new AbortController();
lines.once('close', () => abandoned.abort());
process.once('SIGTERM', () => abandoned.abort());
const job: Job = JSON.parse(line); // of our own making

const sandbox = process.cwd();
// For the programs: what they and tsx write stays in here, and a broken tsconfig of a submission is nobody's.
process.env.TMPDIR = join(sandbox, 'tmp');
process.env.TSX_TSCONFIG_PATH = join(sandbox, 'tsconfig.json');
process.env.PYTHONPATH = job.pythonPath;

const { catalog }: { catalog: Catalog } = await import(pathToFileURL(job.catalog).href);
const part = catalog.exercises.flatMap(partsOf).find((each) => nameOf(each) === job.part);
if (part === undefined) throw new Error(`no part ${job.part}`);
const { exercise, side } = part;
const cwd = join(sandbox, 'submission', job.root);
const command = { argv: resolveProgram(job.argv, cwd), cwd, shown: job.shown };
const options = {
  tools: { talk: `${catalog.call} talk`, badNetwork: 'pnpm bad-network' },
  ...{ limits: job.limits, slack: job.slack, signal: abandoned.signal },
};
const judgement =
  side.side === 'server'
    ? await judgeServer(exercise, side, command, options)
    : await judgeClient(exercise, side, command, options);
await new Promise((written) => process.stdout.write(`${JSON.stringify(judgement)}\n`, written));
process.exit(0);
