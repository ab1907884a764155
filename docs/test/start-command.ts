import { fileURLToPath } from 'node:url';
import type { Command } from '@tomada/testing';

/** `pnpm start`, without pnpm. */
export const startCommand: Command = {
  name: 'pnpm start',
  argv: [process.execPath, '--import', 'tsx', 'start.ts'],
  cwd: fileURLToPath(new URL('..', import.meta.url)),
};
