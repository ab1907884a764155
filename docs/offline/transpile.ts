import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** A module of ours as JavaScript that a browser runs as it is. */
export function transpile(file: string): string {
  return ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText;
}
