import type { Socket } from 'node:net';
import { TestServer } from '@tomada/testing';
import { type Conversation, requestBytes } from './conversation.ts';

/**
 * A server that keeps to the conversation however the bytes come: it answers a message when it is whole. Where the
 * client says nothing of where its message ends but the end itself, what came until then is the message.
 */
export function listenAsPartner(conversation: Conversation): Promise<TestServer> {
  return TestServer.listen((connection) => {
    if (conversation.endsSide) answerAtEnd(connection, conversation);
    else answerInTurn(connection, conversation);
  });
}

function answerAtEnd(connection: Socket, conversation: Conversation): void {
  const pieces: Buffer[] = [];
  connection.on('data', (piece) => pieces.push(piece));
  connection.on('end', () => {
    const request = Buffer.concat(pieces);
    const isWhole = request.length === requestBytes(conversation);
    const text = request.toString('utf8').trim().toUpperCase();
    connection.end(isWhole ? conversation.answers.join('') : text);
  });
}

function answerInTurn(connection: Socket, { messages, answers }: Conversation): void {
  let received = 0;
  let wanted = 0;
  const ends = messages.map((message) => {
    wanted += Buffer.byteLength(message);
    return wanted;
  });
  let answered = 0;
  connection.on('data', (piece) => {
    received += piece.length;
    while (answered < ends.length && received >= (ends[answered] ?? 0)) {
      connection.write(answers[answered] ?? '');
      answered++;
    }
    if (answered === ends.length) connection.end();
  });
  connection.on('end', () => connection.end());
}
