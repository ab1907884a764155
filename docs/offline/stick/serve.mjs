/**
 * Mostra o site que está ao lado deste arquivo, na pasta site/: `node serve.mjs`. Não precisa de internet nem de mais nada
 * além do Node. `node serve.mjs --help` diz as opções.
 */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const site = fileURLToPath(new URL('site', import.meta.url));
const DEFAULT_PORT = 4810;

const HELP = `Uso: node serve.mjs [opções]

Mostra o site da Tomada neste computador, sem internet.

Opções:
  --host <endereço>  onde escutar; 0.0.0.0 deixa outros computadores da rede verem o site (padrão: 127.0.0.1)
  --port <porta>     porta onde escutar; 0 pede uma livre ao sistema (padrão: ${DEFAULT_PORT}, ou a próxima livre)
  --help             mostra esta ajuda`;

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** O arquivo que responde a um endereço, com ou sem `.html`; undefined quando o site não tem essa página. */
function fileOf(address) {
  let path;
  try {
    path = decodeURIComponent(new URL(address, 'http://site').pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0')) return undefined;
  const asked = normalize(join(site, path));
  // Um endereço com ../ não sai da pasta.
  if (asked !== site && !asked.startsWith(site + sep)) return undefined;
  return [asked, `${asked}.html`, join(asked, 'index.html')].find((file) =>
    statSync(file, { throwIfNoEntry: false })?.isFile(),
  );
}

const server = createServer((request, response) => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const found = fileOf(request.url ?? '/');
  const file = found ?? join(site, '404.html');
  response.writeHead(found ? 200 : 404, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    // Outra versão da pasta pode ser servida no mesmo endereço amanhã.
    'cache-control': 'no-cache',
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  // Quem tira o pendrive no meio de uma página perde essa página, e mais nada.
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
});

function endWith(code, sentence) {
  console.error(sentence);
  process.exit(code);
}

function readOptions() {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        host: { type: 'string' },
        port: { type: 'string' },
        help: { type: 'boolean' },
      },
    }));
  } catch {
    const wrong = process.argv.slice(2).join(' ');
    endWith(2, `Não entendi «${wrong}». As opções que existem são: --host, --port, --help.`);
  }
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const { host = '127.0.0.1', port } = values;
  if (host.trim() === '') {
    endWith(2, 'Opção --host: «» não é um endereço. Por exemplo: --host 0.0.0.0');
  }
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65535)) {
    endWith(2, `Opção --port: «${port}» não é uma porta, de 0 a 65535. Por exemplo: --port 3000`);
  }
  return { host, port: Number(port ?? DEFAULT_PORT), asked: port !== undefined };
}

if (!statSync(join(site, 'index.html'), { throwIfNoEntry: false })) {
  endWith(1, `Falta a pasta ${site}, com o site: copie a pasta inteira, e não só este arquivo.`);
}

const { host, asked, ...options } = readOptions();
let { port } = options;

server.on('error', (error) => {
  if (error.code === 'EADDRINUSE' && !asked && port < 65535) {
    port += 1;
    server.listen(port, host);
  } else if (error.code === 'EADDRINUSE') {
    endWith(
      1,
      `Não consegui escutar em ${host}:${port} (EADDRINUSE): outro programa já está usando essa porta.\nEscolha outra, por exemplo: --port ${port === 65535 ? port - 1 : port + 1}`,
    );
  } else {
    endWith(1, `Não consegui escutar em ${host}:${port} (${error.code}): ${error.message}`);
  }
});

server.on('listening', () => {
  const { address, port: real } = server.address();
  const shown = address.includes(':') ? `[${address}]` : address;
  console.log(`Site da Tomada em http://${shown}:${real}/`);
  console.log('Ctrl-C encerra.');
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    console.log(`${process.stdout.isTTY ? '\n' : ''}Encerrado.`);
    process.exit(0);
  });
}

server.listen(port, host);
