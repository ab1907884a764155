// #region too-long
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const socket = createSocket('udp4');
socket.bind(0, '127.0.0.1');
await once(socket, 'listening');
const { port } = socket.address();

/** Envia a si mesmo um datagrama desse tamanho e diz o que houve. */
async function tryToSend(size: number): Promise<void> {
  const bytes = Buffer.alloc(size, 'a');
  const outcome = await new Promise<string>((resolve) => {
    socket.once('message', (came) => resolve(`chegaram ${came.length}`));
    socket.send(bytes, port, '127.0.0.1', (error) => {
      if (error) resolve(error.message);
    });
  });
  console.log(`${size} bytes: ${outcome}`);
}

await tryToSend(0);
await tryToSend(65_507);
await tryToSend(65_508);
socket.close();
// #endregion too-long
