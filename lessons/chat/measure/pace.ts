/** Envia no ritmo pedido: as mensagens 1 a `count`, uma a cada `interval` ms. */
import { setTimeout as wait } from 'node:timers/promises';
import { now } from './clock.ts';

/**
 * Atrasou-se? As que já deviam ter ido vão todas juntas: o ritmo médio se conserva.
 *
 * @returns a hora em que cada uma foi entregue à rede, em ms
 */
export async function sendAtPace(
  { messages, interval }: { readonly messages: number; readonly interval: number },
  send: (number: number) => void,
): Promise<number[]> {
  const sentAt: number[] = [];
  const startedAt = now();
  while (sentAt.length < messages) {
    await wait(startedAt + sentAt.length * interval - now());
    do {
      sentAt.push(now());
      send(sentAt.length);
    } while (sentAt.length < messages && now() >= startedAt + sentAt.length * interval);
  }
  return sentAt;
}

/** O texto de uma mensagem: o número dela, e pontos até ter `size` bytes. */
export function textOf(number: number, size: number): string {
  return `${number} `.padEnd(size, '.');
}

/** O número de um texto. */
export function numberOf(text: string): number {
  return Number.parseInt(text, 10);
}
