/**
 * Duas redes do Linux (`man 7 network_namespaces`), uma para cada computador, e entre elas um fio que perde e atrasa
 * pacotes. Não precisa ser administrador: tudo fica em um espaço de usuário próprio (`unshare --user`), e some com ele.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Computer } from './computer.ts';
import type { WireCounts } from './measurement.ts';
import { type About, type Network, NoNetworkError, type Weather } from './network.ts';

const UNSHARE = ['--user', '--map-root-user', '--net', '--mount'];

/**
 * O TCP como o RFC 5681 manda (reno): o único que todo Linux aceita em uma rede assim. E nada que uma conexão ensine à
 * seguinte.
 */
const SETUP = `
set -e
mount -t tmpfs none /run
for one in a b; do
  ip netns add $one
  ip netns exec $one sh -c '
    cd /proc/sys/net/ipv4
    echo reno > tcp_congestion_control
    echo 1 > tcp_no_metrics_save
    cat tcp_congestion_control'
done
exec python3 -u "$1"
`;

export class TwoNetworks implements Network {
  readonly through = 'namespaces';
  readonly host = '192.0.2.2';
  readonly about: About;
  readonly a: Computer;
  readonly b: Computer;
  readonly #wire: Wire;

  private constructor(wire: Wire, [a, b]: readonly [Computer, Computer], about: About) {
    this.#wire = wire;
    this.about = about;
    this.a = a;
    this.b = b;
  }

  /** @throws {NoNetworkError} quando a máquina não deixa */
  static async open(): Promise<TwoNetworks> {
    if (process.platform !== 'linux') {
      throw new NoNetworkError('só o Linux deixa um programa fazer redes à parte');
    }
    const wire = new Wire();
    const opened: Computer[] = [];
    try {
      const congestionControl = await wire.line();
      await wire.line(); // a outra rede
      const { python } = JSON.parse(await wire.line());
      const a = await Computer.start(wire.enter('a'));
      opened.push(a);
      const b = await Computer.start(wire.enter('b'));
      return new TwoNetworks(wire, [a, b], { congestionControl, python });
    } catch (error) {
      for (const computer of opened) await computer[Symbol.asyncDispose]();
      await wire[Symbol.asyncDispose]();
      const why = error instanceof Error ? error.message : String(error);
      throw new NoNetworkError(`esta máquina não me deixa fazer redes à parte (${why})`);
    }
  }

  whyNot(): undefined {
    return undefined;
  }

  async set(weather: Weather): Promise<void> {
    await this.#wire.ask({ do: 'set', ...weather });
  }

  async routeTo(port: number): Promise<{ host: string; port: number }> {
    return { host: this.host, port };
  }

  async drain(): Promise<WireCounts> {
    return await this.#wire.ask<WireCounts>({ do: 'drain' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.a[Symbol.asyncDispose](), this.b[Symbol.asyncDispose]()]);
    await this.#wire[Symbol.asyncDispose]();
  }
}

/** O processo que tem as duas redes e o fio; elas somem com ele. */
class Wire implements AsyncDisposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: AsyncIterator<string>;
  readonly #closed: Promise<unknown>;
  #complaint = '';

  constructor() {
    const file = fileURLToPath(new URL('./wire.py', import.meta.url));
    this.#child = spawn('unshare', [...UNSHARE, 'sh', '-c', SETUP, 'sh', file], {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true, // Um Ctrl-C no terminal é com quem o iniciou.
    });
    this.#closed = once(this.#child, 'close').catch((error: Error) => {
      this.#complaint = error.message;
    });
    this.#child.stdin.on('error', () => {}); // Morreu: quem lhe pergunta fica sabendo.
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint += text;
    });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** O comando que põe um programa na rede de um computador. */
  enter(computer: 'a' | 'b'): readonly string[] {
    const target = ['--target', String(this.#child.pid), '--user', '--preserve-credentials'];
    const inThere = ['ip', 'netns', 'exec', computer];
    return ['nsenter', ...target, '--net', '--mount', `--wdns=${process.cwd()}`, '--', ...inThere];
  }

  async line(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (!done) return value;
    await this.#closed;
    const [reason = ''] = this.#complaint.trim().split('\n').slice(-1);
    throw new Error(reason || 'o fio entre as duas redes se rompeu');
  }

  /** Um pedido de cada vez. */
  async ask<Answer>(request: object): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    return JSON.parse(await this.line());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin.end(); // Ele termina com a entrada.
    await this.#closed;
  }
}
