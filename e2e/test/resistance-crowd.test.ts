import { once } from 'node:events';
import type { Socket } from 'node:net';
import { open, readAll, start, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { judge } from '../resistance/conversation.ts';
import { countSockets, socketsSettle } from '../resistance/open-sockets.ts';
import { IDLE, isServer, nameOf, programs, serverArgs } from '../resistance/programs.ts';
import { complainOf } from '../resistance/stderr.ts';
import { talk } from '../resistance/talk.ts';

const servers = programs
  .filter(isServer)
  .flatMap((program) =>
    twins(program.lesson, program.script, program.file).map((twin) => ({ program, twin })),
  );

/** ms that a program gives a peer to close its side, and some more for a busy machine. */
const LINGER = 5_000 + 3_000;

/** What the servers that wait for a whole message get of a slow client: never the end of one. */
const DRIP = 'G';

describe.concurrent('servers among clients that say nothing', () => {
  for (const { program, twin } of servers) {
    const { conversation, reading, toSilent, isOneAtATime, drip = DRIP } = program;
    const label = `${nameOf(program)} in ${twin.language}`;
    const healthy = async (port: number) =>
      judge(conversation, await talk(port, conversation), reading);

    test.skipIf(twin.skip)(
      `${label}: slow-loris clients do not keep the others from being served, and are sent away`,
      { timeout: 60_000 },
      async () => {
        await using server = start(twin.program, serverArgs(program, IDLE), { limit: 60_000 });
        const port = await server.listening();
        // A server that is still starting its threads may hold two more for the compiler.
        const atRest = countSockets(server.pid);
        // Who says nothing, and never closes; where a message has an end, who never comes to it.
        const silent = isOneAtATime ? 1 : 20;
        const drips = reading.looksWhole('') ? 0 : isOneAtATime ? 0 : 20;
        const lorises = await Promise.all(Array.from({ length: silent + drips }, () => open(port)));
        const farewells = lorises.map(readAll);
        const dripping = lorises.slice(silent).map((loris) => sendSlowly(loris, drip));
        // One at a time means: the turn of the others comes when the loris is sent away.
        if (!isOneAtATime) {
          for (let turn = 0; turn < 5; turn++)
            expect(await healthy(port)).toEqual({ result: 'right' });
        }
        if (toSilent === undefined) {
          for (const loris of lorises) loris.destroy();
          await Promise.allSettled(farewells);
        } else {
          const texts = (await Promise.all(farewells)).map(String);
          expect(new Set(texts)).toEqual(new Set([toSilent]));
        }
        if (isOneAtATime) for (const loris of lorises) loris.end();
        // Those that never close their side are gone all the same.
        expect(await socketsSettle(server.pid, atRest, LINGER)).toBeLessThanOrEqual(atRest);
        for (const timer of dripping) clearInterval(timer);
        for (const loris of lorises) loris.destroy();
        expect(await healthy(port)).toEqual({ result: 'right' });
        const { code, stderr } = await server.interrupt();
        expect(complainOf(stderr)).toEqual([]);
        expect(code).toBe(0);
      },
    );

    // One at a time in Python: the system's queue of those who wait holds 511.
    const crowd = isOneAtATime && twin.language === 'Python' ? 500 : 1_000;
    test.skipIf(twin.skip)(
      `${label}: among ${crowd} idle connections one client works`,
      { timeout: 60_000 },
      async () => {
        await using server = start(twin.program, serverArgs(program), { limit: 60_000 });
        const port = await server.listening();
        const atRest = countSockets(server.pid);
        const first = isOneAtATime ? await open(port) : undefined;
        if (first)
          expect(await exchange(first, conversation.messages[0])).toBe(conversation.answers[0]);
        const idle: Socket[] = [];
        while (idle.length < crowd) {
          idle.push(...(await Promise.all(Array.from({ length: 100 }, () => open(port)))));
        }
        const begun = performance.now();
        if (first)
          expect(await exchange(first, conversation.messages[1])).toBe(conversation.answers[1]);
        else expect(await healthy(port)).toEqual({ result: 'right' });
        expect(performance.now() - begun).toBeLessThan(3_000);
        first?.end();
        for (const connection of idle) connection.destroy();
        expect(await socketsSettle(server.pid, atRest, LINGER)).toBeLessThanOrEqual(atRest);
        expect(await healthy(port)).toEqual({ result: 'right' });
        const { code, stderr } = await server.interrupt();
        expect(complainOf(stderr)).toEqual([]);
        expect(code).toBe(0);
      },
    );
  }
});

/** Sends a character now and then, again and again, for as long as there is somebody to send it to. */
function sendSlowly(connection: Socket, text: string): NodeJS.Timeout {
  connection.on('error', () => {});
  let sent = 0;
  return setInterval(() => {
    if (connection.writable) connection.write(text.charAt(sent++ % text.length));
  }, 100);
}

async function exchange(connection: Socket, message = ''): Promise<string> {
  connection.write(message);
  const [piece] = await once(connection, 'data');
  return String(piece);
}
