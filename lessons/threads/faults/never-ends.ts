// #region never-ends
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort } from 'node:worker_threads';
import { startWorker } from '@tomada/utils';

if (isMainThread) {
  const worker = startWorker(new URL(import.meta.url));
  await once(worker, 'message');
  worker.postMessage('pare');
  console.log('Pedi que parasse.');
  const answer = await Promise.race([once(worker, 'exit'), sleep(500)]);
  if (answer === undefined) console.log('Meio segundo, e nada.');
  const [code] = await Promise.all([once(worker, 'exit'), worker.terminate()]);
  console.log(`Encerrei à força, com terminate: código ${code}.`);
} else {
  parentPort?.on('message', () => process.exit());
  parentPort?.postMessage('comecei');
  // O defeito: enquanto este laço roda, esta thread não escuta ninguém.
  for (;;);
}
// #endregion never-ends
