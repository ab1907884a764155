import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Part } from '@tomada/checker';
import {
  type Option,
  readOptions,
  switchOption,
  UsageError,
  wholeNumberOption,
} from '@tomada/utils';
import { nameOf } from '../submission/answers.ts';

const EXAMPLE = 'pnpm grade entregas';

/** What `pnpm grade` is asked for. */
export interface GradeRequest {
  readonly folder: string;
  readonly out: string;
  readonly csv: string;
  readonly json: string;
  readonly html: string;
  readonly workers: number;
  /** Undefined: whatever was handed in. */
  readonly parts: readonly Part[] | undefined;
  readonly only: string | undefined;
  readonly again: boolean;
  /** The folder in which the command was typed. */
  readonly base: string;
}

/**
 * Reads the command line of `pnpm grade`.
 *
 * @param all what can be judged
 * @param base the folder in which the command was typed
 * @throws {UsageError} on wrong arguments; those that `readOptions` finds end the process
 */
export function readRequest(
  args: readonly string[],
  all: readonly Part[],
  base: string,
): GradeRequest {
  const { words, workers, exercise, only, again, out, csv, json, html } = readOptions(
    {
      usage: 'pnpm grade <pasta das entregas>',
      about: [
        'Julga as entregas de uma turma: cada subpasta e cada .zip da pasta é uma entrega.',
        'Código de estranhos: leia antes o que isola e o que não isola, em /para-professores/corrigir',
      ].join('\n'),
      options: {
        exercise: textOption(
          '<nomes>',
          'só estes, separados por vírgula',
          'oracle,primes-server',
          'os que alguém entregou',
        ),
        workers: wholeNumberOption('julgamentos ao mesmo tempo', availableParallelism(), {
          lowest: 1,
          highest: 256,
        }),
        only: textOption(
          '<nome>',
          'julga só a entrega com isto no nome; das outras mostra o que já se sabe',
          'ana',
          'todas',
        ),
        again: switchOption('julga de novo o que já foi julgado'),
        out: textOption(
          '<pasta>',
          'onde ficam o relatório e os julgamentos',
          'notas',
          'ao lado: <pasta>-notas',
        ),
        csv: textOption('<arquivo>', 'a tabela, para planilhas', 'turma.csv', 'notas.csv em --out'),
        json: textOption('<arquivo>', 'tudo, para programas', 'turma.json', 'notas.json em --out'),
        html: textOption('<arquivo>', 'o relatório', 'turma.html', 'relatorio.html em --out'),
      },
      words: { example: EXAMPLE, optional: true },
    },
    args,
  );
  const [folder, unexpected] = words;
  if (folder === undefined) {
    throw new UsageError(`Faltou dizer a pasta das entregas. Por exemplo: ${EXAMPLE}`);
  }
  if (unexpected !== undefined) {
    throw new UsageError(`Uma pasta por vez: não sei o que fazer com «${unexpected}».`);
  }
  const place = resolve(base, folder);
  const found = statSync(place, { throwIfNoEntry: false });
  if (found?.isFile()) {
    throw new UsageError(
      `«${folder}» é um arquivo. Diga a pasta em que ele está: nela, cada zip é uma entrega.`,
    );
  }
  if (!found?.isDirectory()) {
    throw new UsageError(`Não encontrei a pasta de entregas «${folder}».`);
  }
  const results =
    out === undefined ? join(dirname(place), `${basename(place)}-notas`) : resolve(base, out);
  if (results === place) {
    throw new UsageError(`Opção --out: «${out}» é a própria pasta das entregas. Escolha outra.`);
  }
  const file = (given: string | undefined, usual: string) =>
    given === undefined ? join(results, usual) : resolve(base, given);
  return {
    ...{ base, folder: place, out: results, workers, again, only: only?.normalize('NFC') },
    csv: file(csv, 'notas.csv'),
    json: file(json, 'notas.json'),
    html: file(html, 'relatorio.html'),
    parts: exercise === undefined ? undefined : findParts(exercise, all),
  };
}

/** @param names exercises (`oracle`) or single sides (`oracle-server`), separated by commas */
function findParts(names: string, all: readonly Part[]): Part[] {
  const wanted = names.split(',').map((name) => name.trim());
  const isNamed = (part: Part, name: string) =>
    part.exercise.name === name || nameOf(part) === name;
  const unknown = wanted.find((name) => !all.some((part) => isNamed(part, name)));
  if (unknown !== undefined) {
    const known = [...new Set(all.map(({ exercise }) => exercise.name))].join(', ');
    throw new UsageError(
      `Opção --exercise: não existe o exercício «${unknown}». Os que existem: ${known}; um lado só: ${known.split(',')[0]}-server.`,
    );
  }
  return all.filter((part) => wanted.some((name) => isNamed(part, name)));
}

/** @param fallback what `--help` says of its absence, which is undefined */
function textOption(
  placeholder: string,
  about: string,
  example: string,
  fallback: string,
): Option<string | undefined> {
  return {
    ...{ placeholder, about, fallback: undefined, fallbackWords: fallback, example },
    parse(text, option) {
      if (text.trim() !== '' && !text.startsWith('-')) return text;
      throw new UsageError(
        `Opção ${option}: «${text}» não serve. Por exemplo: ${option} ${example}`,
      );
    },
  };
}
