import type { Terminal } from './terminal.ts';
import { until, untilQuiet } from './waiting.ts';

/** A replay goes no further. Without a sentence, the lines that came tell why. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
  readonly sentence: string | undefined;

  constructor(sentence?: string) {
    super(sentence);
    this.sentence = sentence;
  }
}

export interface BeatToCome {
  readonly shown: readonly string[];
  /** Takes what came. */
  readonly came: string[];
  readonly matches: (shown: string, came: string) => boolean;
  readonly limit: number;
  readonly freely: boolean;
}

/** After something else came than the page shows, the rest is only waited for to be shown. */
const LIMIT_AFTER_DIFFERENCE = 1_000;
/** `--update` cannot know what comes: this long a silence means that it was all. */
const QUIET = 1_500;

/** @throws {StoppedError} when something else came than the page shows, or not all of it */
export async function waitForBeat(terminal: Terminal, beat: BeatToCome): Promise<void> {
  const { running } = terminal;
  const { shown, came, matches, limit, freely } = beat;
  if (!running) return;
  const enough = () => terminal.pending().length >= shown.length;
  const differs = () => {
    const lines = terminal.pending().slice(0, shown.length);
    return lines.some((line, index) => !matches(shown[index] ?? '', line));
  };
  if (freely) {
    await until(running, enough, limit);
    await untilQuiet(running, QUIET);
    came.push(...terminal.take());
    return;
  }
  await until(running, () => enough() || differs(), limit);
  const isDifferent = differs();
  if (isDifferent) await until(running, enough, Math.min(LIMIT_AFTER_DIFFERENCE, limit));
  came.push(...terminal.take(shown.length));
  if (isDifferent) throw new StoppedError();
  if (came.length < shown.length) {
    throw new StoppedError(
      running.ending
        ? `${describeEnding(terminal)} antes de mostrar tudo`
        : `esperei ${limit / 1000} s, e o programa não mostrou o resto${describeUnfinished(terminal)}`,
    );
  }
}

/** Types at a program's prompt once it is there. The terminal shows what is typed; that line is taken. */
export async function waitForPrompt(
  terminal: Terminal,
  text: string,
  limit: number,
): Promise<void> {
  const { running } = terminal;
  if (!running) return;
  if (!(await until(running, () => terminal.unfinished() === '> ', limit))) {
    throw new StoppedError(
      `o programa não mostrou o sinal «> » para se digitar «${text}»${describeUnfinished(terminal)}`,
    );
  }
  running.type(text);
  await until(running, () => terminal.pending().length > 0, limit);
  const [line] = terminal.take(1);
  if (line !== `> ${text}`) {
    throw new StoppedError(`no lugar de «> ${text}» o terminal mostrou «${line ?? ''}»`);
  }
}

/** @returns whether the command ended in time */
export async function waitForEnd({ running }: Terminal, limit: number): Promise<boolean> {
  if (!running) return true;
  await until(running, () => false, limit);
  return running.ending !== undefined;
}

function describeEnding({ running }: Terminal): string {
  const { code, signal } = running?.ending ?? { code: null, signal: null };
  return code === null
    ? `o programa foi derrubado pelo sinal ${signal}`
    : `o programa terminou com o código ${code}`;
}

function describeUnfinished(terminal: Terminal): string {
  const text = terminal.unfinished();
  return text === '' ? '' : ` (a última linha está incompleta: «${text}»)`;
}
