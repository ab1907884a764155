import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Lesson, Program } from './lesson.ts';
import type { Problem } from './problem.ts';
import { type StateLine, stateAfter, stateText } from './state.ts';

interface State {
  readonly program: Program;
  readonly step: number;
  readonly lines: readonly StateLine[];
}

/**
 * Type-checks every program as it stands after every step, all in one TypeScript program: the states live in memory,
 * beside the real file, under names such as `server.after-2.ts`.
 *
 * @param root the project's folder; the first lesson's tsconfig.json gives the options (all extend the same base)
 */
export function checkStates(
  root: string,
  lessons: readonly Lesson[],
  report: (problem: Problem) => void,
): void {
  const states = new Map<string, State>();
  for (const program of lessons.flatMap(({ programs }) => programs)) {
    for (const { number: step } of program.steps) {
      const lines = stateAfter(program, step);
      if (lines) states.set(stateFile(root, program, step), { program, step, lines });
    }
  }
  const [first] = lessons;
  if (!first || states.size === 0) return;

  const options = readOptions(join(root, 'lessons', first.slug));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => states.has(file) || fileExists(file);
  host.readFile = (file) => {
    const state = states.get(file);
    return state ? stateText(state.lines) : readFile(file);
  };
  host.getSourceFile = (file, ...rest) => {
    const state = states.get(file);
    return state
      ? ts.createSourceFile(file, stateText(state.lines), rest[0], true)
      : getSourceFile(file, ...rest);
  };
  const program = ts.createProgram([...states.keys()], options, host);
  for (const [file, state] of states) {
    const source = program.getSourceFile(file);
    const diagnostics = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    for (const diagnostic of diagnostics) reportDiagnostic(diagnostic, state, report);
  }
}

function stateFile(root: string, { source }: Program, step: number): string {
  return join(root, source.file.replace(/\.ts$/, `.after-${step}.ts`)).replaceAll('\\', '/');
}

/** The lesson's own options; a step may hold an import that a later step uses. */
function readOptions(folder: string): ts.CompilerOptions {
  const { config, error } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, ' '));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  return {
    ...options,
    noEmit: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    typeRoots: [join(dirname(dirname(folder)), 'node_modules', '@types')],
  };
}

function reportDiagnostic(
  diagnostic: ts.Diagnostic,
  { program, step, lines }: State,
  report: (problem: Problem) => void,
): void {
  const { start, file } = diagnostic;
  const row = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line : 0;
  report({
    file: program.source.file,
    line: lines[row]?.number ?? 1,
    message: `o programa «${program.name}» depois do passo ${step} não passa no verificador de tipos: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`,
    remedy: `Traga para o passo ${step}, ou para um anterior, o que falta, ou mude esta linha para um passo seguinte.`,
  });
}
