/** A lesson of a test's own: a folder with starters, in which its commands run. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from '@tomada/testing';
import { Bench } from './shout.ts';

const own = fileURLToPath(new URL('..', import.meta.url));

export class Lesson extends Bench {
  /** Runs its commands. */
  readonly commands: Command;

  constructor() {
    super();
    mkdirSync(join(this.folder, 'starters'));
    // Programs of a lesson are run by its own tsx.
    symlinkSync(join(own, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
    for (const name of ['shout-server', 'shout-client', 'whisper-client']) {
      this.write(`starters/${name}.ts`, "console.log('vazio');\n");
    }
    const main = join(own, 'test', 'commands.ts');
    this.commands = {
      name: 'commands',
      argv: [process.execPath, '--import', 'tsx', main, this.folder],
      cwd: own,
    };
  }
}
