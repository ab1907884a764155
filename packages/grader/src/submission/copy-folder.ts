import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Intake } from './intake.ts';
import { Refusal } from './refusal.ts';

/**
 * Copies a submission that is a folder.
 *
 * @throws {Refusal} on a symbolic link, on what is no ordinary file, and on a folder that is too large
 */
export async function copyFolder(folder: string, intake: Intake, below = ''): Promise<void> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (Intake.leavesOut(path)) continue;
    if (entry.isDirectory()) await copyFolder(folder, intake, path);
    else if (entry.isFile()) {
      await intake.add(path.normalize('NFC'), createReadStream(join(folder, path)));
    } else {
      const what = entry.isSymbolicLink() ? 'um link simbólico' : 'um arquivo especial';
      throw new Refusal(`Recusei: «${path}» é ${what}, e só copio arquivos comuns.`);
    }
  }
}
