import { connect } from 'node:net';
import type { Conversation, Received } from './conversation.ts';

/** Longer than the servers under test wait for their clients. */
const PATIENCE = 4_500;

/**
 * A client that keeps to the conversation and waits for the end of the answer. It always comes to an end itself.
 *
 * @param patience ms without a byte after which it gives up
 */
export function talk(
  port: number,
  { messages, answers, endsSide }: Conversation,
  patience = PATIENCE,
): Promise<Received> {
  return new Promise((resolve) => {
    const connection = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true });
    const pieces: Buffer[] = [];
    let received = 0;
    let sent = 0;
    let expected = 0;
    const finish = (ending: Received['ending']) => {
      resolve({ bytes: Buffer.concat(pieces), ending });
      if (ending === 'end') connection.end();
      else connection.destroy();
    };
    const sendNext = () => {
      expected += Buffer.byteLength(answers[sent] ?? '');
      connection.write(messages[sent] ?? '');
      sent++;
      if (sent === messages.length && endsSide) connection.end();
    };
    connection.once('connect', sendNext);
    connection.on('data', (piece) => {
      pieces.push(piece);
      received += piece.length;
      if (received >= expected && sent < messages.length) sendNext();
    });
    connection.once('end', () => finish('end'));
    connection.on('error', (error: NodeJS.ErrnoException) =>
      finish({ code: error.code ?? error.message }),
    );
    connection.setTimeout(patience, () => finish('silence'));
  });
}
