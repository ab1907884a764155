/** `watch`: judges on every save, and moves on when a program has all points. */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readOptions, UsageError } from '@tomada/utils';
import { type Catalog, fileOf, findExercise, type Part, partsOf } from './catalog.ts';
import { judgePart } from './check-command.ts';
import { copyStarters, isDone } from './list-command.ts';
import { digestOf } from './progress.ts';

/** ms in which an editor's several writes are one save. */
const SAVE_TAKES = 150;

const KEYS = 'Enter confere · h dica · n próximo · q sai';

type Key = 'judge' | 'hint' | 'next' | 'quit';

export async function runWatch(
  catalog: Catalog,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const { words } = readOptions(
    {
      usage: `${catalog.call} watch [<exercício>]`,
      about: `Confere o seu programa a cada vez que você o salva, e passa ao próximo. Teclas: ${KEYS}.`,
      options: {},
      words: { example: `${catalog.call} watch oracle`, optional: true },
    },
    args,
  );
  if (words.length > 1) throw new UsageError(`Um exercício por vez: sobrou «${words[1]}».`);
  const [name] = words;
  copyStarters(catalog);
  const first = name === undefined ? undefined : partsOf(findExercise(catalog, name))[0];
  const session = new WatchSession(catalog, first, signal);
  return await session.run();
}

/** One sitting: what is being judged, and what to do with each save and key. */
class WatchSession {
  readonly #catalog: Catalog;
  readonly #parts: readonly Part[];
  readonly #signal: AbortSignal;
  #at: number;
  /** How many hints of this exercise were shown. */
  #hints = 0;
  #digest = '';
  /** Ends the judgement that is going on. */
  #judging: AbortController | undefined;
  #work: Promise<void> = Promise.resolve();
  readonly #over = new AbortController();

  constructor(catalog: Catalog, first: Part | undefined, signal: AbortSignal) {
    this.#catalog = catalog;
    this.#parts = catalog.exercises.flatMap(partsOf);
    this.#signal = signal;
    const open = this.#parts.findIndex((part) => !isDone(catalog, part));
    const named = this.#parts.findIndex(
      ({ exercise, side }) => exercise === first?.exercise && side === first.side,
    );
    this.#at = named >= 0 ? named : Math.max(open, 0);
  }

  async run(): Promise<number> {
    const watcher = watch(join(this.#catalog.folder, 'answers'));
    let timer: NodeJS.Timeout | undefined;
    watcher.on('change', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#onSave(), SAVE_TAKES);
    });
    watcher.on('error', () => {}); // a file system without events: Enter judges
    const end = () => this.#over.abort();
    this.#signal.addEventListener('abort', end, { once: true });
    const closeKeyboard = readKeys((key) => this.#onKey(key), end);
    this.#judge();
    try {
      await new Promise((resolve) =>
        this.#over.signal.addEventListener('abort', resolve, { once: true }),
      );
    } finally {
      clearTimeout(timer);
      watcher.close();
      closeKeyboard();
      this.#judging?.abort();
      await this.#work;
    }
    return 0;
  }

  get #part(): Part {
    const part = this.#parts[this.#at];
    if (part === undefined) throw new Error('there is no exercise');
    return part;
  }

  #onSave(): void {
    if (digestOf(this.#catalog, this.#part) !== this.#digest) this.#judge();
  }

  #onKey(key: Key): void {
    if (key === 'quit') this.#over.abort();
    else if (key === 'judge') this.#judge();
    else if (key === 'hint') this.#showHint();
    else this.#goOn();
  }

  #showHint(): void {
    const { hints, page } = this.#part.exercise;
    const hint = hints[this.#hints++ % hints.length];
    const number = ((this.#hints - 1) % hints.length) + 1;
    console.log(`Dica ${number} de ${hints.length}: ${hint}\nO enunciado: ${page}`);
  }

  #goOn(): void {
    this.#at = (this.#at + 1) % this.#parts.length;
    this.#hints = 0;
    this.#judge();
  }

  /** Judges what there is now; a judgement that is still going on is of no interest any more. */
  #judge(): void {
    this.#judging?.abort();
    const judging = new AbortController();
    this.#judging = judging;
    this.#work = this.#work.then(async () => {
      if (judging.signal.aborted || this.#over.signal.aborted) return;
      const part = this.#part;
      this.#digest = digestOf(this.#catalog, part);
      console.log(`\nSeu arquivo: ${fileOf(part, 'answers')}`);
      try {
        const { passed } = await judgePart(this.#catalog, part, judging.signal);
        if (passed) this.#celebrate();
        else console.log(`Salve o arquivo, e eu confiro de novo. ${KEYS}`);
      } catch (error) {
        if (!judging.signal.aborted) throw error;
      }
    });
    this.#work.catch((error: unknown) => {
      console.error(error);
      this.#over.abort();
    });
  }

  #celebrate(): void {
    const isOpen = (part: Part) => !isDone(this.#catalog, part);
    const after = this.#parts.findIndex((part, index) => index > this.#at && isOpen(part));
    const next = after >= 0 ? after : this.#parts.findIndex(isOpen);
    if (next < 0) {
      console.log('Todos os exercícios prontos. Parabéns!');
      this.#over.abort();
      return;
    }
    console.log('Pronto! Vamos ao próximo.');
    this.#at = next;
    this.#hints = 0;
    queueMicrotask(() => this.#judge());
  }
}

const NAMES: Readonly<Record<string, Key>> = {
  ...{ h: 'hint', n: 'next', q: 'quit', '': 'judge', '\r': 'judge', '\n': 'judge' },
};

/**
 * Reads single keys from a terminal, and lines from a pipe.
 *
 * @param onEnd the keyboard gives no more, or Ctrl-C was typed
 * @returns what gives the keyboard back
 */
function readKeys(onKey: (key: Key) => void, onEnd: () => void): () => void {
  const { stdin } = process;
  const press = (name: string) => {
    const key = NAMES[name.toLowerCase()];
    if (key !== undefined) onKey(key);
  };
  if (!stdin.isTTY) {
    const lines = createInterface({ input: stdin });
    lines.on('line', (line) => press(line.trim()));
    lines.on('close', onEnd);
    return () => lines.close();
  }
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  const listen = (text: string) => {
    for (const character of text) {
      if (character === '\u0003' || character === '\u0004')
        onEnd(); // Ctrl-C and Ctrl-D, which raw mode hands over
      else press(character);
    }
  };
  stdin.on('data', listen);
  return () => {
    stdin.off('data', listen);
    stdin.setRawMode(false);
    stdin.pause();
  };
}
