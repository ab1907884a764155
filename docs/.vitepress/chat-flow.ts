import { box, svg, text } from './figure-shapes.ts';

type Point = readonly [x: number, y: number];

/** A step of the chat's operation, and the region of the lesson's source that takes it. */
interface Step {
  readonly kind: 'end' | 'action' | 'question';
  readonly lines: readonly string[];
  readonly at: Point;
  readonly size: Point;
  /** A file and a region of lessons/chat/src: a test sees that it is there. */
  readonly by: string;
}

/** A line from a step to another, corner by corner, and what leads there. */
interface Way {
  readonly from: string;
  readonly to: string;
  readonly says?: { readonly words: string; readonly at: Point };
  readonly points: readonly Point[];
}

const HEIGHT = 520;

/** The steps of the flowchart: what happens, and where in the program. */
export const chatSteps: Readonly<Record<string, Step>> = {
  start: {
    kind: 'end',
    lines: ['início: lê as opções'],
    at: [130, 26],
    size: [176, 36],
    by: 'chat-options.ts#chat-options-read',
  },
  listen: {
    kind: 'action',
    lines: ['escuta na própria porta'],
    at: [130, 86],
    size: [176, 36],
    by: 'chat.ts#chat-tcp',
  },
  call: {
    kind: 'action',
    lines: ['chama o outro lado'],
    at: [130, 146],
    size: [176, 36],
    by: 'tcp-channel.ts#tcp-channel-open',
  },
  met: {
    kind: 'question',
    lines: ['veio o olá?'],
    at: [130, 218],
    size: [140, 60],
    by: 'conversation.ts#conversation-greet',
  },
  wait: {
    kind: 'action',
    lines: ['espera um pouco;', 'cada vez, o dobro'],
    at: [306, 146],
    size: [124, 48],
    by: 'peer-machine.ts#peer-machine-fire',
  },
  together: {
    kind: 'action',
    lines: ['envia o que estava guardado'],
    at: [130, 298],
    size: [196, 36],
    by: 'line-sender.ts#line-sender-start',
  },
  event: {
    kind: 'question',
    lines: ['o que houve?'],
    at: [130, 370],
    size: [150, 60],
    by: 'chat.ts#chat-keyboard',
  },
  typed: {
    kind: 'action',
    lines: ['numera, guarda', 'e envia'],
    at: [74, 456],
    size: [108, 48],
    by: 'line-sender.ts#line-sender-start',
  },
  came: {
    kind: 'action',
    lines: ['confirma', 'e mostra'],
    at: [190, 456],
    size: [92, 48],
    by: 'conversation.ts#conversation-hear',
  },
  leave: {
    kind: 'end',
    lines: ['espera a última', 'confirmação e fecha'],
    at: [310, 456],
    size: [132, 48],
    by: 'chat-ending.ts#chat-ending',
  },
};

/** Its lines. */
export const chatWays: readonly Way[] = [
  {
    from: 'start',
    to: 'listen',
    points: [
      [130, 44],
      [130, 68],
    ],
  },
  {
    from: 'listen',
    to: 'call',
    points: [
      [130, 104],
      [130, 128],
    ],
  },
  {
    from: 'call',
    to: 'met',
    points: [
      [130, 164],
      [130, 188],
    ],
  },
  {
    from: 'met',
    to: 'wait',
    says: { words: 'não', at: [222, 210] },
    points: [
      [200, 218],
      [290, 218],
      [290, 170],
    ],
  },
  {
    from: 'wait',
    to: 'call',
    points: [
      [244, 146],
      [218, 146],
    ],
  },
  {
    from: 'met',
    to: 'together',
    says: { words: 'sim', at: [148, 266] },
    points: [
      [130, 248],
      [130, 280],
    ],
  },
  {
    from: 'together',
    to: 'event',
    points: [
      [130, 316],
      [130, 340],
    ],
  },
  {
    from: 'event',
    to: 'wait',
    says: { words: 'silêncio ou queda', at: [266, 344] },
    points: [
      [175, 358],
      [346, 358],
      [346, 170],
    ],
  },
  {
    from: 'event',
    to: 'typed',
    says: { words: 'você digitou', at: [58, 420] },
    points: [
      [96, 386],
      [96, 432],
    ],
  },
  {
    from: 'event',
    to: 'came',
    says: { words: 'chegou uma linha', at: [222, 420] },
    points: [
      [164, 386],
      [164, 432],
    ],
  },
  {
    from: 'event',
    to: 'leave',
    says: { words: '/sair', at: [318, 420] },
    points: [
      [205, 370],
      [296, 370],
      [296, 432],
    ],
  },
  {
    from: 'came',
    to: 'event',
    says: { words: 'e de novo', at: [96, 498] },
    points: [
      [164, 480],
      [164, 506],
      [8, 506],
      [8, 370],
      [55, 370],
    ],
  },
  {
    from: 'typed',
    to: 'event',
    points: [
      [52, 480],
      [52, 506],
    ],
  },
];

/** The flowchart of the chat's operation. */
export function drawChatFlow(): string {
  const words = (name: string) => (chatSteps[name]?.lines ?? []).join(' ');
  const says = chatWays.map(({ from, to, says }) => {
    const condition = says ? ` (${says.words})` : '';
    return `${words(from)}${condition} → ${words(to)}`;
  });
  return svg('chat-flow', HEIGHT, 'O funcionamento do chat', `${says.join('; ')}.`, [
    ...chatWays.map(drawWay),
    ...Object.values(chatSteps).map(drawStep),
  ]);
}

function drawStep({ kind, lines, at: [x, y], size: [width, height] }: Step): string {
  const [left, top] = [x - width / 2, y - height / 2];
  const shape =
    kind === 'question'
      ? `<path class="figure-program" d="M${x} ${top}L${x + width / 2} ${y}L${x} ${top + height}L${left} ${y}z"/>`
      : box(
          left,
          top,
          width,
          height,
          kind === 'end' ? 'figure-program figure-round' : 'figure-program',
        );
  const first = y + 5 - (lines.length - 1) * 8;
  return shape + lines.map((line, index) => text(x, first + index * 16, line)).join('');
}

function drawWay({ points, says }: Way): string {
  const [[fromX, fromY] = [0, 0], [x, y] = [0, 0]] = points.slice(-2);
  const [dx, dy] = [Math.sign(x - fromX), Math.sign(y - fromY)];
  const end: Point = [x - dx * 8, y - dy * 8];
  const line = [...points.slice(0, -1), end].map((point) => point.join(' ')).join('L');
  const tip = `M${x} ${y}L${x - dx * 10 + dy * 5} ${y - dy * 10 + dx * 5}L${x - dx * 10 - dy * 5} ${y - dy * 10 - dx * 5}z`;
  return [
    `<path class="figure-way" d="M${line}"/><g class="figure-arrow"><path d="${tip}"/></g>`,
    says ? text(says.at[0], says.at[1], says.words, 'network-small') : '',
  ].join('');
}
