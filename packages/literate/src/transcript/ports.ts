import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';

/** Below the ports that systems hand out by themselves (Linux: from 32768), so that no connection takes one. */
const FIRST = 20_000;
const LAST = 32_000;
const BLOCK = 30;
/** A program's port, the next one (an error message may name it) and one that stays free. */
const STRIDE = 3;

/**
 * The ports of one replay: those that the page shows, and the real ones in their place. A block of ports is
 * reserved by listening on its first one, so two replays on this computer never share a port.
 */
export class PortMap implements AsyncDisposable {
  readonly #guard: Server;
  readonly #realOf = new Map<string, number>();
  readonly #shownOf = new Map<number, number>();
  #next: number;
  readonly #end: number;

  private constructor(guard: Server, first: number) {
    this.#guard = guard;
    this.#next = first + 1;
    this.#end = first + BLOCK;
  }

  static async reserve(): Promise<PortMap> {
    const blocks = Math.floor((LAST - FIRST) / BLOCK);
    const start = Math.floor(Math.random() * blocks);
    for (let turn = 0; turn < blocks; turn++) {
      const first = FIRST + ((start + turn) % blocks) * BLOCK;
      const guard = await listenOn(first);
      if (guard) return new PortMap(guard, first);
    }
    throw new Error('Não há portas livres entre 20000 e 32000 neste computador.');
  }

  /**
   * The real port in the place of the page's.
   *
   * @param shown the port that the page shows
   * @param who tells apart several real ports for the same one of the page, such as a recorder's
   */
  async real(shown: number, who = ''): Promise<number> {
    const key = `${shown} ${who}`;
    const known = this.#realOf.get(key);
    if (known !== undefined) return known;
    const lower = who === '' ? this.#realOf.get(`${shown - 1} `) : undefined;
    const real = lower === undefined ? await this.#findFree() : lower + 1;
    this.#realOf.set(key, real);
    this.#shownOf.set(real, shown);
    if (!this.#shownOf.has(real + 1)) this.#shownOf.set(real + 1, shown + 1);
    return real;
  }

  /** A line of output with the page's ports in the place of the real ones. */
  toShown(line: string): string {
    return line.replace(/\b\d{5}\b/g, (number) => {
      return String(this.#shownOf.get(Number(number)) ?? number);
    });
  }

  async #findFree(): Promise<number> {
    const remembered = rememberedPorts();
    for (; this.#next + STRIDE <= this.#end; this.#next += STRIDE) {
      const probes = [await listenOn(this.#next), await listenOn(this.#next + 1)];
      for (const probe of probes) await closeServer(probe);
      if (probes.includes(undefined) || remembered.has(this.#next)) continue;
      const found = this.#next;
      this.#next += STRIDE;
      return found;
    }
    throw new Error('Esta sessão usa portas demais: não há mais nenhuma livre para ela.');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await closeServer(this.#guard);
  }
}

/**
 * The ports of conversations that are open, or over and still remembered (TIME_WAIT), at either end: a program without
 * SO_REUSEADDR cannot listen there, and a page that lists connections would show them. Only Linux tells (proc(5)).
 */
function rememberedPorts(): ReadonlySet<number> {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].filter((file) => existsSync(file));
  const rows = tables.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(
      /^ *\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:([0-9A-F]{4}) /gm,
    ),
  ]);
  return new Set(
    rows.flatMap(([, local = '', remote = '']) => [
      Number.parseInt(local, 16),
      Number.parseInt(remote, 16),
    ]),
  );
}

/** A server on a port of 127.0.0.1, or undefined when something else is there. */
async function listenOn(port: number): Promise<Server | undefined> {
  const server = createServer();
  server.listen({ host: '127.0.0.1', port, exclusive: true });
  try {
    await once(server, 'listening');
    return server;
  } catch {
    return undefined;
  }
}

async function closeServer(server: Server | undefined): Promise<void> {
  if (!server) return;
  const closed = once(server, 'close');
  server.close();
  await closed;
}
