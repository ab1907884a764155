import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Program, Twin } from '@tomada/testing';
import { countOpen } from '../resistance/open-sockets.ts';

/** What a server holds while nobody talks to it. */
export interface Holding {
  /** Bytes that the process occupies (VmRSS). */
  readonly resident: number;
  /** Bytes of live objects and buffers, garbage thrown away; Python does not tell. */
  readonly live: number | undefined;
  /** Files, pipes and sockets. */
  readonly open: number;
}

const HOOK = pathToFileURL(`${import.meta.dirname}/collect-garbage.mjs`).href;

/**
 * What a Node program has to be started with, so that `measure` can make it throw its garbage away. A small nursery
 * for new objects: the usual one grows by 16 MB as the load does, which would hide what leaks.
 */
export function measurable(twin: Twin, file: string): Record<string, string> {
  if (twin.language === 'Python') return {};
  return { NODE_OPTIONS: `--import=${HOOK} --max-semi-space-size=1`, TOMADA_SOAK_MEMORY: file };
}

/** Measures a server that is idle. Linux only. */
export async function measure(server: Program, twin: Twin, file: string): Promise<Holding> {
  const live = twin.language === 'Python' ? undefined : await collectGarbage(server.pid, file);
  return { resident: server.residentBytes, live, open: countOpen(server.pid) };
}

async function collectGarbage(pid: number, file: string): Promise<number> {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  const until = performance.now() + 10_000;
  while (!existsSync(file)) {
    if (performance.now() > until) throw new Error('the server did not collect its garbage');
    await wait(10);
  }
  return Number(readFileSync(file, 'utf8'));
}
