import { Network } from './network.ts';
import { type Command, run } from './program.ts';

/** One end of the wire. */
export type Computer = 'a' | 'b';

/**
 * Two computers of their own on one wire, 192.0.2.1 and 192.0.2.2, each a network namespace; the wire can be cut and
 * mended. They are gone, with all that runs in them, when they go out of scope.
 */
export class TwoComputers implements AsyncDisposable {
  readonly addresses: Readonly<Record<Computer, string>> = { a: '192.0.2.1', b: '192.0.2.2' };
  readonly #network: Network;

  private constructor(network: Network) {
    this.#network = network;
  }

  static async open(): Promise<TwoComputers> {
    const network = await Network.open([
      'mount -t tmpfs none /run', // where ip netns writes its names
      'ip netns add a',
      'ip netns add b',
      'ip link add wire netns a type veth peer name wire netns b',
      'ip -n a address add 192.0.2.1/24 dev wire',
      'ip -n b address add 192.0.2.2/24 dev wire',
      'for one in a b; do ip -n $one link set lo up; ip -n $one link set wire up; done',
    ]);
    return new TwoComputers(network);
  }

  /** The same command, on one of the computers. */
  on(computer: Computer, { name, argv, cwd }: Command): Command {
    const inside = ['ip', 'netns', 'exec', computer, ...argv] as const;
    return this.#network.inside({ name: `${name} on ${computer}`, argv: inside, cwd });
  }

  /** Cuts the wire: what is sent from now on is lost, and nobody is told. */
  async cut(): Promise<void> {
    await this.#loseAll('add');
  }

  /** Mends it. */
  async mend(): Promise<void> {
    await this.#loseAll('delete');
  }

  /** Loses packets on their way out of both computers, as a hole in the air does: the links stay up. */
  async #loseAll(verb: 'add' | 'delete'): Promise<void> {
    for (const computer of ['a', 'b'] as const) {
      const rule =
        verb === 'add'
          ? 'add table inet cut; add chain inet cut out { type filter hook output priority 0; policy drop; }'
          : 'delete table inet cut';
      const argv = ['nft', rule] as const;
      const ended = await run(this.on(computer, { name: 'nft', argv, cwd: '/' }), []);
      if (ended.code !== 0) throw new Error(`nft: ${ended.stderr}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#network[Symbol.asyncDispose]();
  }
}
