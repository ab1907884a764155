import { visibleText } from '@tomada/utils';
import { describeCall } from './calls.ts';
import type { SceneEvent, SentEvent, Side, StatesEvent } from './scene.ts';
import { renderName } from './states-list.ts';

const NAMES: Readonly<Record<Side, string>> = { client: 'cliente', server: 'servidor' };

interface Row {
  readonly who: string;
  readonly what: string;
  readonly numbers: string;
  /** The states after it, where they were noted. */
  states?: StatesEvent;
}

/** A recorded conversation as a table: all that the drawings show, with the sequence numbers. */
export function tabulateScene(
  events: readonly SceneEvent[],
  caption: string,
  escapeHtml: (text: string) => string,
): string {
  const rows = rowsOf(events, escapeHtml);
  const hasStates = rows.some(({ states }) => states);
  const hasNumbers = rows.some(({ numbers }) => numbers !== '');
  const body = rows.map(({ who, what, numbers, states }, index) => {
    const state = hasStates
      ? `<td>${states ? `${renderName(states.client)} / ${renderName(states.server)}` : ''}</td>`
      : '';
    const number = hasNumbers ? `<td>${numbers}</td>` : '';
    return `<tr><td>${index + 1}</td><td>${who}</td><td>${what}</td>${number}${state}</tr>`;
  });
  const heads = [
    'nº',
    'quem',
    'o quê',
    ...(hasNumbers ? ['números'] : []),
    ...(hasStates ? ['estados depois: cliente / servidor'] : []),
  ].map((head) => `<th scope="col">${head}</th>`);
  const label = escapeHtml(`Passo a passo: ${caption}`);
  return [
    `<details class="network-bytes scene-steps"><summary>${label}</summary>`,
    `<div class="network-scroll" role="region" tabindex="0" aria-label="${label}">`,
    `<table><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div></details>`,
  ].join('');
}

function rowsOf(events: readonly SceneEvent[], escapeHtml: (text: string) => string): Row[] {
  const rows: Row[] = [];
  const add = (side: Side, what: string, numbers = '') =>
    rows.push({ who: NAMES[side], what, numbers });
  events.forEach((event, index) => {
    switch (event.event) {
      case 'states': {
        const last = rows.at(-1);
        if (last) last.states = event;
        else rows.push({ who: '—', what: 'começo', numbers: '', states: event });
        break;
      }
      case 'call':
      case 'return': {
        const waits =
          event.event === 'call' &&
          events
            .slice(index)
            .some(
              ({ event: kind, ...each }) =>
                kind === 'return' &&
                'call' in each &&
                each.call === event.call &&
                each.side === event.side,
            );
        const { call, outcome, node } = describeCall(event, waits);
        const python = `<code>${escapeHtml(call)}</code>${outcome === '' ? '' : ` ${escapeHtml(outcome)}`}`;
        const inNode = node === '' ? '' : ` (Node: <code>${escapeHtml(node)}</code>)`;
        add(event.side, python + inNode);
        break;
      }
      case 'sent':
        add(event.side, escapeHtml(tellSegment(event)), tellNumbers(event));
        break;
      case 'lost':
        add(event.side, `o segmento ${event.segment} se perde no caminho`);
        break;
      case 'arrived':
        // One that arrives before anything else happens needs no row of its own.
        if (!isNext(events, index, event.segment))
          add(event.side, `recebe o segmento ${event.segment}`);
    }
  });
  return rows;
}

function isNext(events: readonly SceneEvent[], index: number, segment: number): boolean {
  const before = events
    .slice(0, index)
    .findLast(({ event }) => event !== 'states' && event !== 'return');
  return before?.event === 'sent' && before.segment === segment;
}

function tellSegment({ segment, flags, bytes, text }: SentEvent): string {
  const what = flags.length === 0 ? 'datagrama' : `segmento ${segment}: ${flags.join(', ')}`;
  return bytes === 0 ? what : `${what}, com ${bytes} bytes: «${visibleText(text)}»`;
}

function tellNumbers({ seq, ack }: SentEvent): string {
  if (seq === undefined) return '';
  return ack === undefined ? `seq ${seq}` : `seq ${seq}, ack ${ack}`;
}
