/** O programa de um dos dois computadores: faz o que lhe pedem pelo canal do processo que o iniciou. */
import type { Job, Receiver, Sender } from './end.ts';
import type { Transport } from './measurement.ts';
import { plainUdp } from './plain-udp.ts';
import { repeatingUdp } from './repeating-udp.ts';
import { tcp } from './tcp.ts';

const ends = { udp: plainUdp, repeats: repeatingUdp, tcp } as const;

/** Os pedidos, e o que cada um dá. */
const answers = {
  async receive(transport: Transport, host: string) {
    receiver = await ends[transport].receive(host);
    return receiver.port;
  },
  /** Espera ter `count` mensagens; desiste depois de `limit` ms. */
  async wait(count: number, limit: number) {
    const until = performance.now() + limit;
    while ((receiver?.count ?? 0) < count && performance.now() < until)
      await new Promise((later) => setTimeout(later, 5));
    return receiver?.count ?? 0;
  },
  async take() {
    return receiver?.take() ?? { arrivals: [] };
  },
  async send(transport: Transport, job: Job) {
    sender = ends[transport].sender(job);
    return await sender.send();
  },
  async tcpCounts() {
    return sender?.tcpCounts?.();
  },
  async close() {
    await Promise.all([receiver?.close(), sender?.close()]);
    receiver = undefined;
    sender = undefined;
  },
};

export type Answers = typeof answers;

let receiver: Receiver | undefined;
let sender: Sender | undefined;

interface Request {
  readonly id: number;
  readonly what: keyof Answers;
  readonly args: readonly unknown[];
}

process.on('message', async ({ id, what, args }: Request) => {
  try {
    // Soundness: só computer.ts fala com este programa, e os tipos dele são estes.
    const answer = answers[what] as (...args: readonly unknown[]) => Promise<unknown>;
    process.send?.({ id, value: await answer(...args) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
// Quem o iniciou se foi, de qualquer jeito que seja.
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
