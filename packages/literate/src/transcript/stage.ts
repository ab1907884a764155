import type { Conversation } from './conversation.ts';
import { SHOWN_ROOT, terminalPlayer } from './environment.ts';
import { prepareLaunch } from './launch.ts';
import { PortMap } from './ports.ts';
import { portsOfProgram } from './ports-of-program.ts';
import { Recorder } from './recorder.ts';
import { Terminal } from './terminal.ts';

/** Where a session is played: its terminals, its ports and, if it is recorded, what stands between them. */
export class Stage implements AsyncDisposable {
  readonly #root: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #ports: PortMap;
  readonly #recorder: Recorder | undefined;
  readonly #terminals = new Map<string, Terminal>();
  /** Which terminal listens on a port of the page. */
  readonly #servers = new Map<number, string>();
  readonly #recordedPorts = new Map<string, Promise<number>>();

  private constructor(root: string, env: NodeJS.ProcessEnv, ports: PortMap, isRecorded: boolean) {
    this.#root = root;
    this.#env = env;
    this.#ports = ports;
    this.#recorder = isRecorded ? new Recorder() : undefined;
  }

  static async open(root: string, env: NodeJS.ProcessEnv, isRecorded: boolean): Promise<Stage> {
    return new Stage(root.replace(/\/$/, ''), env, await PortMap.reserve(), isRecorded);
  }

  get terminals(): readonly Terminal[] {
    return [...this.#terminals.values()];
  }

  terminal(name: string): Terminal {
    const known = this.#terminals.get(name);
    if (known) return known;
    const terminal = new Terminal(name, {
      ports: this.#ports,
      replaced: [[this.#root, SHOWN_ROOT]],
    });
    this.#terminals.set(name, terminal);
    return terminal;
  }

  /** @param prompts whether the program needs a terminal, as it shows a prompt */
  async start(terminal: Terminal, typed: string, prompts: boolean): Promise<void> {
    const launch = await prepareLaunch(typed, {
      options: (program) => portsOfProgram(program, this.#root, this.#env),
      real: (shown, listens) => this.#realPort(terminal.name, shown, listens),
    });
    for (const port of launch.listensOn) {
      if (!this.#servers.has(port)) this.#servers.set(port, terminal.name);
    }
    terminal.start(launch, {
      cwd: this.#root,
      env: this.#env,
      terminal: prompts ? terminalPlayer() : undefined,
    });
  }

  async #realPort(client: string, shown: number, listens: boolean): Promise<number> {
    const target = await this.#ports.real(shown);
    const recorder = this.#recorder;
    if (listens || !recorder) return target;
    const key = `${shown} ${client}`;
    const open = async () => {
      const port = await this.#ports.real(shown, client);
      await recorder.stand(port, target, client, () => this.#servers.get(shown) ?? 'servidor');
      return port;
    };
    const recorded = this.#recordedPorts.get(key) ?? open();
    this.#recordedPorts.set(key, recorded);
    return await recorded;
  }

  /** Waits until what the ended programs did on the network has been noted. */
  async settle(limit: number): Promise<void> {
    const ended = this.terminals.filter(({ running }) => running?.ending).map(({ name }) => name);
    let guard: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      guard = setTimeout(resolve, limit);
    });
    await Promise.race([this.#recorder?.settled(ended), late]);
    clearTimeout(guard);
  }

  conversations(): Conversation[] {
    return this.#recorder?.conversations() ?? [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.terminals.map(({ running }) => running?.[Symbol.asyncDispose]()));
    await this.#recorder?.[Symbol.asyncDispose]();
    await this.#ports[Symbol.asyncDispose]();
  }
}
