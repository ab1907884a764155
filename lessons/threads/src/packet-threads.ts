// #region packet-threads-imports
/**
 * Duas threads e uma rede: uma envia pacotes numerados, a outra os recebe e
 * conta. UDP, neste mesmo computador.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import {
  endOnInterrupt,
  endWithError,
  listenPortOption,
  readOptions,
  startWorker,
  wholeNumberOption,
} from '@tomada/utils';

// #endregion packet-threads-imports

// #region packet-threads-options
const HOST = '127.0.0.1';
const SILENCE = 500; // ms sem nada chegar, e o que falta está perdido

/** O que cada thread recebe ao começar, copiado. */
type Task =
  | { readonly role: 'receive'; readonly port: number }
  | { readonly role: 'send'; readonly port: number; readonly packets: number };
// #endregion packet-threads-options

// #region packet-threads-receive
/** A thread que recebe: um socket, e cada pacote na ordem em que chegar. */
function receive(port: number): void {
  const arrived: number[] = [];
  const socket = createSocket('udp4');
  // Só 127.0.0.1 tem acesso, e só nós enviamos: os números são confiáveis.
  socket.on('message', (packet) => {
    arrived.push(Number(packet.toString()));
    console.log(`Recebi o pacote ${packet}`);
  });
  socket.on('listening', () => parentPort?.postMessage(socket.address().port));
  socket.bind(port, HOST); // Se não der, o erro chega à principal.
  // #endregion packet-threads-receive

  // #region packet-threads-finish
  // A rede não diz que acabou. Quem diz quantos eram é a thread principal.
  parentPort?.once('message', (sent: number) => {
    const finish = () => {
      clearTimeout(silence);
      socket.close();
      report(sent, arrived);
    };
    const silence = setTimeout(finish, SILENCE);
    if (arrived.length >= sent) finish();
    socket.on('message', () => {
      silence.refresh();
      if (arrived.length >= sent) finish();
    });
  });
  // #endregion packet-threads-finish

  // #region packet-threads-receive-end
}
// #endregion packet-threads-receive-end

// #region packet-threads-send
/** A thread que envia: um número por pacote, com uma pausa entre eles. */
async function send(port: number, packets: number): Promise<void> {
  const socket = createSocket('udp4');
  for (let number = 1; number <= packets; number++) {
    console.log(`Enviei o pacote ${number}`);
    socket.send(String(number), port, HOST);
    await sleep(20);
  }
  socket.close();
}
// #endregion packet-threads-send

// #region packet-threads-report
/** Quantos chegaram, quais faltam, e se vieram na ordem. */
function report(sent: number, arrived: readonly number[]): void {
  const all = Array.from({ length: sent }, (_, i) => i + 1);
  const missing = all.filter((number) => !arrived.includes(number));
  const isOrdered = arrived.every(
    (number, i) => number >= (arrived[i - 1] ?? 0),
  );
  const order = isOrdered ? 'na ordem' : 'fora de ordem';
  console.log(`Chegaram ${arrived.length} de ${sent}, ${order}.`);
  if (missing.length > 0) console.log(`Perdidos: ${missing.join(', ')}`);
}
// #endregion packet-threads-report

// #region packet-threads-main
async function main(): Promise<void> {
  const {
    packets,
    port,
    'via-port': viaPort,
  } = readOptions({
    usage: 'pnpm --filter lesson-threads start:packets',
    about: 'Uma thread envia pacotes, outra os recebe e conta.',
    options: {
      packets: wholeNumberOption('quantos enviar', 5, {
        lowest: 1,
        highest: 10_000,
      }),
      port: listenPortOption(0),
      'via-port': wholeNumberOption(
        'enviar a esta porta; 0: à de quem recebe',
        0,
        {
          lowest: 0,
          highest: 65535,
        },
      ),
    },
  });
  endOnInterrupt(async () => {}); // As threads terminam com o processo.
  const file = new URL(import.meta.url);
  const receiver = startWorker(file, { workerData: { role: 'receive', port } });
  receiver.on('error', (error) => endWithError(error, { host: HOST, port }));
  const [ownPort] = await once(receiver, 'message');
  console.log(`Escutando em ${HOST}:${ownPort}`);
  // #endregion packet-threads-main

  // #region packet-threads-main-send
  const target = viaPort === 0 ? ownPort : viaPort;
  const sender = startWorker(file, {
    workerData: { role: 'send', port: target, packets },
  });
  await once(sender, 'exit');
  // #endregion packet-threads-main-send

  // #region packet-threads-main-finish
  receiver.postMessage(packets);
  // #endregion packet-threads-main-finish

  // #region packet-threads-main-end
}

const task: Task = workerData;
if (isMainThread) await main();
else if (task.role === 'receive') receive(task.port);
// #endregion packet-threads-main-end

// #region packet-threads-worker-send
if (task?.role === 'send') await send(task.port, task.packets);
// #endregion packet-threads-worker-send
