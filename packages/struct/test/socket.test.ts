import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { python, skipWithoutPython, start, TestServer } from '@tomada/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from '../src/index.ts';
import { cases } from './formats.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const script = fileURLToPath(new URL('python_socket.py', import.meta.url));

/** What python_socket.py makes of each byte order; native ones stay. */
const TURNED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '!': '=', '=': '!' };

function frame(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([pack('!I', bytes.length), bytes]);
}

/** The frames that come, one after the other. */
async function* framesOf(socket: Socket): AsyncGenerator<Uint8Array, void> {
  let pending = Buffer.of();
  for await (const piece of socket) {
    pending = Buffer.concat([pending, piece]);
    while (pending.length >= 4) {
      const [length] = unpack('!I', pending.subarray(0, 4));
      if (pending.length < 4 + length) break;
      yield pending.subarray(4, 4 + length);
      pending = pending.subarray(4 + length);
    }
  }
}

test.skipIf(skipWithoutPython)(
  `values go to a Python program over a socket and come back in the other byte order (SEED=${seed})`,
  async () => {
    const sent = fc.sample(cases(true), { seed, numRuns: 2_000 }).map(({ format, values }) => {
      return {
        format,
        values: unpack(format, pack(format, ...values.map(({ value }) => value as number))),
      }; // whatever it is
    });
    const came: { format: string; values: unknown[] }[] = [];
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await using server = await TestServer.listen(async (socket) => {
      for (const { format, values } of sent) {
        socket.write(frame(new TextEncoder().encode(format)));
        socket.write(frame(pack(format, ...values)));
      }
      socket.end();
      const frames = framesOf(socket);
      for (let format = await frames.next(); !format.done; format = await frames.next()) {
        const text = new TextDecoder().decode(format.value);
        const packed = await frames.next();
        if (!packed.done) came.push({ format: text, values: unpack(text, packed.value) });
      }
      finish();
    });
    const argv = [...(python ?? (['python3'] as const)), script] as const;
    await using peer = start({ name: 'python', argv, cwd: '.' }, [String(server.port)]);
    const { code, stderr } = await peer.ended;
    expect(stderr).toBe('');
    expect(code).toBe(0);
    await finished;
    expect(came).toHaveLength(sent.length);
    for (const [index, { format, values }] of sent.entries()) {
      const other = came[index];
      const order = TURNED[format.charAt(0)];
      if (order) expect(other?.format.charAt(0)).toBe(order);
      expect(other?.values, `SEED=${seed} ${JSON.stringify(format)}`).toEqual(values);
    }
  },
);
