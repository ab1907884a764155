import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { run, start, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

describe.each(twins('threads', 'start:packets', 'packet-threads'))(
  'packet threads in $language',
  ({ program, skip }) => {
    test.skipIf(skip)('seven packets: all sent, all received in order, and the end', async () => {
      const { code, stdout, stderr } = await run(program, ['--packets', '7']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const numbers = (word: string) =>
        [...stdout.matchAll(new RegExp(`^${word} o pacote (\\d+)$`, 'gm'))].map(([, n]) => n);
      expect(numbers('Enviei')).toEqual(['1', '2', '3', '4', '5', '6', '7']);
      expect(numbers('Recebi')).toEqual(['1', '2', '3', '4', '5', '6', '7']);
      expect(stdout).toMatch(/^Escutando em 127\.0\.0\.1:\d+\n/);
      expect(stdout).toMatch(/\nChegaram 7 de 7, na ordem\.\n$/);
    });

    test.skipIf(skip)('a network that swaps and loses: it says which are missing', async () => {
      await using relay = await Relay.open();
      await using running = start(program, ['--packets', '4', '--via-port', String(relay.port)]);
      relay.target = await running.listening();
      const { code, stdout, stderr } = await running.ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/\nChegaram 3 de 4, fora de ordem\.\nPerdidos: 2\n$/);
    });

    test.skipIf(skip)('everything lost: it ends all the same', async () => {
      await using relay = await Relay.open(); // never told where to pass them on
      const { code, stdout } = await run(program, [
        '--packets',
        '2',
        '--via-port',
        String(relay.port),
      ]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/\nChegaram 0 de 2, na ordem\.\nPerdidos: 1, 2\n$/);
    });

    test.skipIf(skip)('a port that is taken: said, with the port, code 1', async () => {
      await using other = await Relay.open();
      const { code, stdout, stderr } = await run(program, ['--port', String(other.port)]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(`127.0.0.1:${other.port} (EADDRINUSE)`);
      expect(stderr).not.toContain('at ');
    });

    test.skipIf(skip)('Ctrl-C in the middle: code 0', async () => {
      await using running = start(program, ['--packets', '10000']);
      await running.waitFor(/Recebi o pacote 3/);
      const { code, stdout, stderr } = await running.interrupt();
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/Encerrado\.\n$/);
    });

    test.skipIf(skip).each([
      ['--packets', '0'],
      ['--packets', '1000000'],
      ['--packets', 'cinco'],
      ['--via-port', '65536'],
    ])('%s %s: one sentence with both, code 2', async (option, value) => {
      const { code, stderr } = await run(program, [option, value]);
      expect(code).toBe(2);
      expect(stderr).toContain(`Opção ${option}: «${value}» não serve.`);
    });
  },
);

/** Passes on the first packet last and the second never. */
class Relay implements AsyncDisposable {
  readonly #socket = createSocket('udp4');
  readonly #held: Buffer[] = [];
  target: number | undefined;

  static async open(): Promise<Relay> {
    const relay = new Relay();
    relay.#socket.on('message', (packet) => relay.#pass(packet));
    relay.#socket.bind(0, '127.0.0.1');
    await once(relay.#socket, 'listening');
    return relay;
  }

  get port(): number {
    return this.#socket.address().port;
  }

  #pass(packet: Buffer): void {
    if (this.target === undefined) return;
    const number = packet.toString();
    if (number === '1') this.#held.push(packet);
    if (number === '1' || number === '2') return;
    this.#socket.send(packet, this.target, '127.0.0.1');
    if (number === '4') {
      for (const late of this.#held) this.#socket.send(late, this.target, '127.0.0.1');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
  }
}
