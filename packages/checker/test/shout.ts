/** A tiny exercise to judge with: a line comes, the same in upper case goes back, and the connection is closed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientSession } from '../src/client-session.ts';
import type { Check, ClientSide, Exercise, ServerSide } from '../src/exercise.ts';
import { failingAs } from '../src/failure.ts';
import type { Judgement } from '../src/judgement.ts';
import type { Tools } from '../src/log.ts';
import { findFreePort } from '../src/program/ports.ts';
import type { ProgramCommand } from '../src/program/supervised-program.ts';
import type { ServerSession } from '../src/server-session.ts';

export const tools: Tools = { talk: 'talk', badNetwork: 'bad-network' };

export const shout: Exercise = {
  name: 'shout',
  title: 'Grito',
  page: '/licoes/shout',
  hints: ['Maiúsculas.'],
};

const hint = 'Leia até a quebra de linha.';

async function ask(session: ServerSession): Promise<void> {
  await using conversation = await session.connect();
  conversation.send('oi\n');
  await conversation.expectAnswer('OI');
}

const serverChecks: readonly Check<ServerSession>[] = [
  {
    name: 'responde em maiúsculas',
    points: 4,
    hint,
    async run(session) {
      await using conversation = await session.connect();
      await conversation.staySilent();
      conversation.send('oi\n');
      await conversation.expectAnswer('OI');
    },
  },
  {
    name: 'fecha a conexão',
    points: 2,
    hint,
    async run(session) {
      await using conversation = await session.connect();
      conversation.send('oi\n');
      await conversation.expectNext('OI');
      await conversation.expectClose();
    },
  },
  {
    name: 'atende um segundo cliente',
    points: 2,
    hint,
    async run(session) {
      await using first = await session.connect();
      first.send('o');
      const sentence = 'O segundo cliente ficou sem resposta.';
      await failingAs('second-client', sentence, () => ask(session));
    },
  },
  {
    name: 'aguenta meia mensagem',
    points: 2,
    hint,
    async run(session) {
      await using half = await session.connect();
      half.send('o');
      half.end();
      await half.expectNothing('Respondeu a meia mensagem.');
      const sentence = 'Depois de meia mensagem, o seguinte ficou sem resposta.';
      await failingAs('half-message', sentence, () => ask(session));
    },
  },
];

/** The server's side, on a default port that is free now. @param only which checks; all without it */
export async function shoutServer(only?: readonly number[]): Promise<ServerSide> {
  const checks = serverChecks.filter((_, index) => only?.includes(index) ?? true);
  return { side: 'server', protocol: 'tcp', port: await findFreePort('tcp'), checks };
}

const clientChecks: readonly Check<ClientSession>[] = [
  {
    name: 'mostra a resposta',
    points: 6,
    hint,
    async run(client) {
      const run = await client.run(['oi'], async (conversation) => {
        await conversation.expectNext('oi\n');
        conversation.send('OI');
      });
      run.expectLines('OI');
      run.expectCode(0);
    },
  },
  {
    name: 'avisa que não veio resposta',
    points: 4,
    hint,
    async run(client) {
      const run = await client.run(['oi'], async (conversation) => {
        await conversation.expectNext('oi\n');
      });
      run.expectCode(1);
    },
  },
];

/** The client's side, on a default port that is free now. */
export async function shoutClient(): Promise<ClientSide> {
  return {
    ...{ side: 'client', protocol: 'tcp', checks: clientChecks },
    port: await findFreePort('tcp'),
  };
}

/** What the judge says of each check: the kind of the failure, or `ok`. */
export function kinds({ results }: Judgement): string[] {
  return results.map(({ failure }) => failure?.kind ?? 'ok');
}

/** A folder of a program's own, in which its processes write down their numbers. */
export class Bench implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'tomada-checker-'));

  /** A program in JavaScript; it begins by writing down its number. */
  node(code: string, name = 'program.mjs'): ProgramCommand {
    const prelude = `import { appendFileSync as note } from 'node:fs';
      note(${JSON.stringify(this.#notes)}, process.pid + '\\n');`;
    this.write(name, `${prelude}\n${code}`);
    return this.command(process.execPath, name);
  }

  /** The same in Python. */
  python(code: string, name = 'program.py'): ProgramCommand {
    const prelude = `import os
def note():
    with open(${JSON.stringify(this.#notes)}, "a") as notes:
        notes.write(f"{os.getpid()}\\n")
note()`;
    this.write(name, `${prelude}\n${code}`);
    return this.command('python3', name);
  }

  /** The same for a POSIX shell, which does `note <number>` for those that it starts. */
  shell(code: string, name = 'program.sh'): ProgramCommand {
    this.write(name, `note() { echo "$1" >> '${this.#notes}'; }\nnote $$\n${code}`);
    return this.command('sh', name);
  }

  command(file: string, ...args: readonly string[]): ProgramCommand {
    return { argv: [file, ...args], cwd: this.folder, shown: [file, ...args].join(' ') };
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** The processes that wrote themselves down, by their numbers. */
  get noted(): number[] {
    try {
      return readFileSync(this.#notes, 'utf8').trim().split('\n').map(Number);
    } catch {
      return [];
    }
  }

  /** Those of them that still run. */
  get alive(): number[] {
    return this.noted.filter(isAlive);
  }

  [Symbol.dispose](): void {
    for (const pid of this.alive) process.kill(pid, 'SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  get #notes(): string {
    return join(this.folder, 'pids');
  }
}

/** A process that has ended and that nobody has reaped yet (state Z) does not run. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    const hasNoProc = process.platform !== 'linux';
    return hasNoProc && error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

/** What a server in JavaScript does, each with its usual way. */
export interface Habits {
  readonly port?: string;
  readonly host?: string;
  /** Of the connection `c`, before anything comes. */
  readonly onConnection?: string;
  /** Of the line `line`. */
  readonly onLine?: string;
  readonly before?: string;
}

/** The code of a server that is right but for these habits. */
export function server({
  port = 'Number(process.env.PORT)',
  host = '127.0.0.1',
  onConnection = '',
  onLine = 'c.end(line.toUpperCase())',
  before = '',
}: Habits = {}): string {
  return `
    import { createServer } from 'node:net';
    ${before}
    const server = createServer({ allowHalfOpen: true }, (c) => {
      c.on('error', () => {});
      ${onConnection}
      let text = '';
      c.on('data', (piece) => {
        text += piece;
        const [line, rest] = text.split('\\n');
        if (rest === undefined) return;
        text = '';
        ${onLine};
      });
      c.on('end', () => c.end());
    });
    server.listen({ port: ${port}, ${host === 'any' ? '' : `host: '${host}', `}ipv6Only: ${host === ':: only'} });
  `.replace("':: only'", "'::'");
}

/** The code of a client that is right but for what is said. */
export function client({
  port = 'Number(process.env.PORT)',
  sends = 'word + "\\n"',
  prints = 'answer',
  before = '',
  afterwards = '',
  failure = 1,
}: Readonly<{
  port?: string;
  sends?: string;
  prints?: string;
  before?: string;
  afterwards?: string;
  failure?: number;
}> = {}): string {
  return `
    import { connect } from 'node:net';
    const [word] = process.argv.slice(2);
    ${before}
    const c = connect({ host: '127.0.0.1', port: ${port} }, () => c.write(${sends}));
    let answer = '';
    c.on('data', (piece) => { answer += piece; });
    c.on('error', (error) => { console.error(error.code); process.exit(1); });
    c.on('end', () => {
      ${afterwards}
      if (answer === '') process.exit(${failure});
      console.log(${prints});
    });
  `;
}
