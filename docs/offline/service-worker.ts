/**
 * Keeps the whole site on the reader's device after one visit, so that all of it opens without a network: in a lab with a
 * bad one, on a bus. A new version is fetched beside the old one and waits until the reader asks for it: pages and the
 * scripts that they load always come from one version.
 *
 * It stands in the built site behind a line that the build writes: `FILES`.
 */

/** Every file of this version, by its path from the site's home: a mark of its content. */
declare const FILES: Readonly<Record<string, string>>;

// The library takes `self` for a worker of any kind.
const worker = self as unknown as ServiceWorkerGlobalScope;
const home = worker.registration.scope;
/** Sites may share an origin: each has a cache of its own. */
const CACHE = `tomada ${home}`;
/** Files fetched at the same time. */
const AT_ONCE = 4;

worker.addEventListener('install', (event) => event.waitUntil(fetchMissing()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(home)) return;
  const path = fileOf(request.url);
  if (path !== undefined) event.respondWith(kept(path, request));
  else if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => kept('404.html', request)));
  }
});

/** Fetches what the cache lacks. What a bad network let through stays there for the next try. */
async function fetchMissing(): Promise<void> {
  const cache = await caches.open(CACHE);
  const present = new Set((await cache.keys()).map(({ url }) => url));
  const missing = Object.keys(FILES).filter((path) => !present.has(keyOf(path)));
  const fetchNext = async (): Promise<void> => {
    const path = missing.pop();
    if (path === undefined) return;
    // Not what the browser kept by itself: that may be an older version.
    const response = await fetch(addressOf(path), { cache: 'no-cache' });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    await cache.put(keyOf(path), await plain(response));
    await fetchNext();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
}

/** From here on this version serves every open page; what only older ones needed goes. */
async function takeOver(): Promise<void> {
  const cache = await caches.open(CACHE);
  const needed = new Set(Object.keys(FILES).map(keyOf));
  for (const request of await cache.keys()) {
    if (!needed.has(request.url)) await cache.delete(request);
  }
  await worker.clients.claim();
}

async function kept(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  // Browsers short of room may have thrown it away.
  return (await cache.match(keyOf(path))) ?? (await fetch(request));
}

/** The file that answers an address, with or without `.html`; undefined for an address that is not the site's. */
function fileOf(address: string): string | undefined {
  const path = decodeURI(new URL(address).pathname).slice(new URL(home).pathname.length);
  return [path, `${path}.html`, `${path}index.html`, `${path}/index.html`].find((each) =>
    Object.hasOwn(FILES, each),
  );
}

function addressOf(path: string): string {
  return home + encodeURI(path);
}

/** Under what a file is kept: two versions of it are two entries. */
function keyOf(path: string): string {
  return `${addressOf(path)}?${FILES[path]}`;
}

/** A host may answer `x.html` by a way round; a page may not be opened with an answer that says so. */
async function plain(response: Response): Promise<Response> {
  if (!response.redirected) return response;
  const { status, statusText, headers } = response;
  return new Response(await response.blob(), { status, statusText, headers });
}
