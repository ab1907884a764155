import { type Beat, type PlayedBeat, readBeats } from './beats.ts';
import { lineOf, type Transcript } from './blocks.ts';
import type { Conversation } from './conversation.ts';
import { matchesLine } from './match.ts';
import type { Replay } from './replay.ts';
import type { Stage } from './stage.ts';
import { StoppedError, waitForBeat, waitForEnd, waitForPrompt } from './steps.ts';
import type { Terminal } from './terminal.ts';
import { until } from './waiting.ts';

/** What the programs of this project say when they end on Ctrl-C. */
const ENDED = 'Encerrado.';

/** One replay of a session, beat by beat. It stops at the first beat that is not as the page shows it. */
export class Performance {
  readonly #transcript: Transcript;
  readonly #stage: Stage;
  readonly #limit: number;
  readonly #freely: boolean;
  readonly #played: (Beat & { readonly came: string[] })[] = [];

  constructor(transcript: Transcript, stage: Stage, limit: number, freely: boolean) {
    this.#transcript = transcript;
    this.#stage = stage;
    this.#limit = limit;
    this.#freely = freely;
  }

  async play(): Promise<Replay> {
    let conversations: readonly Conversation[] = [];
    let failure: string | undefined;
    try {
      for (const beat of readBeats(this.#transcript.turns)) await this.#playBeat(beat);
      conversations = await this.#finish();
    } catch (error) {
      if (!(error instanceof StoppedError)) throw error;
      failure = error.sentence;
    }
    const beats: readonly PlayedBeat[] = this.#played;
    return { beats, failure, conversations };
  }

  async #playBeat(beat: Beat): Promise<void> {
    const terminal = this.#stage.terminal(beat.terminal);
    const { action } = beat;
    if (action?.kind === 'command') await this.#finishCommand(terminal);
    const played = { ...beat, came: [] as string[] };
    this.#played.push(played);
    try {
      await this.#act(terminal, beat);
      await waitForBeat(terminal, {
        shown: beat.shown.map(({ text }) => text),
        came: played.came,
        matches: (shown, came) => matchesLine(shown, came, this.#transcript.variations),
        limit: this.#limit,
        freely: this.#freely,
      });
    } catch (error) {
      if (!(error instanceof StoppedError) || error.sentence === undefined) throw error;
      const line = lineOf(this.#transcript, action?.row ?? beat.shown[0]?.row ?? 0);
      throw new StoppedError(`linha ${line}: ${error.sentence}`);
    }
    // What is typed next may need the port that this program leaves.
    if (action?.kind === 'key') await this.#finishCommand(terminal);
  }

  async #act(terminal: Terminal, { action, prompts }: Beat): Promise<void> {
    if (action?.kind === 'command') {
      await this.#stage.start(terminal, action.text, prompts);
      return;
    }
    const { running } = terminal;
    if (!running) throw new StoppedError('nada foi digitado neste terminal antes');
    if (!action) return;
    if (running.ending)
      throw new StoppedError(`o programa já tinha terminado, antes de «${action.text}»`);
    if (action.kind === 'key') running.interrupt();
    else await waitForPrompt(terminal, action.text, this.#limit);
  }

  /** Waits for the end of what runs in a terminal; what else it said belongs to its last beat. */
  async #finishCommand(terminal: Terminal): Promise<void> {
    if (!terminal.running) return;
    const inTime = await waitForEnd(terminal, this.#limit);
    const own = this.#played.findLast((beat) => beat.terminal === terminal.name);
    const rest = terminal.take();
    own?.came.push(...rest);
    if (!inTime) {
      const seconds = this.#limit / 1000;
      throw new StoppedError(
        `esperei ${seconds} s pelo fim do programa do terminal «${terminal.name}». Se ele não termina sozinho, mostre o ^C`,
      );
    }
    if (rest.length > 0 && !this.#freely) throw new StoppedError();
  }

  /** At the end, programs that serve are interrupted; all others must come to an end by themselves. */
  async #finish(): Promise<readonly Conversation[]> {
    const serving = this.#stage.terminals.filter(({ isServing }) => isServing);
    for (const terminal of this.#stage.terminals) {
      if (!serving.includes(terminal)) await this.#finishCommand(terminal);
    }
    await this.#stage.settle(this.#limit);
    const conversations = this.#stage.conversations();
    for (const terminal of serving) await this.#interrupt(terminal);
    return conversations;
  }

  async #interrupt(terminal: Terminal): Promise<void> {
    const { running, name } = terminal;
    running?.interrupt();
    if (running) await until(running, () => false, this.#limit);
    const rest = terminal.take();
    // The reader has not pressed Ctrl-C, so these words are not on the page.
    if (rest.at(-1) === ENDED) rest.pop();
    if (rest.length === 0) return;
    // It said more than the page shows: a reader would see that after everything else.
    const last = this.#played.at(-1);
    if (last?.terminal === name) last.came.push(...rest);
    else {
      this.#played.push({
        terminal: name,
        action: undefined,
        shown: [],
        prompts: false,
        came: rest,
      });
    }
    if (!this.#freely) throw new StoppedError();
  }
}
