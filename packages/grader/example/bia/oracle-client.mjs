import { connect } from 'node:net';

// Engano: cada pedaço que chega é tomado por uma resposta inteira.
const port = Number(process.env.PORT ?? 12345);
const server = connect({ host: '127.0.0.1', port });
server.end(`${process.argv.slice(2).join(' ')}\n`);
server.on('data', (piece) => console.log(`Oráculo: ${piece}`));
