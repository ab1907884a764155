import { visibleText } from '@tomada/utils';
import { describeCall } from './calls.ts';
import type { CallEvent, ReturnEvent, SceneEvent, SentEvent, Side } from './scene.ts';

/** What stands beside the lines of time: the states of both sides, or the calls of both programs. */
export type Shown = 'states' | 'calls';

const WIDTH = 380;
const AT: Readonly<Record<Side, number>> = { client: 116, server: WIDTH - 116 };
const TOP = 62;
const SLANT = 22;
const NAMES: Readonly<Record<Side, string>> = { client: 'cliente', server: 'servidor' };

/**
 * A recorded conversation as SVG, from top to bottom. It says the same as the table beside it.
 *
 * @param title what it is; the SVG's name
 * @param id unique in the page
 */
export function drawScene(
  events: readonly SceneEvent[],
  shown: Shown,
  { title, id }: { readonly title: string; readonly id: string },
  escapeHtml: (text: string) => string,
): string {
  const drawing = new Drawing(shown, escapeHtml);
  events.forEach((event, index) => {
    drawing.add(event, events.slice(index + 1));
  });
  const bottom = drawing.y + 14;
  const lifelines = Object.values(AT).map(
    (x) => `<line class="network-lifeline" x1="${x}" y1="34" x2="${x}" y2="${bottom}"/>`,
  );
  const names = (['client', 'server'] as const).map(
    (side) =>
      `<rect class="network-name-box" x="${AT[side] - 44}" y="4" width="88" height="28" rx="6"/>` +
      `<text class="network-name" x="${AT[side]}" y="23">${NAMES[side]}</text>`,
  );
  return [
    `<svg class="network-diagram scene-diagram" viewBox="0 0 ${WIDTH} ${bottom + 6}" role="img"`,
    ` aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${escapeHtml(title)}</title>`,
    `<desc id="${id}-desc">Os mesmos passos da tabela a seguir.</desc>`,
    ...lifelines,
    ...names,
    ...drawing.parts,
    '</svg>',
  ].join('');
}

/** A segment that was sent, and where its arrow begins. */
interface Flight {
  readonly event: SentEvent;
  readonly y: number;
  crosses: boolean;
  arrived: boolean;
}

class Drawing {
  readonly parts: string[] = [];
  y = TOP;
  readonly #shown: Shown;
  readonly #escapeHtml: (text: string) => string;
  readonly #sent = new Map<number, Flight>();
  readonly #states = new Map<Side, string>();
  /** Where each side was last touched: its state changed there. */
  readonly #touched: Record<Side, number> = { client: TOP - 10, server: TOP - 10 };

  constructor(shown: Shown, escapeHtml: (text: string) => string) {
    this.#shown = shown;
    this.#escapeHtml = escapeHtml;
  }

