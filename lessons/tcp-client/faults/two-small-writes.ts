// #region two-small-writes
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

const QUESTIONS = 25;

// Cada pergunta é um tamanho (4 bytes) e um texto (4 bytes). O servidor só
// responde quando tem os dois.
const server = createServer((connection) => {
  let waiting = 0;
  connection.on('data', (piece) => {
    waiting += piece.length;
    for (; waiting >= 8; waiting -= 8) connection.write('sim!');
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo; // Não é um socket de arquivo.

/** Pergunta e espera a resposta, tantas vezes; devolve quantas por segundo. */
async function measure(noDelay: boolean, together: boolean): Promise<number> {
  const connection = connect({ port, host: '127.0.0.1', noDelay });
  await once(connection, 'connect');
  const start = performance.now();
  for (let question = 0; question < QUESTIONS; question++) {
    if (together) {
      connection.write('\0\0\0\x04sim?');
    } else {
      // O defeito: a segunda escrita pequena espera a confirmação da primeira.
      connection.write('\0\0\0\x04');
      connection.write('sim?');
    }
    await once(connection, 'data');
  }
  const seconds = (performance.now() - start) / 1000;
  connection.destroy();
  return Math.round(QUESTIONS / seconds);
}

const results = [
  ['duas escritas', await measure(false, false)],
  ['duas escritas, com noDelay', await measure(true, false)],
  ['uma escrita só', await measure(false, true)],
] as const;
for (const [how, rate] of results) console.log(`${how}: ${rate} por segundo`);
server.close();
// #endregion two-small-writes
