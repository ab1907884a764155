/** What `pnpm assign` is asked for. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { type Option, readOptions, switchOption, UsageError } from '@tomada/utils';

export interface Assignment {
  /** Slugs of lessons, in the order of the site. */
  readonly lessons: readonly [string, ...string[]];
  /** Absolute. */
  readonly folder: string;
  /** Of the class, as the instructor calls it. */
  readonly name: string | undefined;
  readonly withSolutions: boolean;
  /** Whether a folder that holds something may be replaced. */
  readonly force: boolean;
}

const EXAMPLE = 'pnpm assign exercises ../turma';
/** What `--help` says of a class without a name. */
const NO_NAME = 'só as lições';

/**
 * Reads the command line; `--help` and what `readOptions` finds end the process.
 *
 * @param known the slugs of all lessons, in the order of the site
 * @param root the project's folder
 * @param from the folder that a relative one starts at
 * @throws {UsageError} on an unknown lesson, no folder, or one inside the project
 */
export function readAssignment(
  args: readonly string[],
  known: readonly string[],
  { root, from }: { readonly root: string; readonly from: string },
): Assignment {
  const { words, ...options } = readOptions(
    {
      usage: 'pnpm assign <lição…> <pasta>',
      about: [
        'Faz uma pasta que se entrega a uma turma: só essas lições, com tudo o que elas precisam.',
        `As lições: ${known.join(', ')}.`,
      ].join('\n'),
      options: {
        name: textOption('o nome da turma, para o README e o package.json', 'SO 2026.2'),
        'with-solutions': switchOption('leva também as nossas soluções e as páginas delas'),
        force: switchOption('troca o que já existe na pasta, menos o .git'),
      },
      words: { example: EXAMPLE },
    },
    args,
  );
  const asked = words.slice(0, -1).map((word) => word.replace(/^lesson-/, ''));
  const [last = ''] = words.slice(-1);
  if (asked.length === 0) {
    const missing = known.includes(last.replace(/^lesson-/, '')) ? 'a pasta' : 'a lição ou a pasta';
    throw new UsageError(`Depois de «${last}» faltou ${missing}. Por exemplo: ${EXAMPLE}`);
  }
  const unknown = asked.find((slug) => !known.includes(slug));
  if (unknown !== undefined) {
    throw new UsageError(
      `Não existe a lição «${unknown}». As que existem: ${known.join(', ')}. A última palavra é a pasta: ${EXAMPLE}`,
    );
  }
  const [first, ...rest] = known.filter((slug) => asked.includes(slug));
  if (first === undefined) throw new Error('no lesson is left'); // each of `asked` is known
  const folder = resolve(from, last);
  if (isWithin(root, folder) || isWithin(folder, root)) {
    throw new UsageError(
      `A pasta «${last}» fica dentro da Tomada, ou a Tomada dentro dela. Escolha uma ao lado, por exemplo: ../turma`,
    );
  }
  return {
    lessons: [first, ...rest],
    folder,
    name: options.name === NO_NAME ? undefined : options.name,
    withSolutions: options['with-solutions'],
    force: options.force,
  };
}

/** One line of text. */
function textOption(about: string, example: string): Option<string> {
  return {
    placeholder: '<texto>',
    about,
    fallback: NO_NAME,
    example: `"${example}"`,
    parse(text, name) {
      if (text.trim() !== '' && !/\p{Cc}/u.test(text)) return text.trim();
      throw new UsageError(
        `Opção ${name}: «${text.replace(/\p{Cc}/gu, '·')}» não é um nome. Use uma linha de texto, por exemplo: ${name} "${example}"`,
      );
    },
  };
}

function isWithin(outer: string, inner: string): boolean {
  const way = relative(outer, inner);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}
