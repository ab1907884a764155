import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a thread that runs a TypeScript file: `new Worker(url)` wherever that works. Under tsx on Node 20 it does not
 * («Unknown file extension ".ts"»): what `--import tsx` taught the main thread, a worker does not know there. Its first
 * line is then JavaScript, which teaches it the same and imports the file.
 *
 * Not for plain JavaScript files or for Node 24 and newer alone: there `new Worker(url)` is all it takes.
 *
 * @param url the file; `new URL(import.meta.url)` for a program that is its own worker
 * @param options as for `Worker`: `workerData` is copied for the thread, `resourceLimits` bounds its memory
 * @returns the worker; what goes wrong in it, from a missing file to an uncaught error, comes as its `error` event
 * @example
 * const worker = startWorker(new URL(import.meta.url), { workerData: { name: 'Ana' } });
 * worker.on('error', (error) => console.error(error.message));
 */
// #region start-worker
export function startWorker(url: URL, options: WorkerOptions = {}): Worker {
  if (READS_TYPESCRIPT) return new Worker(url, options);
  const tsx = import.meta.resolve('tsx/esm/api');
  const first = `import(${JSON.stringify(tsx)}).then(({ register }) => {
    register();
    return import(${JSON.stringify(url.href)});
  });`;
  return new Worker(first, { ...options, eval: true, execArgv: [] });
}

const READS_TYPESCRIPT = Number.parseInt(process.versions.node, 10) >= 22;
// #endregion start-worker
