import { spawnSync } from 'node:child_process';

/** For `describe.skipIf`: true where there is no `ss` (Linux, iproute2) and nobody promised one. */
export const skipWithoutSs =
  spawnSync('ss', ['-V'], { stdio: 'ignore' }).status !== 0 && !process.env.CI;
