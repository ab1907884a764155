import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Transcript } from './blocks.ts';
import { readAllTranscripts } from './pages.ts';

/** A small server as the lessons have them: `--port`, `--help`, says where it listens, ends on Ctrl-C. */
const SERVER = `
import { createServer } from 'node:net';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log('  --port <porta>  porta onde escutar (padrão: 8080)');
  process.exit(0);
}
const port = Number(args[args.indexOf('--port') + 1]);
const server = createServer({ allowHalfOpen: true }, (connection) => {
  connection.once('data', (piece) => {
    console.log('Recebido: ' + piece.toString().trim());
    connection.end(piece.toString().toUpperCase());
  });
});
server.on('error', (error) => {
  console.error(error.code + ' em ' + port + '; tente ' + (port + 1));
  process.exit(1);
});
server.listen(port, '127.0.0.1', () => console.log('Escutando em 127.0.0.1:' + port));
process.once('SIGINT', () => { console.log('Encerrado.'); process.exit(0); });
`;

const CLIENT = `
import { connect } from 'node:net';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log('  --port <porta>  porta do servidor (padrão: 8080)');
  process.exit(0);
}
const at = args.indexOf('--port');
const [, port] = args.splice(at, 2);
const connection = connect({ host: '127.0.0.1', port: Number(port) });
connection.on('error', (error) => { console.error(error.code); process.exit(1); });
connection.end(args.join(' ') + '\\n');
connection.on('data', (piece) => process.stdout.write(piece));
`;

/** Says who it is, so that a test can look whether it is still there, and then says no more. */
const SILENT = `
console.log('pid ' + process.pid);
setInterval(() => {}, 1000);
process.on('SIGINT', () => {});
`;

const ASKS = `
import { createInterface } from 'node:readline';
const input = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
input.prompt();
input.on('line', (line) => {
  if (line === 'fim') { input.close(); return; }
  console.log('eco: ' + line + (process.stdout.isTTY ? ' (terminal)' : ''));
  input.prompt();
});
`;

/** A project in a temporary folder with four programs, and one page. */
export class Project implements AsyncDisposable {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /** @param page the page's Markdown */
  static async create(page: string): Promise<Project> {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'tomada-page-')));
    const project = new Project(root);
    await project.write('lessons/x/server.mjs', SERVER);
    await project.write('lessons/x/client.mjs', CLIENT);
    await project.write('silent.mjs', SILENT);
    await project.write('asks.mjs', ASKS);
    await project.write('docs/page.md', page);
    return project;
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  read(path: string): Promise<string> {
    return readFile(join(this.root, path), 'utf8');
  }

  /** The page's only transcript. */
  transcript(): Transcript {
    const [transcript] = readAllTranscripts(this.root, 'docs');
    if (!transcript) throw new Error('the page has no terminal block');
    return transcript;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

/** A page with one session. */
export function pageOf(session: string, comments = ''): string {
  return `# Página\n\n${comments}\`\`\`terminal\n${session}\`\`\`\n`;
}

/** Two terminals, as they really are. */
export const CONVERSATION = `@ servidor
$ node lessons/x/server.mjs
Escutando em 127.0.0.1:8080
@ cliente
$ node lessons/x/client.mjs olá
OLÁ
@ servidor
Recebido: olá
^C
Encerrado.
`;
