// #region no-gil
import { once } from 'node:events';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { startWorker } from '@tomada/utils';

/** O mesmo que faults/gil.py, sem GIL: aqui as duas threads andam juntas. */
const STEPS = 1000;

if (isMainThread) {
  // A única memória em comum: o portão e os passos do Bruno.
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const bruno = startWorker(new URL(import.meta.url), { workerData: shared });
  await once(bruno, 'message'); // Ele está diante do portão.
  Atomics.store(shared, 0, 1);
  Atomics.notify(shared, 0);
  // A Ana conta, e só conta, até ver que o Bruno chegou.
  while (Atomics.load(shared, 1) < STEPS);
  const steps = Atomics.load(shared, 1);
  console.log(
    `Enquanto a Ana contava, o Bruno deu ${steps} de ${STEPS} passos.`,
  );
} else {
  const shared: Int32Array = workerData;
  parentPort?.postMessage('pronto');
  Atomics.wait(shared, 0, 0);
  for (let step = 0; step < STEPS; step++) Atomics.add(shared, 1, 1);
}
// #endregion no-gil
