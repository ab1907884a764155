/**
 * Um chat ingênuo em UDP: cada linha em um datagrama, e nada mais. Para que se
 * repita igual, as linhas vêm da linha de comando, uma palavra cada.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import {
  endOnInterrupt,
  formatEndpoint,
  listenPortOption,
  peerPortOption,
  readOptions,
} from '@tomada/utils';

const options = readOptions({
  usage: 'pnpm --filter lesson-chat fault:bare-datagrams [linhas…]',
  about: 'Um chat ingênuo em UDP: com linhas, envia; sem elas, recebe.',
  options: {
    port: peerPortOption(5001),
    'local-port': listenPortOption(5000),
  },
  words: { example: 'um dois', optional: true },
});
endOnInterrupt();
const socket = createSocket('udp4');

if (options.words.length === 0) {
  socket.bind(options['local-port'], '127.0.0.1');
  await once(socket, 'listening');
  const { address: host, port } = socket.address();
  console.log(`Escutando em ${formatEndpoint({ host, port })}`);
}

// #region bare-datagrams
socket.on('message', (bytes) => console.log(`Recebi: ${bytes}`));

for (const line of options.words) {
  socket.send(line, options.port, '127.0.0.1');
  console.log(`Enviei: ${line}`);
  await setTimeout(100);
}
// #endregion bare-datagrams
if (options.words.length > 0) socket.close();
