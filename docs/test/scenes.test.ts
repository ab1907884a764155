import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatScene, readScene, type SceneEvent } from '../.vitepress/scene.ts';
import { drawScene } from '../.vitepress/scene-diagram.ts';
import { tabulateScene } from '../.vitepress/scene-table.ts';
import { type TcpState, tcpStateNames, tcpStates, transitions } from '../.vitepress/tcp-states.ts';
import {
  cannotRecord,
  recordedFolder,
  recordScene,
  type SeenStates,
  sceneNames,
} from '../scenes/run.ts';

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const pageOf = (name: string) =>
  readFileSync(new URL(`../conceitos/${name}.md`, import.meta.url), 'utf8');

function isSeen(event: SceneEvent): event is SeenStates {
  return event.event === 'states' && 'ss' in event;
}

describe.skipIf(cannotRecord !== undefined)(
  `on real sockets of Linux${cannotRecord === undefined ? '' : ` (pulada: ${cannotRecord})`}`,
  () => {
    test.each(sceneNames)('%s: happens as it was recorded, segment by segment', async (name) => {
      const now = formatScene(await recordScene(name));
      expect(now).toBe(readFileSync(join(recordedFolder, `${name}.json`), 'utf8'));
    });

    test('every state but CLOSED: `ss -tan` shows it in the scene that the table names, so spelt', async () => {
      const scenes = [...new Set(Object.values(tcpStates).map(({ scene }) => scene))];
      const recorded = new Map(
        await Promise.all(
          scenes.map(async (name) => [name, await recordScene(name, '--ss')] as const),
        ),
      );
      for (const name of tcpStateNames) {
        const { scene, spelt } = tcpStates[name];
        const seen = recorded.get(scene)?.filter(isSeen) ?? [];
        const there = seen.filter((each) => each.client === name || each.server === name);
        expect(there, name).not.toEqual([]);
        if (spelt === undefined) continue;
        for (const { ss } of there) {
          const states = ss.map((line) => line.split(' ')[0]);
          expect(states, `${name} in ${scene}`).toContain(spelt.ss);
        }
      }
    });

    test('no connection: `ss -tan` shows no line for it', async () => {
      const refused = (await recordScene('recusada', '--ss')).filter(isSeen);
      expect(refused.at(-1)).toEqual({
        event: 'states',
        client: 'CLOSED',
        server: 'CLOSED',
        ss: [],
      });
    });
  },
);

/** The ways from state to state that a side went in a scene. */
function waysOf(events: readonly SceneEvent[], side: 'client' | 'server'): [TcpState, TcpState][] {
  const states = events.flatMap((event) => (event.event === 'states' ? [event[side]] : []));
  return states.flatMap((to, index) => {
    const from = states[index - 1];
    return from === undefined || from === to ? [] : [[from, to] as [TcpState, TcpState]];
  });
}

describe('the recorded scenes', () => {
  test.each(sceneNames)('%s: no side goes a way that the state diagram does not have', (name) => {
    const events = readScene(recordedFolder, name);
    const known = transitions.map(({ from, to }) => `${from} → ${to}`);
    for (const side of ['client', 'server'] as const) {
      for (const [from, to] of waysOf(events, side)) {
        // RFC 9293 §3.3.2, note 3: a RST ends a connection wherever it is.
        if (name === 'derrubada' && to === 'CLOSED') continue;
        expect(known, `${side} in ${name}`).toContain(`${from} → ${to}`);
      }
    }
  });

  test('the conversation: goes the ways that the page counts up, on both sides', () => {
    const events = readScene(recordedFolder, 'conversa');
    const numbers = (side: 'client' | 'server') =>
      waysOf(events, side).map(
        ([from, to]) => transitions.findIndex((each) => each.from === from && each.to === to) + 1,
      );
    const page = pageOf('conexao');
    // The scene ends before the time of TIME-WAIT is over.
    const last = transitions.findIndex(({ from }) => from === 'TIME-WAIT') + 1;
    expect(page).toContain(`O cliente: ${[...numbers('client'), last].join(', ')}.`);
    expect(page).toContain(`O servidor: ${numbers('server').join(', ')}.`);
  });

  test('TCP and UDP: the page counts the segments and the datagrams that went over', () => {
    const count = (name: string) =>
      readScene(recordedFolder, name).filter(({ event }) => event === 'sent').length;
    const page = pageOf('tcp-ou-udp');
    expect(page).toContain(`**${count('udp')} datagramas**`);
    expect(page).toContain(`**${count('conversa')} segmentos**`);
  });

  test.each(sceneNames)('%s: is drawn on a page', (name) => {
    const pages = ['conexao', 'chamadas', 'tcp-ou-udp'].map(pageOf).join('\n');
    expect(pages).toMatch(new RegExp(`^<<< scene ${name} (?:states|calls): `, 'm'));
  });
});

describe('a drawing and its table', () => {
  const events: SceneEvent[] = [
    { event: 'states', client: 'ESTABLISHED', server: 'ESTABLISHED' },
    { event: 'call', side: 'client', call: 'sendall', shown: '<b>' },
    {
      event: 'sent',
      segment: 1,
      side: 'client',
      flags: ['PSH', 'ACK'],
      seq: 1,
      ack: 1,
      text: '<b>\n',
      bytes: 4,
    },
    { event: 'lost', segment: 1, side: 'client' },
    { event: 'sent', segment: 2, side: 'server', flags: ['RST'], seq: 1, text: '', bytes: 0 },
    { event: 'arrived', segment: 2, side: 'client' },
    { event: 'states', client: 'CLOSED', server: 'CLOSED' },
  ];
  const names = { title: 'T', id: 'i' };
  const drawn = (['states', 'calls'] as const).map((shown) =>
    drawScene(events, shown, names, escapeHtml),
  );
  const table = tabulateScene(events, 'T', escapeHtml);

  test('what was sent: is shown, never interpreted', () => {
    for (const html of [...drawn, table]) expect(html).not.toContain('<b>');
    expect(drawn[0]).toContain('«&lt;b>\\n»');
  });

  test('the states or the calls: stand beside the lines of time', () => {
    expect(drawn[0]).toMatch(/>ESTABLISHED<[\s\S]*>CLOSED</);
    expect(drawn[0]).not.toContain('sendall');
    expect(drawn[1]).toContain('>sendall<');
    expect(drawn[1]).not.toContain('ESTABLISHED');
  });

  test('the table: holds calls, segments, their numbers, losses and states', () => {
    const text = table.replace(/<[^>]*>/g, '|');
    expect(text).toMatch(/sendall\(&lt;b>\).*Node: \|write\|/);
    expect(text).toContain('segmento 1: PSH, ACK, com 4 bytes: «&lt;b>\\n»||seq 1, ack 1|');
    expect(text).toContain('o segmento 1 se perde no caminho');
    expect(text).toContain('|CLOSED| / |CLOSED|');
  });

  test('a call without a name in Node: the build stops', () => {
    const unknown: SceneEvent = { event: 'call', side: 'client', call: 'ioctl', shown: '' };
    expect(() => drawScene([unknown], 'calls', names, escapeHtml)).toThrow('ioctl');
  });
});
