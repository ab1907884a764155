/** UDP puro: um datagrama por mensagem, e mais nada. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { now } from './clock.ts';
import type { Arrival } from './count.ts';
import type { Ends } from './end.ts';
import { numberOf, sendAtPace, textOf } from './pace.ts';

/** Bytes que esperam pela leitura: o que se perde é a rede que perde, não um programa lento. */
const BUFFER = 4_000_000;

export const plainUdp: Ends = {
  async receive(host) {
    const socket = createSocket({ type: 'udp4', recvBufferSize: BUFFER });
    const arrivals: Arrival[] = [];
    socket.on('message', (bytes) => arrivals.push([numberOf(bytes.toString()), now()]));
    socket.bind(0, host);
    await once(socket, 'listening');
    return {
      port: socket.address().port,
      get count() {
        return arrivals.length;
      },
      take: () => ({ arrivals }),
      close: () => new Promise((closed) => socket.close(closed)),
    };
  },

  sender({ to, size, ...pace }) {
    const socket = createSocket('udp4');
    return {
      async send() {
        const startedAt = now();
        let onTheWay: Promise<unknown> = Promise.resolve();
        const sentAt = await sendAtPace(pace, (number) => {
          onTheWay = new Promise<void>((sent, failed) => {
            socket.send(textOf(number, size), to.port, to.host, (error) =>
              error ? failed(error) : sent(),
            );
          });
        });
        await onTheWay;
        return { startedAt, openedAt: startedAt, sentAt };
      },
      close: () => new Promise((closed) => socket.close(closed)),
    };
  },
};
