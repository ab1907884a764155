import { fileURLToPath } from 'node:url';
import { python, skipWithoutPython, start, TestServer } from '@tomada/testing';
import { expect, test } from 'vitest';
import { dumps, loads } from '../src/index.ts';
import { fromHex, type Job, PythonMarshal, toHex } from './python.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const script = fileURLToPath(new URL('python_socket.py', import.meta.url));

function frame(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** The frames that come, one after the other. */
async function* framesOf(socket: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let pending = Buffer.of();
  for await (const piece of socket) {
    pending = Buffer.concat([pending, piece]);
    while (pending.length >= 4) {
      const end = 4 + pending.readUInt32BE(0);
      if (pending.length < end) break;
      yield pending.subarray(4, end);
      pending = pending.subarray(end);
    }
  }
}

test.skipIf(skipWithoutPython)(
  `values go to a Python program over a socket and come back the same, SEED=${seed}`,
  async () => {
    await using peer = new PythonMarshal();
    const jobs = Array.from(
      { length: 500 },
      (_, index): Job => ({ kind: 'make', seed: seed + index }),
    );
    const values = (await peer.ask<string[]>(jobs)).map(([, , second = '']) => second);
    const sent = values.flatMap((value) =>
      [2, 3, 4].map((version) => ({
        value,
        version,
        bytes: dumps(loads(fromHex(value), { exact: true }), version),
      })),
    );
    const came: string[] = [];
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await using server = await TestServer.listen(async (socket) => {
      for (const { version, bytes } of sent)
        socket.write(frame(Buffer.concat([Buffer.of(version), bytes])));
      socket.end();
      for await (const bytes of framesOf(socket)) {
        came.push(toHex(dumps(loads(bytes, { exact: true }))));
      }
      finish();
    });
    const argv = [...(python ?? (['python3'] as const)), script] as const;
    await using program = start({ name: 'python', argv, cwd: '.' }, [String(server.port)]);
    const { code, stderr } = await program.ended;
    expect(stderr).toBe('');
    expect(code).toBe(0);
    await finished;
    expect(came).toHaveLength(sent.length);
    for (const [index, { value, version }] of sent.entries()) {
      expect(came[index], `SEED=${seed + Math.floor(index / 3)}, version ${version}`).toBe(value);
    }
  },
);
