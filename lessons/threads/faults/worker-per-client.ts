// #region worker-per-client
import { once } from 'node:events';
import { createServer } from 'node:net';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import {
  endOnInterrupt,
  hostOption,
  listen,
  listenPortOption,
  readOptions,
  startWorker,
} from '@tomada/utils';

function countPrimes(limit: number): number {
  let found = 0;
  for (let n = 2; n <= limit; n++) {
    let i = 2;
    while (i * i <= n && n % i !== 0) i++;
    if (i * i > n) found++;
  }
  return found;
}

if (isMainThread) {
  const { host, port } = readOptions({
    usage: 'pnpm --filter lesson-threads fault:worker-per-client',
    about: 'Um servidor ingênuo: uma thread nova para cada cliente.',
    options: { host: hostOption('onde escutar'), port: listenPortOption(8080) },
  });
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    connection.on('error', () => {});
    // Um defeito: toma o primeiro pedaço que chega pelo número inteiro.
    connection.once('data', async (piece) => {
      const limit = Number(piece.toString());
      // Outro: cada cliente paga o preço de iniciar uma thread.
      const file = new URL(import.meta.url);
      const worker = startWorker(file, { workerData: limit });
      const [found] = await once(worker, 'message');
      connection.end(`Há ${found} primos até ${limit}.\n`);
    });
  });
  endOnInterrupt(server);
  console.log(`Escutando em ${await listen(server, { host, port })}`);
} else {
  parentPort?.postMessage(countPrimes(workerData));
}
// #endregion worker-per-client
