import { relative, resolve } from 'node:path';
import { type Option, UsageError } from '@tomada/utils';

/** Where the command was typed: pnpm runs scripts in their package's folder. */
const typedIn = process.env.INIT_CWD ?? process.cwd();

/**
 * A file or folder on this computer, read from the folder in which the command was typed.
 *
 * @param fallback absolute
 */
export function pathOption(about: string, fallback: string): Option<string> {
  return {
    placeholder: '<caminho>',
    about,
    fallback,
    fallbackWords: shown(fallback),
    example: shown(fallback),
    parse(text, name) {
      if (text.trim() !== '' && !text.startsWith('-')) return resolve(typedIn, text);
      throw new UsageError(
        `Opção ${name}: «${text}» não é um caminho. Por exemplo: ${name} ${shown(fallback)}`,
      );
    },
  };
}

/** A path as the person who typed the command sees it. */
export function shown(path: string): string {
  return relative(typedIn, path) || '.';
}
