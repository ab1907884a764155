import { connect } from 'node:net';

const port = Number(process.env.PORT ?? 12345);
const server = connect({ host: '127.0.0.1', port });
server.end(`${process.argv.slice(2).join(' ')}\n`);
server.setEncoding('utf8');
let answer = '';
for await (const piece of server) answer += piece;
if (answer === '') {
  console.error('O oráculo fechou sem responder.');
  process.exitCode = 1;
} else {
  console.log(`Oráculo: ${answer}`);
}
