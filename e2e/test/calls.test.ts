import { join } from 'node:path';
import { type Ended, python, root, run, skipWithoutPython } from '@tomada/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { claims, proofs } from '../calls/claims.ts';
import { nodeClaims } from '../calls/node-claims.ts';

const elsewhere = process.platform !== 'linux';
const linuxOnly = (language: 'Python' | 'Node') =>
  new Set(claims.flatMap((claim) => (claim.linux ? [claim[language]] : [])));

describe('claims.json', () => {
  test.each(['Python', 'Node'] as const)(
    'every claim in %s: is said once and proven',
    (language) => {
      const said = claims.flatMap((claim) => claim[language] ?? []);
      expect(said.toSorted()).toEqual(proofs[language].toSorted());
    },
  );

  test('every claim: has a proof in one language at least', () => {
    expect(claims.filter(({ Python, Node }) => !Python && !Node)).toEqual([]);
  });
});

describe.skipIf(skipWithoutPython)('Python', () => {
  const [file, ...first] = python ?? (['python3'] as const);
  const program = join(root, 'e2e', 'calls', 'claims.py');
  const onLinux = linuxOnly('Python');
  const skips = (name: string) => elsewhere && onLinux.has(name);
  let ended: Ended;

  // One process for all: seventy would take ten times as long.
  beforeAll(async () => {
    const command = { name: 'claims.py', argv: [file, ...first, program], cwd: root } as const;
    const names = proofs.Python.filter((name) => !skips(name));
    ended = await run(command, names, { limit: 100_000 });
  });

  for (const name of proofs.Python) {
    test.skipIf(skips(name))(name, () => {
      const [, found = ended.stdout + ended.stderr] =
        new RegExp(
          `^((?:holds|FAILS) ${name}\\b[^]*?)$(?=\\n(?:holds|FAILS)|\\n*$(?![^]))`,
          'm',
        ).exec(ended.stdout) ?? [];
      expect(found.trim()).toBe(`holds ${name}`);
    });
  }
});

describe('Node', () => {
  const onLinux = linuxOnly('Node');

  for (const [name, prove] of Object.entries(nodeClaims)) {
    test.skipIf(elsewhere && onLinux.has(name))(name, prove);
  }
});
