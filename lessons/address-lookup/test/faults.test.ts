import { lessonScript, pythonFault, run, skipWithoutPython } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const linesOf = async (name: string) =>
  (await run(pythonFault('address-lookup', name), [])).stdout.trimEnd().split(/\r?\n/);

describe.skipIf(skipWithoutPython)('faults in Python', () => {
  test('wrong-bytes: the bytes of the comment are another address; nothing is looked up', async () => {
    expect(await linesOf('wrong-bytes')).toEqual(['192.168.0.1', '127.0.0.1', '203.0.113.77']);
  });

  test('not-a-comment: // divides, and before an address it is a syntax error; # is right', async () => {
    const lines = await linesOf('not-a-comment');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe('7 // 2 é 3');
    expect(lines[1]).toMatch(/^errada: .*\/\/ 127\.0\.0\.1$/);
    expect(lines[2]).toMatch(/^certa: .*# 127\.0\.0\.1$/);
  });

  test('no-address-yet: a new socket has no address; once bound it has, and nothing was looked up', async () => {
    const [created, bound] = await linesOf('no-address-yet');
    expect(created).toBe("criado:  ('0.0.0.0', 0)");
    expect(bound).toMatch(/^ligado: {2}\('127\.0\.0\.1', [1-9]\d*\)$/);
  });
});

test('only-ipv4: a server on 127.0.0.1 is not at ::1, the other address of localhost', async () => {
  const { stdout } = await run(lessonScript('address-lookup', 'fault:only-ipv4'), []);
  expect(stdout).toMatch(/^::1: E[A-Z]+\n127\.0\.0\.1: conectou\n$/);
});
