import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from './refusal.ts';

/** What a submission may hold, after unpacking: many times what a course asks for. */
export const INTAKE_LIMITS = { files: 2_000, bytes: 32 * 2 ** 20 } as const;

/** Folders and files that tools leave behind: they are neither copied nor counted. */
const LEFT_OUT = new Set([
  ...['node_modules', '.git', '__MACOSX', '.DS_Store', '__pycache__', '.venv', 'venv'],
  ...['.steps', '.turbo', '.vscode', '.idea'],
]);

/** A file that was taken in. */
export interface TakenFile {
  /** From the submission's root, with `/`. */
  readonly path: string;
  /** SHA-256 of its content, in hexadecimal. */
  readonly digest: string;
}

/** Writes the files of one submission into a folder of ours, and counts what they take. */
export class Intake {
  readonly files: TakenFile[] = [];
  readonly #into: string;
  #bytes = 0;

  constructor(into: string) {
    this.#into = into;
  }

  /** Whether that name is of a tool's leavings. */
  static leavesOut(path: string): boolean {
    return path.split('/').some((name) => LEFT_OUT.has(name));
  }

  /**
   * Takes one file in.
   *
   * @param path from the submission's root, with `/`; the caller has made sure that it stays below it
   * @throws {Refusal} when the submission is too large
   */
  async add(path: string, content: AsyncIterable<Buffer>): Promise<void> {
    const { files, bytes } = INTAKE_LIMITS;
    if (this.files.length === files) {
      throw new Refusal(`Recusei: tem mais de ${files.toLocaleString('pt-BR')} arquivos.`);
    }
    const target = join(this.#into, ...path.split('/'));
    await mkdir(dirname(target), { recursive: true });
    const hash = createHash('sha256');
    // `wx`: two entries of one name are no submission that we know how to judge.
    await using file = await open(target, 'wx');
    for await (const piece of content) {
      this.#bytes += piece.length;
      if (this.#bytes > bytes) {
        throw new Refusal(`Recusei: descompactada, passa de ${bytes / 2 ** 20} MiB.`);
      }
      hash.update(piece);
      await file.writeFile(piece);
    }
    this.files.push({ path, digest: hash.digest('hex') });
  }
}
