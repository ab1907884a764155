import {
  anchorOf,
  type Path,
  type TcpState,
  tcpStateNames,
  tcpStates,
  transitions,
} from './tcp-states.ts';

type Point = readonly [x: number, y: number];

const WIDTH = 380;
const HEIGHT = 618;
const BOX = { width: 106, height: 36 };
const [LEFT, MIDDLE, RIGHT] = [56, 190, 324];

/** The middle of each state's box. */
const places: Readonly<Record<TcpState, Point>> = {
  CLOSED: [MIDDLE, 24],
  LISTEN: [MIDDLE, 118],
  'SYN-RECEIVED': [LEFT, 210],
  'SYN-SENT': [RIGHT, 210],
  ESTABLISHED: [MIDDLE, 302],
  'FIN-WAIT-1': [LEFT, 394],
  'CLOSE-WAIT': [RIGHT, 394],
  'FIN-WAIT-2': [LEFT, 496],
  CLOSING: [MIDDLE, 496],
  'LAST-ACK': [RIGHT, 496],
  'TIME-WAIT': [MIDDLE, 592],
};

/** The end of the way, drawn a second time as in the RFC: an arrow back to the top would cross everything. */
const CLOSED_AGAIN: Point = [RIGHT, 592];

/** The corners of each arrow and the place of its number, in the order of `transitions`. */
const ways: readonly { readonly points: readonly Point[]; readonly number: Point }[] = [
  {
    points: [
      [174, 42],
      [174, 100],
    ],
    number: [174, 68],
  },
  {
    points: [
      [243, 18],
      [340, 18],
      [340, 192],
    ],
    number: [340, 84],
  },
  {
    points: [
      [160, 136],
      [86, 192],
    ],
    number: [124, 163],
  },
  {
    points: [
      [220, 136],
      [292, 192],
    ],
    number: [253, 162],
  },
  {
    points: [
      [206, 100],
      [206, 42],
    ],
    number: [206, 74],
  },
  {
    points: [
      [294, 228],
      [222, 284],
    ],
    number: [259, 255],
  },
  {
    points: [
      [271, 210],
      [109, 210],
    ],
    number: [190, 210],
  },
  {
    points: [
      [310, 192],
      [310, 32],
      [243, 32],
    ],
    number: [310, 100],
  },
  {
    points: [
      [86, 228],
      [158, 284],
    ],
    number: [121, 255],
  },
  {
    points: [
      [44, 192],
      [44, 118],
      [137, 118],
    ],
    number: [44, 146],
  },
  {
    points: [
      [32, 228],
      [32, 376],
    ],
    number: [32, 302],
  },
  {
    points: [
      [158, 320],
      [86, 376],
    ],
    number: [121, 348],
  },
  {
    points: [
      [222, 320],
      [294, 376],
    ],
    number: [259, 348],
  },
  {
    points: [
      [40, 412],
      [40, 478],
    ],
    number: [40, 440],
  },
  {
    points: [
      [109, 390],
      [190, 390],
      [190, 478],
    ],
    number: [190, 424],
  },
  {
    points: [
      [98, 412],
      [123, 436],
      [123, 548],
      [146, 574],
    ],
    number: [123, 452],
  },
  {
    points: [
      [56, 514],
      [56, 592],
      [137, 592],
    ],
    number: [56, 560],
  },
  {
    points: [
      [190, 514],
      [190, 574],
    ],
    number: [190, 540],
  },
  {
    points: [
      [324, 412],
      [324, 478],
    ],
    number: [324, 440],
  },
  {
    points: [
      [324, 514],
      [324, 574],
    ],
    number: [324, 540],
  },
  {
    points: [
      [243, 592],
      [271, 592],
    ],
    number: [257, 574],
  },
];

const pathNames: Readonly<Record<Path, string>> = {
  first: 'quem se conecta e fecha primeiro (quase sempre o cliente)',
  second: 'quem espera e fecha depois (quase sempre o servidor)',
  rare: 'os outros caminhos',
};

/** The state diagram as SVG. Each state is a link to its explanation, and a button where there is JavaScript. */
export function drawStates(): string {
  const arrows = transitions.map(({ from, to, path }, index) => {
    const { points, number } = ways[index] ?? { points: [], number: [0, 0] };
    return [
      `<g class="states-arrow states-${path}" data-from="${from}" data-to="${to}">`,
      `<path class="states-line" d="M${points.map((point) => point.join(' ')).join('L')}"/>`,
      `<path class="states-tip" d="${drawTip(points)}"/>`,
      `<circle cx="${number[0]}" cy="${number[1]}" r="9.5"/>`,
      `<text x="${number[0]}" y="${number[1] + 4}">${index + 1}</text></g>`,
    ].join('');
  });
  const states = tcpStateNames.map((name) => {
    const id = anchorOf(name);
    return (
      `<a class="states-state" href="#${id}" data-state="${name}" aria-label="${name}" aria-describedby="${id}-means">` +
      `${drawBox(places[name], name)}</a>`
    );
  });
  const again = `<g class="states-again" data-state="CLOSED" aria-hidden="true">${drawBox(CLOSED_AGAIN, 'CLOSED')}</g>`;
  return [
    `<svg class="states-diagram" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-labelledby="states-title">`,
    '<title id="states-title">Os onze estados de uma conexão TCP e as setas entre eles</title>',
    `<g aria-hidden="true">${arrows.join('')}</g>`,
    ...states,
    again,
    '</svg>',
  ].join('');
}

/** What the kinds of lines mean. */
export function drawLegend(): string {
  const items = Object.entries(pathNames).map(
    ([path, name]) =>
      `<li class="states-${path}"><svg viewBox="0 0 36 10" aria-hidden="true"><path class="states-line" d="M0 5H26"/>` +
      `<path class="states-tip" d="M36 5l-11 -5v10z"/></svg>${name}</li>`,
  );
  return `<ul class="states-legend">${items.join('')}</ul>`;
}

function drawBox([x, y]: Point, name: string): string {
  const { width, height } = BOX;
  return (
    `<rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="8"/>` +
    `<text x="${x}" y="${y + 4.5}">${name}</text>`
  );
}

function drawTip(points: readonly Point[]): string {
  const [[fromX, fromY] = [0, 0], [x, y] = [0, 0]] = points.slice(-2);
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const [dx, dy] = [(x - fromX) / length, (y - fromY) / length];
  const corner = (side: number) =>
    `${(x - dx * 9 + dy * 4.5 * side).toFixed(1)} ${(y - dy * 9 - dx * 4.5 * side).toFixed(1)}`;
  return `M${x} ${y}L${corner(1)}L${corner(-1)}z`;
}

/** The states that are drawn without an explanation or the other way round: none, or the table is not whole. */
export function undrawn(): readonly string[] {
  return [
    ...tcpStateNames.filter((name) => !(name in places) || !(name in tcpStates)),
    ...(ways.length === transitions.length
      ? []
      : [`${transitions.length} arrows, ${ways.length} ways`]),
  ];
}
