// #region throws
import { isMainThread, workerData } from 'node:worker_threads';
import { startWorker } from '@tomada/utils';

if (isMainThread) {
  const file = new URL(import.meta.url);
  const threads = ['Ana', 'Bruno'].map((name) => {
    const thread = startWorker(file, { workerData: name });
    // Apague este ouvinte e rode de novo: o erro de uma derruba todas.
    thread.on('error', (error) => console.log(`${name}: ${error.message}`));
    return new Promise((resolve) => thread.once('exit', resolve));
  });
  await Promise.all(threads);
  console.log('A principal continua.');
} else if (workerData === 'Ana') {
  throw new Error('tropecei');
} else {
  console.log('Bruno: terminei bem');
}
// #endregion throws
