import { fileURLToPath } from 'node:url';
import { python, run } from '@tomada/testing';
import { expect } from 'vitest';

/** Gives a JSON value to a line of Python that sees the lesson's modules, and takes one back. */
export async function inPython(code: string, value: unknown): Promise<unknown> {
  const folder = fileURLToPath(new URL('../python', import.meta.url));
  const utils = fileURLToPath(new URL('../../../packages/utils/python', import.meta.url));
  const argv = python ?? (['python3'] as const);
  const ended = await run(
    { name: 'python', argv, cwd: folder },
    [
      '-c',
      `import ipaddress, json, sys; sys.path[:0] = json.loads(sys.argv[1])\nimport address_bytes, dns_question, question, tomada\nvalue = json.load(sys.stdin)\n${code}`,
      JSON.stringify([folder, utils]),
    ],
    { input: JSON.stringify(value) },
  );
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(ended.stdout);
}
