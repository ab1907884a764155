/**
 * The checker checked: what is right gets all points, a starter none, and each fault is told in the words of its golden
 * file (`vitest -u` writes them anew: read the difference). `pnpm test:soak` judges every wrong program, and
 * TOMADA_RUNS says how often everything is judged.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Part } from '@tomada/checker';
import { skipWithoutPython } from '@tomada/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { catalog } from '../checks/catalog.ts';
import { commandOf, judge, parts, steadyText } from './judged.ts';

const runs = Number(process.env.TOMADA_RUNS ?? 1);
const built = mkdtempSync(join(tmpdir(), 'tomada-judged-'));
afterAll(() => rmSync(built, { recursive: true, force: true }));

const golden = join(import.meta.dirname, 'golden');
const sideName = ({ exercise, side }: Part) => `${exercise.name}-${side.side}`;

/** Enough for every pull request: four of each exercise, in all three languages. The soak takes all. */
const CHOSEN = [
  ...['oracle/no-accent.py', 'oracle/newline-after-answer.py'],
  ...[
    'oracle/nul-byte.c',
    'oracle/ipv6-only.py',
    'oracle/wrong-port.py',
    'oracle/answers-first.py',
  ],
  ...['oracle/client-one-recv.py', 'oracle/does-not-start.py'],
  ...['primes/native-order.c', 'primes/prime-itself.py', 'primes/two.py', 'primes/too-large.py'],
  ...['primes/client-signed.py', 'divisors/client-as-list.py', 'divisors/client-empty.py'],
  ...['divisors/square-twice.py', 'divisors/version-4.py', 'divisors/client-one-recv.py'],
  ...['framing/answers-the-cut.py', 'framing/length-in-letters.ts', 'framing/client-one-answer.py'],
  ...['framing/client-joins-words.py', 'broadcast/echoes-to-sender.py', 'broadcast/no-limit.py'],
  ...['broadcast/unfinished-line.py', 'broadcast/dies-on-reset.py', 'scanner/last-left-out.py'],
  ...['scanner/says-hello.py', 'scanner/descending.py', 'scanner/any-range.py'],
  ...['reliable-echo/counts-repeats.py', 'reliable-echo/short-crashes.py'],
  ...['reliable-echo/client-any-answer.py', 'reliable-echo/client-no-repeats.py'],
];

interface Wrong {
  /** From faults/. */
  readonly file: string;
  readonly part: Part;
}

const wrong: readonly Wrong[] = parts.flatMap((part) => {
  const { name } = part.exercise;
  const isClient = (file: string) => file.startsWith('client-') || name === 'scanner';
  return readdirSync(join(catalog.folder, 'faults', name))
    .filter((file) => ['.py', '.ts', '.c'].includes(extname(file)))
    .filter((file) => isClient(file) === (part.side.side === 'client'))
    .map((file) => ({ file: `${name}/${file}`, part }));
});

const judged = process.env.TOMADA_JUDGE_ALL
  ? wrong
  : wrong.filter(({ file }) => CHOSEN.includes(file));

/** A C compiler and Python's peers are asked for where they are. */
const canRun = (file: string) =>
  !(extname(file) === '.py' && skipWithoutPython) &&
  !(extname(file) === '.c' && process.platform === 'win32');

test('the chosen wrong programs exist, four or more of each exercise', () => {
  expect(CHOSEN.filter((file) => !wrong.some((each) => each.file === file))).toEqual([]);
  for (const { name } of catalog.exercises) {
    const count = CHOSEN.filter((file) => file.startsWith(`${name}/`)).length;
    expect(count, name).toBeGreaterThanOrEqual(4);
  }
});

test('each wrong program has its golden file, and there are no others', () => {
  const goldens = readdirSync(golden, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.txt'))
    .map((file) => file.replaceAll('\\', '/').replace(/\.txt$/, ''));
  expect(goldens.sort()).toEqual(wrong.map(({ file }) => file).sort());
});

test('each program has ten points to earn, and each check a hint', () => {
  for (const { exercise, side } of parts) {
    const total = side.checks.reduce((sum, { points }) => sum + points, 0);
    expect(total, `${exercise.name} ${side.side}`).toBe(10);
    for (const { name, hint } of side.checks) expect(hint.length, name).toBeGreaterThan(20);
  }
});

describe.each(Array.from({ length: runs }, (_, run) => run + 1))('run %i', () => {
  describe.concurrent('right programs get all points', () => {
    for (const part of parts) {
      for (const ending of ['.ts', '.py']) {
        const file = `solutions/${sideName(part)}${ending}`;
        test.skipIf(!canRun(file))(file, async ({ expect }) => {
          const judgement = await judge(part, await commandOf(file, built));
          expect(judgement.passed, steadyText(judgement)).toBe(true);
        });
      }
    }
    const inC = 'test/right/oracle-server.c';
    test.skipIf(!canRun(inC))(inC, async ({ expect }) => {
      const [oracle] = parts;
      if (oracle === undefined) throw new Error('there is no exercise');
      const judgement = await judge(oracle, await commandOf(inC, built));
      expect(judgement.passed, steadyText(judgement)).toBe(true);
    });
  });

  describe.concurrent('starters get none', () => {
    test.each(parts)('$exercise.name $side.side', async (part) => {
      const judgement = await judge(part, await commandOf(`starters/${sideName(part)}.ts`, built));
      expect(judgement.earned, steadyText(judgement)).toBe(0);
    });
  });

  describe.concurrent('wrong programs are told what is wrong', () => {
    for (const { file, part } of judged) {
      test.skipIf(!canRun(file))(file, async ({ expect }) => {
        const judgement = await judge(part, await commandOf(`faults/${file}`, built));
        expect(judgement.passed).toBe(false);
        await expect(steadyText(judgement)).toMatchFileSnapshot(`golden/${file}.txt`);
      });
    }
  });
});
