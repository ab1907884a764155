import { run, skipWithoutPython, start, twins, UdpPeer } from '@tomada/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { protocols } from './protocols.ts';

describe.skipIf(skipWithoutPython)('TypeScript against Python', () => {
  test.each(protocols)(
    '$server.file, any bytes: the same answer and the same words printed',
    async ({ server }) => {
      const [ours, theirs] = twins('udp', server.script, server.file);
      await using first = start(ours.program, ['--port', '0']);
      await using second = start(theirs.program, ['--port', '0']);
      const ports = [await first.listening(), await second.listening()] as const;
      // ASCII, Latin and broken UTF-8: letters that are new in one language's Unicode are the TCP lesson's matter.
      const unit = fc.oneof(
        fc.uint8Array({ maxLength: 8, max: 0xc3 }),
        fc
          .string({ unit: fc.integer({ min: 0, max: 0xff }).map((n) => String.fromCodePoint(n)) })
          .map(Buffer.from),
        fc.constantFrom('ß', 'ŉ', 'ﬁ', '🙂', '漢字', '\ufeff', '\u2028').map(Buffer.from),
        fc.uint8Array({ maxLength: 4, min: 0xf0 }),
      );
      const datagram = fc
        .array(unit, { maxLength: 8 })
        .map((units) => Buffer.concat(units))
        // The numbered servers answer nothing to less than a number.
        .map((bytes) => (server.script === 'start' || bytes.length >= 4 ? bytes : Buffer.alloc(4)));
      await using peer = await UdpPeer.open();
      await fc.assert(
        fc.asyncProperty(datagram, async (bytes) => {
          const [a, b] = [await peer.ask(bytes, ports[0]), await peer.ask(bytes, ports[1])];
          expect(a).toEqual(b);
        }),
        { numRuns: 300 },
      );
      const said = async (program: typeof first) => {
        const { stdout } = await program.interrupt();
        return stdout.slice(stdout.indexOf('\n') + 1);
      };
      expect(await said(first)).toBe(await said(second));
    },
  );

  test.each(protocols.flatMap(({ server, client }) => [server, client]))(
    '$file --help: the same words but for the call',
    async ({ script, file }) => {
      const [ours, theirs] = await Promise.all(
        twins('udp', script, file).map(({ program }) => run(program, ['--help'])),
      );
      const body = (text = '') => text.split('\n').slice(1);
      expect(ours?.code).toBe(0);
      expect(body(ours?.stdout)).toEqual(body(theirs?.stdout));
    },
  );
});
