import type { Socket } from 'node:net';

/** ms that a peer has to close its side after our last byte has left, as `limitGoodbye` in lesson-tcp-server. */
const LINGER = 5_000;

/**
 * Sends the last words, says that no more will come (FIN), and waits a while for the peer to close its side; what
 * it still sends is thrown away. Closing at once would reset the connection when bytes are unread, and the reset can
 * overtake the last words (RFC 1122 §4.2.2.13; web servers call the cure a «lingering close»).
 * Does nothing when the own side has been ended before.
 *
 * @param connection its `data` listeners are removed
 * @param lastWords sent after all that was written before
 * @param patience ms that a slow peer has to take all of it; then it is reset, so that half an answer never looks whole
 */
// #region end-and-linger
export function endAndLinger(
  connection: Socket,
  lastWords: string | Uint8Array = '',
  patience = 5_000,
): void {
  if (connection.writableEnded) return;
  connection.removeAllListeners('data');
  connection.resume();
  let deadline = setTimeout(() => {
    if (connection.writableLength > 0) connection.resetAndDestroy();
    else connection.destroy();
  }, patience);
  connection.once('finish', () => {
    clearTimeout(deadline);
    deadline = setTimeout(() => connection.destroy(), LINGER);
  });
  connection.once('close', () => clearTimeout(deadline));
  connection.end(lastWords);
}
// #endregion end-and-linger
