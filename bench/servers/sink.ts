// Takes bulk transfers, checks every byte, and answers what it got.
import { createServer } from 'node:net';
import { listen } from '@tomada/utils';
import { receiveBulk } from '../src/bulk.ts';

const server = createServer({ allowHalfOpen: true }, receiveBulk);
console.log(`Escutando em ${await listen(server, { host: '127.0.0.1', port: 0 })}`);
