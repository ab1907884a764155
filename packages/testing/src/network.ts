import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, Program, root } from './program.ts';

/** Own user, network and mounts: root inside, nobody outside; nothing here reaches the machine's own network. */
const UNSHARE = ['unshare', '--user', '--map-root-user', '--net', '--mount'] as const;

/** Whether this machine lets a test make a network of its own: Linux, with util-linux, iproute2 and nftables. */
export const hasNetworks = ['ip', 'ss', 'nft', 'nsenter', 'setpriv'].every((tool) => {
  const [file, ...rest] = UNSHARE;
  return spawnSync(file, [...rest, tool, '-V'], { stdio: 'ignore' }).status === 0;
});

/** For `describe.skipIf`: true where no network can be made and nobody promised it. */
export const skipWithoutNetworks = !hasNetworks && !process.env.CI;

/**
 * A computer of its own for programs that need a bad network: 192.0.2.2 on a wire with nobody at its other end. It is
 * gone, with all that runs in it, when it goes out of scope.
 */
export class Network implements AsyncDisposable {
  /** What its files are written into. */
  readonly folder: string;
  readonly #holder: Program;

  private constructor(folder: string, holder: Program) {
    this.folder = folder;
    this.#holder = holder;
  }

  /**
   * @param setup shell commands, run as root of the new network; `$FOLDER` is a folder of its own
   * @param files what is written into that folder before
   */
  static async open(
    setup: readonly string[],
    files: Readonly<Record<string, string>> = {},
  ): Promise<Network> {
    const folder = mkdtempSync(join(tmpdir(), 'tomada-network-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const script = ['set -e', ...setup, 'echo ready', 'exec cat'].join('\n');
    const holder = new Program(
      { name: 'network', argv: [...UNSHARE, 'sh', '-c', script], cwd: root },
      [],
      { env: { FOLDER: folder }, input: 'open', limit: 300_000 },
    );
    const network = new Network(folder, holder);
    try {
      await holder.waitFor(/ready/);
    } catch (error) {
      await network[Symbol.asyncDispose]();
      throw error;
    }
    return network;
  }

  /** The process that holds the network. */
  get pid(): number {
    return this.#holder.pid;
  }

  /** The same command, in this network. */
  inside({ name, argv, cwd }: Command): Command {
    const enter = ['--target', String(this.pid), '--user', '--preserve-credentials'];
    return {
      name: `${name} (in a network of its own)`,
      argv: ['nsenter', ...enter, '--net', '--mount', `--wdns=${cwd}`, '--', ...argv],
      cwd,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#holder[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
