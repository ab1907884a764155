import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import {
  type Command,
  type Ended,
  lessonScript,
  type Network,
  type Program,
  python,
  type RunOptions,
  root,
  run,
  start,
} from '@tomada/testing';
import { close, listen } from '@tomada/utils';

/** Port of the examples on the page; what a test really used stands for it. */
const SHOWN = 8080;

/** Where an error is made to happen: on the machine, or inside a network of the test's own. */
export class Stage {
  readonly #network: Network | undefined;

  constructor(network?: Network) {
    this.#network = network;
  }

  /** Starts a program here and leaves it running. */
  start(command: Command, args: readonly string[] = [], options?: RunOptions): Program {
    return start(this.#network?.inside(command) ?? command, args, { limit: 20_000, ...options });
  }

  /** Starts JavaScript, as plain Node runs it, with PORT in its environment and a callback that throws its error. */
  startNode(source: string, port = SHOWN, before: readonly string[] = []): Program {
    const code = `const thrown = (error) => { if (error) throw error; };\n${source}`;
    return this.#startWith([...before, process.execPath, '--eval', code], port);
  }

  /** Starts lines of Python, as the plain interpreter runs them; `port` is a number there. */
  startPython(source: string, port = SHOWN): Program {
    const code = `import os, socket\nport = int(os.environ["PORT"])\n${source}`;
    return this.#startWith([...(python ?? ['python3']), '-c', code], port);
  }

  /** Runs a program to its end, and gives all that it said with the page's port in the place of `port`. */
  async said(command: Command, args: readonly string[], port?: number): Promise<string> {
    return await endOf(this.start(command, args), port);
  }

  /** A script of a lesson. */
  lesson(lesson: string, script: string, args: readonly string[], port?: number): Promise<string> {
    return this.said(lessonScript(lesson, script), args, port);
  }

  node(source: string, port?: number): Promise<string> {
    return endOf(this.startNode(source, port), port);
  }

  python(source: string, port?: number): Promise<string> {
    return endOf(this.startPython(source, port), port);
  }

  curl(url: string, port?: number): Promise<string> {
    return endOf(this.#startWith(['curl', '--silent', '--show-error', url]), port);
  }

  /** Runs a command beside the others, for what it does to them. */
  async command(...argv: [string, ...string[]]): Promise<Ended> {
    const command = { name: argv[0], argv, cwd: root };
    return await run(this.#network?.inside(command) ?? command, []);
  }

  #startWith([file = '', ...rest]: readonly string[], port = SHOWN): Program {
    const command: Command = { name: file, argv: [file, ...rest], cwd: root };
    return this.start(command, [], { env: { PORT: String(port) } });
  }
}

/** What keeps even the root of a network from the ports of administrators. */
export const UNPRIVILEGED = ['setpriv', '--bounding-set', '-net_bind_service'] as const;

/** Waits for a program's end and gives all that it said. */
export async function endOf(started: Program, port?: number): Promise<string> {
  await using program = started;
  return shown(await program.ended, port);
}

/** All that a program said; `:port` reads as the page writes it. */
export function shown({ stdout, stderr }: Pick<Ended, 'stdout' | 'stderr'>, port?: number): string {
  const text = `${stdout}\n${stderr}`;
  return port === undefined ? text : text.replaceAll(new RegExp(`\\b${port}\\b`, 'g'), `${SHOWN}`);
}

/** A real server on a free port of the machine, for as long as `use` takes; `answer` is what it does to a client. */
export async function withServer<Result>(
  answer: (client: Socket) => void,
  use: (port: number) => Promise<Result>,
): Promise<Result> {
  const clients = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    clients.add(client);
    client.on('error', () => {});
    answer(client);
  });
  const address = await listen(server, { host: '127.0.0.1', port: 0 });
  try {
    return await use(Number(address.split(':').at(-1)));
  } finally {
    for (const client of clients) client.destroy();
    await close(server);
  }
}

/** A port where nobody listens: taken and given back. */
export function freePort(): Promise<number> {
  return withServer(
    () => {},
    async (port) => port,
  );
}

/** A UDP socket that receives and never answers. */
export async function withSilentReceiver<Result>(
  use: (port: number) => Promise<Result>,
): Promise<Result> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  try {
    return await use(socket.address().port);
  } finally {
    socket.close();
    await once(socket, 'close');
  }
}
