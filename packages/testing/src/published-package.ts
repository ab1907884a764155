import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, pnpm, root, run } from './program.ts';

/** The code blocks of a Markdown page in one language. */
export function codeBlocks(page: string, language: string): string[] {
  return Array.from(page.matchAll(/^```(\w+)\n(.*?)^```$/gms))
    .filter(([, of]) => of === language)
    .map(([, , code = '']) => code);
}

/**
 * A package as a stranger gets it: packed, and unpacked into a folder that has nothing of the workspace above it.
 * The folder is removed when it goes out of use (`Symbol.asyncDispose`).
 */
export class PublishedPackage implements AsyncDisposable {
  readonly #source: string;
  readonly #folder: string;
  readonly #name: string;

  private constructor(source: string, folder: string, name: string) {
    this.#source = source;
    this.#folder = folder;
    this.#name = name;
  }

  /** @param source the package's own folder */
  static async pack(source: string): Promise<PublishedPackage> {
    const { name, version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
    const folder = mkdtempSync(join(tmpdir(), 'tomada-package-'));
    const made = new PublishedPackage(source, folder, name);
    try {
      await succeed(pnpm(source), ['pack', '--pack-destination', folder]);
      const archive = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
      await made.#succeed('tar', ['-xzf', archive]);
      await made.#succeed(process.execPath, [
        '-e',
        `fs.mkdirSync('node_modules/@tomada', { recursive: true }); fs.renameSync('package', 'node_modules/${name}')`,
      ]);
      writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "type": "module" }');
      return made;
    } catch (error) {
      await made[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Runs a stranger's program in plain Node, where no code may be made at run time; gives what it says. */
  async runProgram(program: string): Promise<string> {
    writeFileSync(join(this.#folder, 'consumer.mjs'), program);
    const flags = ['--disallow-code-generation-from-strings', 'consumer.mjs'];
    return await this.#succeed(process.execPath, flags);
  }

  /** Checks the types of a stranger's program and of the examples of the package's README. */
  async checkTypes(program: string): Promise<void> {
    writeFileSync(join(this.#folder, 'consumer.ts'), program);
    const blocks = codeBlocks(readFileSync(join(this.#source, 'README.md'), 'utf8'), 'ts');
    const examples = blocks.map((block, index) => {
      writeFileSync(join(this.#folder, `readme-${index}.ts`), block);
      return `readme-${index}.ts`;
    });
    const options = {
      compilerOptions: {
        strict: true,
        noEmit: true,
        target: 'ES2023',
        module: 'NodeNext',
        types: [],
        lib: ['ES2023', 'DOM'],
        skipLibCheck: false,
      },
      files: ['consumer.ts', ...examples],
    };
    writeFileSync(join(this.#folder, 'tsconfig.json'), JSON.stringify(options));
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    await this.#succeed(process.execPath, [compiler, '-p', '.']);
  }

  /** The text of one of its files. */
  read(file: string): string {
    return readFileSync(join(this.#folder, 'node_modules', this.#name, file), 'utf8');
  }

  /** The paths of all its files, joined by commas. */
  async listFiles(): Promise<string> {
    const list = `fs.readdirSync('node_modules/${this.#name}', { recursive: true }).join()`;
    return await this.#succeed(process.execPath, ['-p', list]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #succeed(file: string, args: readonly string[]): Promise<string> {
    return await succeed({ name: file, argv: [file], cwd: this.#folder }, args);
  }
}

async function succeed(command: Command, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(command, args);
  if (code !== 0) throw new Error(`${command.name} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}
