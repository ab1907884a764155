// Errado: o tamanho conta letras, e não bytes: «OLÁ» tem 4 bytes e 3 letras.
import { createServer } from 'node:net';

const server = createServer({ allowHalfOpen: true }, (connection) => {
  connection.on('error', () => {});
  let pending = Buffer.alloc(0);
  connection.on('data', (piece) => {
    pending = Buffer.concat([pending, piece]);
    while (pending.length >= 4) {
      const length = pending.readUInt32BE(0);
      if (length > 65_536) {
        connection.destroy();
        return;
      }
      if (pending.length < 4 + length) return;
      const text = pending.toString('utf8', 4, 4 + length).toUpperCase();
      const head = Buffer.alloc(4);
      head.writeUInt32BE(text.length);
      connection.write(Buffer.concat([head, Buffer.from(text)]));
      pending = pending.subarray(4 + length);
    }
  });
  connection.on('end', () => connection.end());
});
server.listen(Number(process.env.PORT ?? 12348), '127.0.0.1');
