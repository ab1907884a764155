import type { Plugin } from 'vitepress';

/** Where Vite opens a file in the editor of the computer on which it runs. */
const ENDPOINT = '/__open-in-editor';

/**
 * Keeps Vite from opening files for others: with `--host 0.0.0.0` a whole class reads the site, and any page of the web
 * may call this computer. Only who sits at it, on a page of this site, has an editor here.
 */
export const ownEditorOnly: Plugin = {
  name: 'tomada:own-editor-only',
  configureServer({ middlewares }) {
    middlewares.use((request, response, next) => {
      const isAllowed =
        isLoopback(request.socket.remoteAddress) &&
        request.headers['sec-fetch-site'] === 'same-origin';
      if (isAllowed || !request.url?.includes(ENDPOINT)) return next();
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('Só quem está neste computador abre arquivos no editor dele.\n');
    });
  },
};

function isLoopback(address = ''): boolean {
  return /^(?:::1$|(?:::ffff:)?127\.)/.test(address);
}
