import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  isMeasured,
  type Measured,
  type Report,
  type Transport,
} from '../../lessons/chat/measure/measurement.ts';
import { type Summary, showNumber, summarise } from '../../lessons/chat/measure/summary.ts';
import { type AboutTransports, renderTransports } from '../.vitepress/measured-transports.ts';

const read = (name: string) =>
  readFileSync(new URL(`../licoes/chat/${name}`, import.meta.url), 'utf8');
const report: Report = JSON.parse(read('achados.json'));
/** What the author wrote: neither terminals nor what is rebuilt from the data. */
const prose = read('achados.md')
  .replace(/^---\n[\s\S]*?\n---\n/, '')
  .replace(/^```[\s\S]*?^```$/gm, '')
  .replace(/^<!--.*-->$/gm, '')
  .replace(/^<<<.*$/gm, '');

const measured = report.measurements.filter(isMeasured);
const of = (transport: Transport) => measured.filter((each) => each.transport === transport);

function row(transport: Transport, loss: number, delay: number, size = 200): Summary {
  const found = summarise(report, transport, { loss, delay, size });
  if (typeof found !== 'object') throw new Error(`${transport} was not measured`);
  return found;
}

function total(rows: readonly Measured[], value: (each: Measured) => number): number {
  return rows.reduce((sum, each) => sum + value(each), 0);
}

const packets = (transport: Transport, loss: number, delay: number) => {
  const { packetsThere, packetsBack } = row(transport, loss, delay);
  return showNumber(packetsThere + packetsBack, 2);
};
const ms = (value: number) => `${showNumber(value)} ms`;
const seconds = (value: number) => `${showNumber(value / 1000, 1)} s`;
const longest = (rows: readonly Measured[], value: (each: Measured) => number) =>
  rows.reduce((worst, each) => (value(each) > value(worst) ? each : worst));
const slowerThan = (transport: Transport, opening: number) =>
  of(transport).filter((each) => each.opening > opening).length;

const tcp = of('tcp');
const repeats = of('repeats');
const unfinished = tcp.filter(({ lost }) => lost > 0);
const slowest = longest(
  tcp.filter(({ lost }) => lost === 0),
  ({ time }) => time,
);
const slowestTalk = longest(repeats, ({ time, opening }) => time - opening);
const slowestOpening = longest(repeats, ({ opening }) => opening);
const traced = (transport: Transport) =>
  (of(transport).find(({ trace }) => trace !== undefined)?.trace ?? []).map(([sent, delivered]) =>
    delivered === null ? null : delivered - sent,
  );
const tcpCounts = (loss: number, count: 'timeouts' | 'retransmitted') =>
  showNumber(
    total(
      tcp.filter((each) => each.loss === loss),
      (each) => each.tcp?.[count] ?? Number.NaN,
    ),
  );

/** Every figure that the page says in words, as the data give it; the words around it tell which it is. */
const claims: readonly string[] = [
  `${showNumber(row('udp', 20, 20).lost)} das ${showNumber(row('udp', 20, 20).sent)}`,
  `entregou todas as ${showNumber(total(repeats, ({ delivered }) => delivered))} mensagens`,
  `O TCP entregou ${showNumber(total(tcp, ({ delivered }) => delivered))}:`,
  `em ${unfinished.length} das ${tcp.length} medidas dele, as outras ${total(unfinished, ({ lost }) => lost)} ainda estavam a caminho depois de ${report.plan.limit} segundos`,
  `jogou fora ${showNumber(total(repeats, ({ duplicates = Number.NaN }) => duplicates))} datagramas`,
  `o TCP levou ${seconds(row('tcp', 20, 0).time)} (a mediana; foi de ${seconds(row('tcp', 20, 0).timeFrom)} a ${seconds(row('tcp', 20, 0).timeTo)})`,
  `e a repetição do chat, ${seconds(row('repeats', 20, 0).time)} (de ${seconds(row('repeats', 20, 0).timeFrom)} a ${seconds(row('repeats', 20, 0).timeTo)})`,
  `em ${slowerThan('repeats', 3000)} das ${repeats.length} medidas do chat, abrir levou mais de 3 segundos; em uma, ${seconds(slowestOpening.opening)}`,
  `em ${slowerThan('tcp', 1000)} das ${tcp.length}, abrir levou mais de 1 segundo`,
  `levou ${seconds(slowest.time)}, com perda de ${slowest.loss} %, atraso de ${slowest.delay} ms e mensagens de ${showNumber(slowest.size)} bytes`,
  `o prazo venceu ${slowest.tcp?.timeouts} vezes`,
  `nunca levou mais de ${seconds(slowestTalk.time - slowestTalk.opening)}`,
  `Com perda de 1 %, o TCP reenviou ${tcpCounts(1, 'retransmitted')} segmentos, e o prazo venceu ${tcpCounts(1, 'timeouts')} vez`,
  `com 20 %, reenviou ${tcpCounts(20, 'retransmitted')}, e ele venceu ${tcpCounts(20, 'timeouts')} vezes`,
  `metade das mensagens do TCP esperou até ${ms(row('tcp', 5, 20).p50)}, e 99 % delas, até ${ms(row('tcp', 5, 20).p99)}`,
  `no UDP puro, 99 % das que chegam, até ${ms(row('udp', 5, 20).p99)}`,
  `99 % das mensagens do TCP chegaram em até ${ms(row('tcp', 0, 100).p99)}, e do UDP puro, em ${ms(row('udp', 0, 100).p99)}`,
  `a que mais esperou levou ${ms(Math.max(...traced('tcp').map((wait) => wait ?? 0)))}`,
  `o UDP puro perdeu ${traced('udp').filter((wait) => wait === null).length}`,
  `${packets('tcp', 20, 20)} por mensagem; sem perda, ${packets('tcp', 0, 20)}`,
  `ele gastou ${packets('repeats', 0, 100)} pacotes por mensagem; com 20 ms, ${packets('repeats', 0, 20)}`,
  `foram ${packets('repeats', 20, 100)} por mensagem`,
  `com mensagens de 16 bytes, o TCP levou ${seconds(row('tcp', 20, 20, 16).time)}; com as de 1.000, ${seconds(row('tcp', 20, 20, 1000).time)}`,
  `as de 16 bytes do chat levaram ${seconds(row('repeats', 20, 20, 16).time)}, e as de 1.000, ${seconds(row('repeats', 20, 20, 1000).time)}`,
  `99 % das mensagens do UDP puro chegaram em até ${ms(row('udp', 0, 0).p99)}`,
];

