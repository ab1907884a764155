import { run, start, TestServer } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { startCommand } from './start-command.ts';

describe('pnpm start', () => {
  test('port 0: says the address, serves the site there, and ends with code 0 on Ctrl-C', async () => {
    await using site = start(startCommand, ['--port', '0']);
    const [, address = ''] = await site.waitFor(
      /^Site da Tomada em (http:\/\/127\.0\.0\.1:\d+\/)$/m,
    );
    await site.waitFor(/^Ctrl-C encerra\.$/m);
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    await answer.text();
    const { code, stdout, stderr } = await site.interrupt();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toHaveLength(3);
    await expect(fetch(address)).rejects.toThrow();
  });

  test('a taken port that was asked for: is explained, with exit code 1', async () => {
    await using taken = await TestServer.listen(() => {});
    const { code, stdout, stderr } = await run(startCommand, ['--port', String(taken.port)]);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(`127.0.0.1:${taken.port} (EADDRINUSE)`);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('no port asked for: takes the default or the next free one', async () => {
    await using first = start(startCommand, []);
    const [, one] = await first.waitFor(/Site da Tomada em http:\/\/127\.0\.0\.1:(\d+)\//);
    await using second = start(startCommand, []);
    const [, two] = await second.waitFor(/Site da Tomada em http:\/\/127\.0\.0\.1:(\d+)\//);
    expect(Number(one)).toBeGreaterThanOrEqual(5173);
    expect(Number(two)).toBeGreaterThan(Number(one));
  });

  test('wrong usage: one sentence, with exit code 2', async () => {
    const { code, stderr } = await run(startCommand, ['--port', 'abc']);
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('«abc»');
  });
});
