import { drawChatFlow } from './chat-flow.ts';
import { drawChatStates } from './chat-states.ts';
import { arrow, box, svg, text } from './figure-shapes.ts';

/** Drawings that show an idea and not a run. Each says the same as the text around it on its page. */
export const figures: Readonly<Record<string, () => string>> = {
  'two-computers': drawTwoComputers,
  'four-numbers': drawFourNumbers,
  'reliable-channel': drawReliableChannel,
  'stream-and-datagrams': drawStreamAndDatagrams,
  'chat-flow': drawChatFlow,
  'chat-states': drawChatStates,
};

/** A wall socket: two holes in a plate. */
function plug(x: number, y: number): string {
  return (
    `<circle class="figure-plug" cx="${x}" cy="${y}" r="8"/>` +
    `<circle class="figure-hole" cx="${x - 3}" cy="${y}" r="1.6"/><circle class="figure-hole" cx="${x + 3}" cy="${y}" r="1.6"/>`
  );
}

function wire(fromX: number, fromY: number, toX: number, toY: number): string {
  const middle = (fromX + toX) / 2;
  return `<path class="figure-wire" d="M${fromX} ${fromY}C${middle} ${fromY} ${middle} ${toY} ${toX} ${toY}"/>`;
}

function drawTwoComputers(): string {
  const program = (x: number, y: number, name: string, port: string) =>
    `${box(x, y, 106, 46, 'figure-program')}${text(x + 53, y + 19, name)}${text(x + 53, y + 36, port, 'network-small')}`;
  return svg(
    'two-computers',
    206,
    'Dois computadores, dois programas em cada um, e duas conversas',
    'O computador 192.168.0.10 tem um navegador na porta 49800 e um cliente na porta 50321. O computador 192.168.0.20 tem um servidor web na porta 80 e o nosso servidor na porta 8080. O navegador está ligado ao servidor web, e o cliente ao nosso servidor. Cada ponta de cada ligação é um socket.',
    [
      box(4, 22, 142, 164),
      box(234, 22, 142, 164),
      text(75, 14, '192.168.0.10', 'network-name'),
      text(305, 14, '192.168.0.20', 'network-name'),
      program(14, 42, 'navegador', 'porta 49800'),
      program(14, 118, 'cliente', 'porta 50321'),
      program(260, 42, 'servidor web', 'porta 80'),
      program(260, 118, 'nosso servidor', 'porta 8080'),
      wire(146, 65, 234, 65),
      wire(146, 141, 234, 141),
      ...[65, 141].flatMap((y) => [plug(146, y), plug(234, y)]),
      text(190, 56, 'conversa 1', 'network-small'),
      text(190, 132, 'conversa 2', 'network-small'),
      text(190, 202, 'a rede', 'network-small'),
    ],
  );
}

function drawFourNumbers(): string {
  return svg(
    'four-numbers',
    216,
    'Um servidor, um socket que escuta e dois sockets de conexão',
    'Dois clientes no computador 192.168.0.10, nas portas 50001 e 50002. O servidor, em 192.168.0.20, tem três sockets, todos na porta 8080: o que escuta, sem ligação; um ligado ao cliente da porta 50001; e um ligado ao da porta 50002.',
    [
      box(4, 22, 120, 190),
      box(206, 22, 170, 190),
      text(64, 14, '192.168.0.10', 'network-name'),
      text(291, 14, '192.168.0.20', 'network-name'),
      box(14, 88, 84, 40, 'figure-program'),
      text(56, 104, 'cliente A'),
      text(56, 120, 'porta 50001', 'network-small'),
      box(14, 152, 84, 40, 'figure-program'),
      text(56, 168, 'cliente B'),
      text(56, 184, 'porta 50002', 'network-small'),
      box(232, 34, 134, 166, 'figure-program'),
      plug(232, 60),
      text(304, 57, 'escuta'),
      text(304, 73, 'porta 8080', 'network-small'),
      wire(124, 108, 232, 108),
      plug(124, 108),
      plug(232, 108),
      text(304, 105, 'com 50001'),
      text(304, 121, 'porta 8080', 'network-small'),
      wire(124, 172, 232, 172),
      plug(124, 172),
      plug(232, 172),
      text(304, 169, 'com 50002'),
      text(304, 185, 'porta 8080', 'network-small'),
    ],
  );
}

