import type { Conversation, NetworkEvent, Side } from '@tomada/literate/transcript';
import { describeEvent, previewText } from './network-text.ts';

const WIDTH = 340;
const CLIENT = 46;
const SERVER = WIDTH - 46;
const TOP = 48;
const ROW = 46;
/** What stands between the lifelines on one line. */
const MOST_CHARACTERS = 27;

/**
 * The sequence of a connection as SVG: who did what, from top to bottom. It says the same as the table beside it.
 *
 * @param id unique in the page; the title and the description are named after it
 * @param escapeHtml makes text safe between tags
 */
export function drawConversation(
  { client, server, events }: Conversation,
  id: string,
  escapeHtml: (text: string) => string,
): string {
  const rows = [
    drawArrow('client', 0, 'abre a conexão', 'SYN, SYN-ACK, ACK', 'network-open', escapeHtml),
    ...events.map((event, index) => drawEvent(event, index + 1, escapeHtml)),
  ];
  const bottom = TOP + rows.length * ROW + 4;
  const height = bottom + 30;
  const title = `Conversa na rede entre ${client} e ${server}`;
  const closed = isClosed(events) ? ['conexão encerrada'] : [];
  const steps = ['abre a conexão', ...events.map((event) => describeEvent(event).what), ...closed];
  const lifelines = [CLIENT, SERVER].map(
    (x) => `<line class="network-lifeline" x1="${x}" y1="34" x2="${x}" y2="${bottom}"/>`,
  );
  return [
    `<svg class="network-diagram" viewBox="0 0 ${WIDTH} ${height}" role="img"`,
    ` aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">${escapeHtml(title)}</title>`,
    `<desc id="${id}-desc">${escapeHtml(`Os mesmos passos da tabela: ${steps.join('; ')}.`)}</desc>`,
    ...lifelines,
    drawName(CLIENT, client, escapeHtml),
    drawName(SERVER, server, escapeHtml),
    ...rows,
    ...closed.map(
      (text) => `<text class="network-closed" x="${WIDTH / 2}" y="${bottom + 18}">${text}</text>`,
    ),
    '</svg>',
  ].join('');
}

/** Closed when both sides have said that they send no more, or one has reset it (RFC 9293 §3.6). */
function isClosed(events: readonly NetworkEvent[]): boolean {
  return (
    events.some(({ event }) => event === 'reset') ||
    events.filter(({ event }) => event === 'end').length === 2
  );
}

function drawEvent(event: NetworkEvent, row: number, escapeHtml: (text: string) => string): string {
  if (event.event === 'data') {
    const { bytes } = describeEvent(event);
    const text = `«${previewText(event.hex, MOST_CHARACTERS)}»`;
    return drawArrow(event.from, row, text, bytes, 'network-data', escapeHtml);
  }
  if (event.event === 'end') {
    return drawArrow(event.from, row, 'não envio mais nada', 'FIN', 'network-end', escapeHtml);
  }
  return drawArrow(event.from, row, 'derruba a conexão', 'RST', 'network-reset', escapeHtml);
}

function drawName(x: number, name: string, escapeHtml: (text: string) => string): string {
  return (
    `<rect class="network-name-box" x="${x - 44}" y="4" width="88" height="28" rx="6"/>` +
    `<text class="network-name" x="${x}" y="23">${escapeHtml(name)}</text>`
  );
}

/** An arrow from one lifeline to the other with a word above and a smaller one below. */
function drawArrow(
  from: Side,
  row: number,
  above: string,
  below: string,
  kind: string,
  escapeHtml: (text: string) => string,
): string {
  const y = TOP + row * ROW + 22;
  const [start, tip] = from === 'client' ? [CLIENT, SERVER] : [SERVER, CLIENT];
  const back = from === 'client' ? -1 : 1;
  return [
    `<g class="${kind}">`,
    `<line x1="${start}" y1="${y}" x2="${tip + back * 8}" y2="${y}"/>`,
    `<path d="M${tip} ${y}l${back * 10} -5v10z"/>`,
    `<text x="${WIDTH / 2}" y="${y - 7}">${escapeHtml(above)}</text>`,
    `<text class="network-small" x="${WIDTH / 2}" y="${y + 14}">${escapeHtml(below)}</text>`,
    '</g>',
  ].join('');
}