  add(event: SceneEvent, rest: readonly SceneEvent[]): void {
    switch (event.event) {
      case 'states':
        if (this.#shown === 'states') {
          this.#addState('client', event.client);
          this.#addState('server', event.server);
        }
        break;
      case 'call':
      case 'return':
        if (this.#shown === 'calls') this.#addCall(event, waitsAfter(event, rest));
        else this.#touched[event.side] = this.y + 8;
        break;
      case 'sent':
        this.y += 22;
        this.#addFlight(event);
        this.#touched[event.side] = this.y;
        break;
      case 'arrived':
      case 'lost':
        this.y += SLANT;
        this.#addArrow(event.segment, event.event === 'lost');
        if (event.event === 'arrived') this.#touched[event.side] = this.y;
    }
  }

  /** Two on the way in opposite directions cross each other. */
  #addFlight(event: SentEvent): void {
    const others = [...this.#sent.values()].filter(
      (each) => !each.arrived && each.event.side !== event.side,
    );
    for (const other of others) other.crosses = true;
    this.#sent.set(event.segment, {
      event,
      y: this.y,
      crosses: others.length > 0,
      arrived: false,
    });
  }

  #addState(side: Side, state: string): void {
    if (this.#states.get(side) === state) return;
    this.#states.set(side, state);
    const y = this.#touched[side];
    const [x, from, anchor] =
      side === 'client' ? [AT.client - 8, AT.client, 'end'] : [AT.server + 8, AT.server, 'start'];
    this.parts.push(
      `<circle class="scene-dot" cx="${from}" cy="${y}" r="3.5"/>` +
        `<text class="scene-state" x="${x}" y="${y + 4}" style="text-anchor:${anchor}">${state}</text>`,
    );
  }

  #addCall(event: CallEvent | ReturnEvent, waits: boolean): void {
    const { call, outcome, node } = describeCall(event, waits);
    const [x, anchor] = event.side === 'client' ? [AT.client - 8, 'end'] : [AT.server + 8, 'start'];
    const lines: readonly (readonly [kind: string, text: string])[] = [
      ['scene-call', call.replace(/\(.*\)$/, '')],
      ...(outcome === '' ? [] : [['scene-outcome', outcome] as const]),
      ...(node === '' ? [] : [['scene-node', node] as const]),
    ];
    this.y += 24;
    this.parts.push(
      `<circle class="scene-dot" cx="${AT[event.side]}" cy="${this.y}" r="3.5"/>`,
      ...lines.map(
        ([kind, text], index) =>
          `<text class="${kind}" x="${x}" y="${this.y + 4 + index * 14}" style="text-anchor:${anchor}">${this.#escapeHtml(text)}</text>`,
      ),
    );
    this.y += lines.length * 14 - 16;
  }

  #addArrow(segment: number, isLost: boolean): void {
    const found = this.#sent.get(segment);
    if (!found) return;
    const { event, y: start, crosses, arrived } = found;
    found.arrived = true;
    const [from, to] = event.side === 'client' ? [AT.client, AT.server] : [AT.server, AT.client];
    // What arrives a second time was repeated on the way: it begins there.
    const [fromX, fromY] = arrived ? [(from + to) / 2, this.y - SLANT / 2] : [from, start];
    const reach = isLost ? 0.55 : 1;
    const [x, y] = [fromX + (to - fromX) * reach, fromY + (this.y - fromY) * reach];
    const at = crosses || isLost ? 0.28 : 0.5;
    const [labelX, labelY] = [fromX + (to - fromX) * at, fromY + (this.y - fromY) * at];
    const angle = (Math.atan2(this.y - fromY, to - fromX) * 180) / Math.PI;
    const upright = angle > 90 ? angle - 180 : angle;
    this.parts.push(
      `<g class="network-${kindOf(event)}${isLost ? ' scene-lost' : ''}">`,
      `<line x1="${fromX}" y1="${fromY}" x2="${x.toFixed(1)}" y2="${y.toFixed(1)}"/>`,
      isLost
        ? `<text class="scene-cross" x="${(x + (to - from) * 0.22).toFixed(1)}" y="${(y + 5).toFixed(1)}">✗ perdido</text>`
        : drawTip(fromX, fromY, to, this.y),
      `<text class="scene-label" transform="translate(${labelX.toFixed(1)} ${(labelY - 5).toFixed(1)}) rotate(${upright.toFixed(1)})">`,
      `${arrived ? 'cópia' : this.#escapeHtml(nameSegment(event))}</text></g>`,
    );
  }
}

/** A call waits when its return is an event of its own. */
function waitsAfter(event: CallEvent | ReturnEvent, rest: readonly SceneEvent[]): boolean {
  return (
    event.event === 'call' &&
    event.result === undefined &&
    rest.some(
      (each) => each.event === 'return' && each.call === event.call && each.side === event.side,
    )
  );
}

function kindOf({ flags, bytes }: SentEvent): string {
  if (flags.includes('RST')) return 'reset';
  if (bytes > 0) return 'data';
  return flags.includes('FIN') ? 'end' : 'open';
}

/** What an arrow says: the flags that matter, or the bytes. */
function nameSegment({ flags, bytes, text }: SentEvent): string {
  if (bytes > 0) return `«${visibleText(text)}»`;
  return flags.join(', ');
}

function drawTip(fromX: number, fromY: number, x: number, y: number): string {
  const length = Math.hypot(x - fromX, y - fromY);
  const [dx, dy] = [(x - fromX) / length, (y - fromY) / length];
  const corner = (side: number) =>
    `${(x - dx * 10 + dy * 5 * side).toFixed(1)} ${(y - dy * 10 - dx * 5 * side).toFixed(1)}`;
  return `<path d="M${x} ${y}L${corner(1)}L${corner(-1)}z"/>`;
}
