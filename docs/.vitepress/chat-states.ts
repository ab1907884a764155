import {
  type PeerEvent,
  peerEvents,
  peerStates,
  type StateName,
} from '../../lessons/chat/src/peer-states.ts';
import { box, svg, text } from './figure-shapes.ts';

type Point = readonly [x: number, y: number];

const HEIGHT = 330;
const BOX = { width: 116, height: 44 };

/** The middle of each state's box. The states themselves are the program's own. */
const places: Readonly<Record<StateName, Point>> = {
  waiting: [80, 54],
  calling: [300, 54],
  together: [300, 208],
  silent: [80, 208],
  left: [190, 302],
};

/** The two ends of each arrow. A pair that is not here fails the build. */
const ways: Readonly<Record<string, readonly [Point, Point]>> = {
  'waiting calling': [
    [138, 42],
    [242, 42],
  ],
  'calling waiting': [
    [242, 66],
    [138, 66],
  ],
  'waiting together': [
    [138, 74],
    [272, 186],
  ],
  'together waiting': [
    [242, 204],
    [88, 76],
  ],
  'calling together': [
    [306, 76],
    [306, 186],
  ],
  'together silent': [
    [242, 220],
    [138, 220],
  ],
  'silent together': [
    [138, 200],
    [242, 200],
  ],
  'silent calling': [
    [110, 186],
    [276, 76],
  ],
  'silent waiting': [
    [60, 186],
    [60, 76],
  ],
};

interface Transition {
  readonly from: StateName;
  readonly to: StateName;
  readonly event: PeerEvent;
}

// Object.entries forgets the types of the keys; the table itself is checked by the program.
const names = Object.keys(peerStates) as StateName[];
const transitions = names.flatMap((from) =>
  Object.entries(peerStates[from].on).map(([event, to]) => ({ from, to, event }) as Transition),
);

/** Whatever state it is in, the user may leave: one arrow says so for all. */
const own = transitions.filter(({ event }) => event !== 'quit');

/** The state diagram of a peer of the chat, and the list of its arrows, both from the program's table. */
export function drawChatStates(): string {
  // Two events that lead the same way share an arrow.
  const numbers = new Map<string, number[]>();
  own.forEach(({ from, to }, index) => {
    const pair = `${from} ${to}`;
    numbers.set(pair, [...(numbers.get(pair) ?? []), index + 1]);
  });
  const arrows = [...numbers].map(([pair, some]) => {
    const way = ways[pair];
    if (!way) throw new Error(`chat-states: no way is drawn for «${pair}»`);
    return drawArrow(way, some.join(', '));
  });
  const boxes = names.map((name) => {
    const [x, y] = places[name];
    const { width, height } = BOX;
    return (
      box(x - width / 2, y - height / 2, width, height, 'figure-program') +
      text(x, y + 5, peerStates[name].title)
    );
  });
  const drawing = svg(
    'chat-states',
    HEIGHT,
    'Os estados de um lado do chat',
    `${own.map(describe).join('; ')}. De qualquer estado, quando você sai, ${peerStates.left.title}.`,
    [
      box(8, 18, 364, 224),
      ...arrows,
      ...boxes,
      drawArrow(
        [
          [190, 242],
          [190, 280],
        ],
        '',
      ),
      text(240, 266, peerEvents.quit, 'network-small'),
    ],
  );
  const items = own.map(({ from, to, event }) => {
    const ends = `<strong>${peerStates[from].title}</strong> → <strong>${peerStates[to].title}</strong>`;
    return `<li>${ends}: ${peerEvents[event]}</li>`;
  });
  return `${drawing}<ol class="figure-list">${items.join('')}</ol>`;
}

const describe = ({ from, to, event }: Transition) =>
  `${peerStates[from].title}, e ${peerEvents[event]}: ${peerStates[to].title}`;

/** A line with a tip, its numbers at a third of the way, where no other line crosses. */
function drawArrow([[fromX, fromY], [x, y]]: readonly [Point, Point], label: string): string {
  const length = Math.hypot(x - fromX, y - fromY);
  const [dx, dy] = [(x - fromX) / length, (y - fromY) / length];
  const corner = (side: number) =>
    `${(x - dx * 10 + dy * 5 * side).toFixed(1)} ${(y - dy * 10 - dx * 5 * side).toFixed(1)}`;
  const [labelX, labelY] = [fromX + (x - fromX) * 0.3, fromY + (y - fromY) * 0.3];
  const width = 14 + label.length * 4;
  return [
    `<g class="figure-arrow"><line x1="${fromX}" y1="${fromY}" x2="${x - dx * 8}" y2="${y - dy * 8}"/>`,
    `<path d="M${x} ${y}L${corner(1)}L${corner(-1)}z"/></g>`,
    label === ''
      ? ''
      : `<rect class="figure-label" x="${labelX - width / 2}" y="${labelY - 9}" width="${width}" height="18" rx="9"/>` +
        text(labelX, labelY + 4, label, 'network-small'),
  ].join('');
}
