/** `watch`: judges on every save, and moves on when a program has all points. */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { readOptions, UsageError } from '@tomada/utils';
import { type Catalog, fileOf, findExercise, type Part, partsOf } from './catalog.ts';
import { judgePart } from './check-command.ts';
import { type Key, readKeys } from './keyboard.ts';
import { copyStarters, isDone } from './list-command.ts';
import { digestOf } from './progress.ts';

/** ms in which an editor's several writes are one save. */
const SAVE_TAKES = 150;

const KEYS = 'Enter confere · h dica · n próximo · q sai';

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
    this.#judge();
    // A pipe has no more keys: what it asked for is still done.
    const finish = () => void this.#work.then(end, end);
    const closeKeyboard = readKeys((key) => this.#onKey(key), finish);
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
    try {
      if (digestOf(this.#catalog, this.#part) !== this.#digest) this.#judge();
    } catch {
      // An editor that replaces the file has taken the old one away: the new one is the next event.
    }
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
