import { readFileSync } from 'node:fs';
import { Refusal } from './refusal.ts';

/** Commands by `<exercise>:<side>`. */
export type GradeFile = ReadonlyMap<string, readonly [string, ...string[]]>;

const EXAMPLE = '{ "commands": { "oracle:server": "python3 meu.py" } }';

/**
 * Reads `grade.json`, where a submission in another language says how its programs are started. A command is a text
 * whose words are split at blanks, or a list of words; no shell reads it.
 *
 * @returns an empty map when there is no such file
 * @throws {Refusal} when it says something else
 */
export function readGradeFile(file: string): GradeFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return new Map();
  }
  const commands = readCommands(text);
  return new Map(
    Object.entries(commands).map(([part, command]) => {
      const words = typeof command === 'string' ? command.trim().split(/\s+/) : command;
      if (!isCommand(words)) {
        throw new Refusal(
          `O comando de «${part}» em grade.json não serve. Por exemplo: ${EXAMPLE}`,
        );
      }
      return [part, words];
    }),
  );
}

function readCommands(text: string): object {
  try {
    const { commands }: { commands?: unknown } = Object(JSON.parse(text.replace(/^\uFEFF/, '')));
    if (typeof commands === 'object' && commands !== null) return commands;
  } catch {
    // Said below.
  }
  throw new Refusal(`Não entendi o grade.json. Por exemplo: ${EXAMPLE}`);
}

function isCommand(words: unknown): words is readonly [string, ...string[]] {
  const isList = Array.isArray(words) && words.length > 0;
  return isList && words.every((word) => typeof word === 'string') && words[0] !== '';
}
