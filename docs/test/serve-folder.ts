import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { close, listen } from '@tomada/utils';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** A server of a built site, as a static host is one: a page's address has no `.html`, what is not there is 404.html. */
export interface ServedFolder extends AsyncDisposable {
  /** Where the home page is, with a slash at its end. */
  readonly home: string;
  /** No network from here on. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** What a file's content becomes, by its path from the folder: another version of the site. */
  readonly change?: (path: string, content: Buffer) => Buffer | string;
  /** Sends texts compressed, as hosts on the Internet do. */
  readonly gzip?: boolean;
}

/** @param base the path below which the folder is */
export async function serveFolder(
  folder: string,
  base: string,
  { change = (_, content) => content, gzip = false }: ServeOptions = {},
): Promise<ServedFolder> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname);
    const found = path.startsWith(base) ? fileIn(folder, path.slice(base.length)) : undefined;
    const sent = found ?? '404.html';
    response.statusCode = found === undefined ? 404 : 200;
    const type = contentTypes[extname(sent)];
    response.setHeader('content-type', type ?? 'text/plain');
    const content = change(sent, readFileSync(join(folder, sent)));
    if (gzip && type) response.setHeader('content-encoding', 'gzip').end(gzipSync(content));
    else response.end(content);
  });
  const address = await listen(server, { host: '127.0.0.1', port: 0 });
  const stop = () => close(server);
  return { home: `http://${address}${base}`, stop, [Symbol.asyncDispose]: stop };
}

/** The file of a built site that answers a path, both from the site's folder, with clean URLs as any static host has them. */
export function fileIn(folder: string, path: string): string | undefined {
  return [path, `${path}.html`, join(path, 'index.html')].find((name) =>
    isFile(join(folder, name)),
  );
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
