import { readFileSync, writeFileSync } from 'node:fs';
import { run, skipWithoutPython } from '@tomada/testing';
import type { Options, ProgramOptions } from '../.vitepress/options.ts';
import { type Help, type HelpOption, parseHelp } from './help.ts';
import type { LessonProgram } from './programs.ts';

const file = new URL('../opcoes.json', import.meta.url);

/** Defaults that are this machine's own, in words that are true on every machine. */
export const ofTheMachine: Readonly<Record<string, string>> = {
  'chat start --name': 'o do usuário deste computador',
  'threads start:parallel --workers': 'os núcleos do computador, até 64',
  'threads start:server --workers': 'os núcleos do computador, até 64',
};

/** Asks a program for its help in both languages. A difference between them that is no default is a fault. */
export async function askProgram(program: LessonProgram): Promise<ProgramOptions> {
  const { lesson, script, isExtra, page, command, peer } = program;
  const ask = async (asked: typeof command) => {
    const ended = await run(asked, ['--help']);
    if (ended.code !== 0 || ended.stderr !== '') {
      throw new Error(`${asked.name} --help ended with ${ended.code}: ${ended.stderr}`);
    }
    return parseHelp(ended.stdout);
  };
  const help = await ask(command);
  const inPython = peer && !skipWithoutPython ? await ask(peer) : undefined;
  if (inPython) compareLanguages(command.name, help, inPython);
  return {
    lesson,
    script,
    ...(isExtra ? { isExtra } : {}),
    ...(page ? { page } : {}),
    usage: help.usage,
    ...(inPython ? { python: inPython.usage } : {}),
    about: help.about,
    options: help.options.map((option, index) => {
      const words = ofTheMachine[`${lesson} ${script} ${option.name}`];
      if (words !== undefined) return { ...option, default: words };
      const other = inPython?.options[index]?.default;
      const differs = inPython !== undefined && other !== option.default && other !== undefined;
      return differs ? { ...option, defaultInPython: other } : option;
    }),
  };
}

function compareLanguages(name: string, help: Help, inPython: Help): void {
  const told = ({ about, options }: Help) =>
    JSON.stringify([
      about,
      options.map((option: HelpOption) => [option.name, option.value, option.about]),
    ]);
  if (told(help) !== told(inPython)) {
    throw new Error(`${name}: --help differs in Python:\n${told(help)}\n${told(inPython)}`);
  }
}

/** Asks all of them, two at once: what a classroom machine has cores for. */
export async function askAll(programs: readonly LessonProgram[]): Promise<Options> {
  const found = new Map<LessonProgram, ProgramOptions>();
  const waiting = programs.values();
  const work = async () => {
    for (const program of waiting) found.set(program, await askProgram(program));
  };
  await Promise.all([work(), work()]);
  return { programs: programs.flatMap((program) => found.get(program) ?? []) };
}

/** The record's own form: what is compared and what is written. */
export function formatRecord(options: Options): string {
  return `${JSON.stringify(options, null, 2)}\n`;
}

export function readRecord(): string {
  return readFileSync(file, 'utf8');
}

export function writeRecord(options: Options): void {
  writeFileSync(file, formatRecord(options));
}
