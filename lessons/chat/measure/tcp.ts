/** TCP: uma conexão, e antes de cada mensagem o tamanho dela. Quem repete é o sistema. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { close, encodeLengthPrefixed, LengthPrefixDecoder } from '@tomada/utils';
import { now } from './clock.ts';
import type { Arrival } from './count.ts';
import type { Ends } from './end.ts';
import type { TcpCounts } from './measurement.ts';
import { numberOf, sendAtPace, textOf } from './pace.ts';

export const tcp: Ends = {
  async receive(host) {
    const arrivals: Arrival[] = [];
    const server = createServer((socket) => {
      const frames = new LengthPrefixDecoder();
      socket.on('error', () => {}); // A medida termina como um corte de linha.
      socket.on('data', (piece) => {
        for (const frame of frames.push(piece))
          arrivals.push([numberOf(Buffer.from(frame).toString()), now()]);
      });
    });
    server.listen(0, host);
    await once(server, 'listening');
    const address = server.address();
    return {
      port: typeof address === 'object' && address ? address.port : 0,
      get count() {
        return arrivals.length;
      },
      take: () => ({ arrivals }),
      close: () => close(server),
    };
  },

  sender({ to, size, ...pace }) {
    const before = readTcpCounts();
    let socket: Socket | undefined;
    return {
      async send() {
        const startedAt = now();
        socket = connect({ ...to, noDelay: true }); // Como o chat: nada espera por companhia.
        await once(socket, 'connect');
        socket.on('error', () => {});
        const openedAt = now();
        const sentAt = await sendAtPace(pace, (number) =>
          socket?.write(encodeLengthPrefixed(Buffer.from(textOf(number, size)))),
        );
        return { startedAt, openedAt, sentAt };
      },
      tcpCounts() {
        const after = readTcpCounts();
        if (!before || !after) return undefined;
        return {
          retransmitted: after.retransmitted - before.retransmitted,
          timeouts: after.timeouts - before.timeouts,
        };
      },
      async close() {
        socket?.resetAndDestroy();
      },
    };
  },
};

/** Linux: as contas do TCP da rede em que este processo está; undefined nos outros sistemas. */
function readTcpCounts(): TcpCounts | undefined {
  try {
    const snmp = readTable('snmp', 'Tcp');
    const netstat = readTable('netstat', 'TcpExt');
    return {
      retransmitted: snmp.get('RetransSegs') ?? 0,
      timeouts: netstat.get('TCPTimeouts') ?? 0,
    };
  } catch {
    return undefined;
  }
}

/** Duas linhas de /proc/net com o mesmo começo: os nomes e os valores. */
function readTable(file: string, name: string): ReadonlyMap<string, number> {
  const lines = readFileSync(`/proc/self/net/${file}`, 'utf8').split('\n');
  const [names = [], values = []] = lines
    .filter((line) => line.startsWith(`${name}: `))
    .map((line) => line.split(' ').slice(1));
  return new Map(names.map((each, index) => [each, Number(values[index])]));
}
