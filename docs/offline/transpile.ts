import { readFileSync } from 'node:fs';

/** A module of ours as JavaScript that a browser runs as it is. */
export async function transpile(file: string): Promise<string> {
  // Loaded only here: the site's configuration, which every command reads, must not wait for a compiler.
  const { default: ts } = await import('typescript');
  return ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText;
}
