import type { Socket } from 'node:net';

/**
 * Sends an RST. While a FIN is on its way out the system's library refuses it (libuv: EINVAL), and Node would then
 * never close the socket: so the FIN leaves first.
 */
export function reset(socket: Socket): void {
  if (socket.destroyed) return;
  const isFinLeaving =
    socket.writableEnded && !socket.writableFinished && socket.writableLength === 0;
  if (isFinLeaving) socket.once('finish', () => reset(socket));
  else socket.resetAndDestroy();
}
