// #region plain-variable
import { once } from 'node:events';
import { isMainThread } from 'node:worker_threads';
import { startWorker } from '@tomada/utils';

// O defeito: esta variável não é uma só. Cada thread tem a dela.
let counter = 0;

counter += 1;
if (isMainThread) {
  const worker = startWorker(new URL(import.meta.url));
  await once(worker, 'exit');
  console.log(`A principal vê: ${counter}`);
} else {
  console.log(`A outra thread vê: ${counter}`);
}
// #endregion plain-variable