function drawReliableChannel(): string {
  const segment = (x: number, y: number, content: string, kind = 'figure-segment') =>
    `${box(x, y, 48, 24, kind)}${text(x + 24, y + 16.5, content)}`;
  return svg(
    'reliable-channel',
    266,
    'O canal confiável: o que os programas veem e o que acontece embaixo',
    'Em cima, o que os programas veem: um escreve «um dois três», o outro lê «um dois três», como por um cano. Embaixo, o que o TCP faz: o segmento «dois» se perde e é mandado de novo, «três» chega antes dele e espera, uma cópia repetida é jogada fora.',
    [
      text(190, 14, 'o que os programas veem', 'network-small'),
      box(4, 24, 90, 44, 'figure-program'),
      text(49, 43, 'escreve'),
      text(49, 59, 'um dois três', 'network-small'),
      box(286, 24, 90, 44, 'figure-program'),
      text(331, 43, 'lê'),
      text(331, 59, 'um dois três', 'network-small'),
      `<rect class="figure-pipe" x="98" y="34" width="184" height="24" rx="12"/>`,
      text(190, 50, 'bytes, em ordem'),
      `<line class="network-lifeline" x1="4" y1="84" x2="376" y2="84"/>`,
      text(190, 104, 'o que o TCP faz', 'network-small'),
      box(4, 114, 66, 120),
      text(37, 178, 'TCP'),
      box(310, 114, 66, 120),
      text(343, 178, 'TCP'),
      segment(82, 122, 'um'),
      arrow(134, 134, 306),
      segment(82, 150, 'dois', 'figure-segment figure-lost'),
      arrow(134, 162, 200, 'figure-lost'),
      text(236, 166, '✗ perdido', 'figure-bad'),
      segment(82, 178, 'três'),
      arrow(134, 190, 306),
      text(226, 184, 'chega cedo: espera', 'network-small'),
      segment(82, 206, 'dois'),
      arrow(134, 218, 306),
      text(226, 212, 'de novo', 'network-small'),
      text(190, 256, 'o que chega repetido é jogado fora', 'network-small'),
    ],
  );
}

function drawStreamAndDatagrams(): string {
  const bytes = (x: number, y: number, letters: string, kind: string) =>
    [...letters]
      .map((letter, index) => {
        const left = x + index * 20;
        return `<rect class="${kind}" x="${left}" y="${y}" width="20" height="22"/>${text(left + 10, y + 15.5, letter)}`;
      })
      .join('');
  return svg(
    'stream-and-datagrams',
    224,
    'Dois envios em TCP e em UDP',
    'Em TCP, quem envia «oi» e depois «mundo» põe sete bytes em um fluxo; quem recebe pode ler «oimun» e depois «do». Em UDP, «oi» e «mundo» são dois datagramas, e quem recebe lê «oi» e «mundo», cada um inteiro.',
    [
      text(38, 20, 'TCP', 'network-name'),
      text(92, 20, 'dois envios', 'network-small'),
      text(300, 20, 'o que se lê', 'network-small'),
      bytes(18, 32, 'oi', 'figure-byte figure-first'),
      bytes(18, 62, 'mundo', 'figure-byte figure-second'),
      arrow(128, 58, 176),
      text(200, 42, 'um fluxo', 'network-small'),
      arrow(180, 58, 228),
      bytes(240, 32, 'oimun', 'figure-byte'),
      bytes(240, 62, 'do', 'figure-byte'),
      `<line class="network-lifeline" x1="4" y1="106" x2="376" y2="106"/>`,
      text(38, 134, 'UDP', 'network-name'),
      text(92, 134, 'dois envios', 'network-small'),
      text(300, 134, 'o que se lê', 'network-small'),
      bytes(18, 148, 'oi', 'figure-byte figure-first'),
      bytes(18, 182, 'mundo', 'figure-byte figure-second'),
      arrow(128, 159, 228),
      arrow(128, 193, 228),
      text(178, 152, 'um datagrama', 'network-small'),
      text(178, 186, 'outro', 'network-small'),
      bytes(240, 148, 'oi', 'figure-byte figure-first'),
      bytes(240, 182, 'mundo', 'figure-byte figure-second'),
    ],
  );
}
