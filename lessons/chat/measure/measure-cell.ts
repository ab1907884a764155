/** Uma medida: um jeito de mandar mensagens, em uma rede, uma vez. */
import { count } from './count.ts';
import type { Cell, Plan, Result, Transport } from './measurement.ts';
import type { Network } from './network.ts';

/** ms: o que o fio entregou já está no sistema do outro lado; só falta o programa o ler. */
const LAST_READ = 5_000;

/** Esta medida não começou a tempo; a mensagem diz por quê. */
export class OutOfTimeError extends Error {}

// #region measure-cell
/**
 * @throws {OutOfTimeError} quando nem se conseguiu falar com o outro lado
 * @param seed dos sorteios desta medida
 * @param isTraced guardar também a hora de cada mensagem
 */
export async function measureCell(
  network: Network,
  transport: Transport,
  { loss, delay, size }: Cell,
  { messages, interval, limit }: Plan,
  seed: number,
  isTraced: boolean,
): Promise<Result> {
  const { a, b } = network;
  await network.set({ loss, delay, seed });
  try {
    const port = await b.ask('receive', transport, network.host);
    const to = await network.routeTo(port);
    const sending = a.ask('send', transport, { to, size, messages, interval });
    const { sentAt, ...when } = await within(limit, sending);
    if (transport !== 'udp') await b.ask('wait', messages, limit * 1000);
    const tcp = await a.ask('tcpCounts');
    const wire = await network.drain();
    if (transport === 'udp') await b.ask('wait', wire.there.passed, LAST_READ);
    const { arrivals, duplicates } = await b.ask('take');
    const { counts, trace } = count({ ...when, sentAt, arrivals });
    return {
      ...counts,
      wire,
      ...(duplicates === undefined ? {} : { duplicates }),
      ...(tcp === undefined ? {} : { tcp }),
      ...(isTraced ? { trace } : {}),
    };
  } finally {
    await network.set({ loss: 0, delay: 0, seed }); // As despedidas não contam.
    await Promise.all([a.ask('close'), b.ask('close')]);
  }
}

// #endregion measure-cell

/** O mesmo, se vier em `seconds` segundos. */
async function within<Value>(seconds: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new OutOfTimeError(`em ${seconds} s não consegui falar com o outro lado`);
    timer = setTimeout(() => reject(error), seconds * 1000);
  });
  promise.catch(() => {}); // Veio depois, e ninguém mais espera por ela.
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
