import { once } from 'node:events';
import { createServer as createProbe } from 'node:net';
import { fileURLToPath } from 'node:url';
import {
  close,
  endOnInterrupt,
  endWithError,
  hostOption,
  listen,
  listenPortOption,
  type Option,
  readOptions,
  switchOption,
} from '@tomada/utils';
import { createServer } from 'vitepress';
import { siteAddressOrEnd } from './.vitepress/site/site-address.ts';

const DEFAULT_PORT = 5173;

/** A port, and whether the user asked for this one: only then is a taken one an error. */
interface PortChoice {
  readonly port: number;
  readonly asked: boolean;
  /** What `--help` shows. */
  toString(): string;
}

const portNumber = listenPortOption(DEFAULT_PORT);
const portOption: Option<PortChoice> = {
  ...portNumber,
  fallback: { port: DEFAULT_PORT, asked: false, toString: () => String(DEFAULT_PORT) },
  parse: (text, name) => ({ port: portNumber.parse(text, name), asked: true }),
};

const { host, port, open } = readOptions({
  usage: 'pnpm start',
  about: 'Serve o site da Tomada neste computador.',
  options: {
    host: hostOption('onde escutar; 0.0.0.0 deixa outros computadores da rede verem o site'),
    port: portOption,
    open: switchOption('abre o site no navegador'),
  },
});

siteAddressOrEnd();

/**
 * Finds the port by listening on it for a moment: Vite's own error for a taken port has no code to explain.
 *
 * @returns the port asked for, a free one for 0, or the first free one from the default on when none was asked for
 */
async function choosePort({ port, asked }: PortChoice): Promise<number> {
  const probe = createProbe();
  try {
    const address = await listen(probe, { host, port });
    await close(probe);
    return Number(address.slice(address.lastIndexOf(':') + 1));
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (asked || !isTaken || port === 65535) endWithError(error, { host, port });
    return await choosePort({ port: port + 1, asked });
  }
}

const site = await createServer(fileURLToPath(new URL('.', import.meta.url)), {
  host,
  port: await choosePort(port),
  strictPort: true,
  open,
});

endOnInterrupt(async () => {
  const closed = site.httpServer ? once(site.httpServer, 'close') : undefined;
  void site.close();
  // A browser may keep its connection open for long; nobody waits for it.
  if (site.httpServer && 'closeAllConnections' in site.httpServer) {
    site.httpServer.closeAllConnections();
  }
  await closed;
});

await site.listen().catch((error: unknown) => endWithError(error, { host, port: port.port }));
for (const url of [...(site.resolvedUrls?.local ?? []), ...(site.resolvedUrls?.network ?? [])]) {
  console.log(`Site da Tomada em ${url}`);
}
console.log('Ctrl-C encerra.');
