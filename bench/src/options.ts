import { type Option, readOptions, switchOption, UsageError } from '@tomada/utils';

/** The fewest rounds whose spread says anything. */
const FEWEST_ROUNDS = 5;

/** Enough for a steady median, and still some two minutes. */
const USUAL_ROUNDS = 9;

/** `--rounds`: 5 to 100. */
export const roundsOption: Option<number> = {
  placeholder: '<n>',
  about: 'quantas rodadas medir',
  fallback: USUAL_ROUNDS,
  example: String(USUAL_ROUNDS),
  parse(text, option) {
    const rounds = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
    if (rounds >= FEWEST_ROUNDS && rounds <= 100) return rounds;
    throw new UsageError(
      `Opção ${option}: «${text}» não serve. Use um número inteiro de ${FEWEST_ROUNDS} a 100; com menos rodadas não se vê quanto as medidas variam.`,
    );
  },
};

/** What `--json` says when nothing is to be written. */
export const NO_FILE = 'nenhum';

/** `--json`: a file for the raw measurements. */
const jsonOption: Option<string> = {
  placeholder: '<arquivo>',
  about: 'grava as medidas, rodada por rodada, nesse arquivo',
  fallback: NO_FILE,
  example: 'medidas.json',
  parse(text, option) {
    if (text.trim() !== '' && !text.startsWith('-')) return text;
    throw new UsageError(
      `Opção ${option}: «${text}» não é nome de arquivo. Por exemplo: ${option} medidas.json`,
    );
  },
};

/** What a comparison is told on its command line. */
export interface ComparisonOptions {
  /** 1 with `--quick`. */
  readonly rounds: number;
  /** `NO_FILE`, or where the raw measurements go. */
  readonly json: string;
  /** A rehearsal: little of everything, and no talk of a measurement. */
  readonly quick: boolean;
}

/**
 * Reads the command line of a comparison.
 *
 * @param name as in `pnpm bench <name>`
 * @param about what it measures, one sentence for `--help`
 */
export function readComparisonOptions(name: string, about: string): ComparisonOptions {
  const { rounds, json, quick } = readOptions({
    usage: `pnpm bench ${name}`,
    about,
    options: {
      rounds: roundsOption,
      json: jsonOption,
      quick: switchOption('só um ensaio, sem valor de medida: uma rodada, pouco de tudo'),
    },
  });
  return { rounds: quick ? 1 : rounds, json, quick };
}
