import { spawnSync } from 'node:child_process';
import { root, skipWithoutPython } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { terminalPlayer } from './environment.ts';
import { Project, pageOf } from './fixture.ts';
import { replay } from './replay.ts';
import { RunningCommand } from './running.ts';
import { until } from './waiting.ts';

/** A killed process may wait for its new parent to take note of it (state Z): it runs no more. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z\s]/.test(stdout.trim());
}

test.skipIf(skipWithoutPython)(
  'Ctrl-C on a terminal: the key itself is not what came',
  async () => {
    const program =
      "process.on('SIGINT', () => { console.log('\\nfim'); process.exit() }); setInterval(() => {}, 1000); console.log('oi ^C')";
    await using running = new RunningCommand(`node -e "${program.replaceAll('\\', '\\\\')}"`, {
      cwd: root,
      env: process.env,
      terminal: terminalPlayer(),
    });
    await until(running, () => running.text.includes('\n'), 10_000);
    running.interrupt();
    await running.ended;
    expect(running.text).toBe('oi ^C\n\nfim\n');
  },
);

describe.runIf(process.platform !== 'win32')('replay', () => {
  test('a program that a group of its own hides: is gone, too', async () => {
    const hidden = '$ set -m; node silent.mjs & disown; echo oi; sleep 60\npid\n';
    const comments = '<!-- transcript: vary "pid" as /pid \\d+|oi|pid/ -->\n';
    await using project = await Project.create(pageOf(`${hidden}pid\n`, comments));
    const { beats } = await replay(project.transcript(), { root: project.root, limit: 5_000 });
    const lines = beats.flatMap(({ came }) => came);
    const pid = Number(lines.find((line) => line.startsWith('pid'))?.replace('pid ', ''));
    expect(pid).toBeGreaterThan(1);
    expect(isAlive(pid)).toBe(false);
  });

  test('programs that would go on for ever, in front and behind: are gone afterwards', async () => {
    const session =
      '@ a\n$ node silent.mjs\npid 1\n@ b\n$ node silent.mjs & node silent.mjs\npid 2\npid 3\n';
    const comments = '<!-- transcript: vary "pid" as /pid \\d+|pid/ -->\n';
    await using project = await Project.create(pageOf(session.replace(/pid \d/g, 'pid'), comments));
    const { beats, failure } = await replay(project.transcript(), {
      root: project.root,
      limit: 8_000,
    });
    expect(failure).toMatch(/esperei 8 s pelo fim/);
    const pids = beats.flatMap(({ came }) => came).map((line) => Number(line.replace('pid ', '')));
    expect(pids).toHaveLength(3);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(isAlive(process.pid)).toBe(true);
  });
});
