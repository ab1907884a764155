import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Catalog, type Part, partsOf } from '@tomada/checker';
import type { PartHead } from './class-report.ts';
import { nameOf } from './submission/answers.ts';

const SIDES = { server: 'servidor', client: 'cliente' } as const;

/** The lesson whose exercises are judged. */
export class ExerciseLesson {
  readonly folder: string;
  /** The module that exports `catalog`. */
  readonly catalogModule: string;
  readonly parts: readonly Part[];

  private constructor(folder: string, catalogModule: string, { exercises }: Catalog) {
    this.folder = folder;
    this.catalogModule = catalogModule;
    this.parts = exercises.flatMap(partsOf);
  }

  /** @param folder of a lesson with `checks/catalog.ts` and `starters/` */
  static async load(folder: string): Promise<ExerciseLesson> {
    const module = join(folder, 'checks', 'catalog.ts');
    const { catalog }: { catalog: Catalog } = await import(pathToFileURL(module).href);
    return new ExerciseLesson(folder, module, catalog);
  }

  get starters(): string {
    return join(this.folder, 'starters');
  }

  /** The folder of `tomada.py`, which Python answers may import as ours do. */
  get pythonPath(): string {
    return join(this.folder, 'node_modules', '@tomada', 'utils', 'python');
  }

  /** Names the checks: what they gave before they were changed counts no more. */
  get digest(): string {
    const hash = createHash('sha256');
    const checks = join(this.folder, 'checks');
    for (const name of readdirSync(checks).sort()) {
      hash.update(name).update(readFileSync(join(checks, name)));
    }
    return hash.digest('hex');
  }

  /**
   * Makes the surroundings of a submission: the packages that a lesson's program may import.
   *
   * @returns the folder for its files
   */
  async furnish(folder: string): Promise<string> {
    const files = join(folder, 'submission');
    await mkdir(files, { recursive: true });
    await mkdir(join(folder, 'tmp'));
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    await writeFile(join(folder, 'tsconfig.json'), '{}\n');
    const isWindows = process.platform === 'win32';
    const packages = join(this.folder, 'node_modules');
    await symlink(packages, join(folder, 'node_modules'), isWindows ? 'junction' : 'dir');
    return files;
  }
}

/** @param part one of the lesson's */
export function headOf(part: Part): PartHead {
  const { exercise, side } = part;
  const points = side.checks.reduce((sum, check) => sum + check.points, 0);
  return { name: nameOf(part), title: `${exercise.title}, ${SIDES[side.side]}`, points };
}
