/** Um cliente que confia na ordem: a primeira resposta é da primeira chamada. */
import { connect } from 'node:net';
import {
  endOnInterrupt,
  LengthPrefixDecoder,
  peerPortOption,
  readOptions,
} from '@tomada/utils';
import { type Call, encode, readAnswer, showCall } from '#message';

const { port } = readOptions({
  usage: 'pnpm --filter lesson-remote-objects fault:in-order',
  about: 'Um cliente que toma as respostas na ordem em que chegam.',
  options: { port: peerPortOption(9090) },
});
const connection = connect(port, '127.0.0.1');
endOnInterrupt(connection);

// #region in-order
const calls: readonly Call[] = [
  { id: 1, object: 'ana', method: 'deposit', args: [100] },
  { id: 2, object: 'bia', method: 'balance', args: [] },
];
for (const call of calls) connection.write(encode(call));

const waiting = [...calls];
const frames = new LengthPrefixDecoder();
connection.on('data', (piece) => {
  for (const frame of frames.push(piece)) {
    const call = waiting.shift(); // E o id da resposta?
    const answer = readAnswer(frame);
    if (call && 'result' in answer)
      console.log(`${showCall(call)} → ${answer.result}`);
  }
  if (waiting.length === 0) connection.end();
});
// #endregion in-order