/** Parameters of the programs and of the system, which the sources beside them tell. */
const known = new Set([
  '3', // seconds: RFC 6298 §5.7, and the chat's own limit of a call
  '10', // segments: RFC 6928
]);

describe('the findings', () => {
  test.each(claims)('«%s»: the page says it, as the data do', (claim) => {
    expect(prose).toContain(claim);
  });

  test('no other number stands in the words: only the plan, and what documents say', () => {
    const { losses, delays, sizes, messages, interval, rounds } = report.plan;
    const plan = [...losses, ...delays, ...sizes, messages, interval, rounds].map((each) =>
      showNumber(each),
    );
    const rest = claims
      .reduce((text, claim) => text.replaceAll(claim, ''), prose)
      .replace(/\[[^\]]*\]\([^)]*\)|`[^`]*`|RFC \d+(?: §[\d.]+)?/g, '');
    const numbers = rest.match(/\d+(?:[.,]\d+)*/g) ?? [];
    expect(numbers.filter((each) => !plan.includes(each) && !known.has(each))).toEqual([]);
  });

  test('they were measured with --full, between two networks, and every cell is there', () => {
    expect(report).toMatchObject({ bench: 'measure', through: 'namespaces' });
    expect(report.command).toContain('measure --full');
    const { losses, delays, sizes, rounds } = report.plan;
    const cells = losses.length * delays.length * sizes.length;
    expect([losses, delays, sizes]).toEqual([
      [0, 1, 5, 10, 20],
      [0, 20, 100],
      [16, 200, 1000],
    ]);
    expect(report.measurements).toHaveLength(cells * rounds * 3);
    expect(measured).toHaveLength(report.measurements.length);
  });

  test('what the words say without a figure is so in the data', () => {});
});

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const views: readonly AboutTransports[] = [
  'lost',
  'time',
  'waits',
  'packets',
  'trace',
  'sizes',
  'whole',
];

describe('renderTransports', () => {
  test.each(views)('%s: a table that can be scrolled, and no cell without a value', (view) => {
    const html = renderTransports(report, view, escapeHtml);
    expect(html).toContain('<section class="network-scroll" tabindex="0" aria-label="');
    expect(html).not.toMatch(/NaN|undefined|Infinity|<td><\/td>/);
    const drawings = html.match(/<svg /g) ?? [];
    expect(html.match(/<svg [^>]*role="img"/g) ?? []).toHaveLength(drawings.length);
  });

  test('a plot: says every value in words, and the table beside it says the same', () => {
    const html = renderTransports(report, 'time', escapeHtml);
    const { time } = row('tcp', 20, 100);
    const shown = showNumber(time / 1000, 2);
    expect(html).toMatch(/<svg [^>]* aria-labelledby="measured-time-100-200-title /);
    expect(html).toContain(`20 % de perda, ${shown} s`);
    expect(html).toContain(`<td>${shown}</td>`);
  });

  test('what was not measured: no point in the plot, and the words in the table', () => {
    const measurements = report.measurements.map(({ transport, loss, delay, size, round }) => ({
      ...{ transport, loss, delay, size, round },
      notMeasured: 'porque não',
    }));
    const only = { ...report, measurements: [...of('udp'), ...measurements.filter(isTcp)] };
    const html = renderTransports(only, 'time', escapeHtml);
    expect(html).toContain('<td>não medido</td>');
    expect(html).not.toMatch(/class="plot-tcp"><path class="plot-line"/);
  });
});

function isTcp({ transport }: { readonly transport: Transport }): boolean {
  return transport === 'tcp';
}
