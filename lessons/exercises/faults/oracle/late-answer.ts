// Errado: o Node fecha o nosso lado assim que o cliente termina de falar, e a
// resposta que vem depois se perde. Faltou allowHalfOpen.
import { createServer } from 'node:net';

const server = createServer((connection) => {
  connection.on('error', () => {});
  let question = '';
  let answered = false;
  connection.setEncoding('utf8').on('data', (piece) => {
    question += piece;
    if (question.includes('\n')) answer();
  });
  connection.on('end', () => answer());
  function answer(): void {
    if (answered || question.trim() === '') return;
    answered = true;
    const drawn = ['sim', 'não', 'talvez'][Math.floor(Math.random() * 3)] ?? '';
    // O oráculo pensa um pouco.
    setTimeout(() => connection.end(drawn), 50);
  }
});
server.listen(Number(process.env.PORT ?? 12345), '127.0.0.1');
