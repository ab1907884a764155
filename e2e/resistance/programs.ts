import type { Conversation, Reading } from './conversation.ts';

interface Common {
  readonly lesson: string;
  /** The script of the lesson's package.json. */
  readonly script: string;
  /** The base name of its files in `src` and `python`. */
  readonly file: string;
  /** For the page, in Portuguese. */
  readonly title: string;
  /** Where the program is not made for every network: why not, in Portuguese, and the page of the one that is. */
  readonly naive?: { readonly why: string; readonly mended?: string };
  readonly conversation: Conversation;
}

/** A server: judged by a client that knows its protocol. */
export interface ServerProgram extends Common {
  readonly side: 'server';
  readonly reading: Reading;
  /** Whether it has a limit for silent clients, `--idle-timeout`. */
  readonly hasIdleTimeout: boolean;
  /** A server that serves one client at a time: the others wait for their turn. */
  readonly isOneAtATime?: boolean;
  /** The messages that it understood, from its terminal, where the answers do not show them. */
  readonly heard?: (stdout: string) => readonly string[];
  /**
   * What a client sends byte by byte that never comes to the end of a message; for every protocol where an answer to
   * it would be another one than to silence.
   */
  readonly drip?: string;
  /** What a client that never says anything gets at last; absent where the program has no limit for it. */
  readonly toSilent?: string;
  /** ms between two pieces, where the usual would take longer than the server waits for a whole message. */
  readonly apart?: number;
}

/** A client: judged by its exit code and its terminal; its server keeps to the conversation. */
export interface ClientProgram extends Common {
  readonly side: 'client';
  /** Options and words after the port. */
  readonly args: readonly string[];
  /** What is typed on its keyboard. */
  readonly input?: string;
  /** Standard output when all went well. */
  readonly terminal: string;
  /** The lines of standard output that are judged, where there are others, such as those of calls that failed. */
  readonly judged?: RegExp;
  /** Its partner, where that is no server that keeps to the conversation but a program that knows the protocol. */
  readonly partner?: {
    readonly script: string;
    readonly args: readonly string[];
    /** What its terminal shows, once and no more, when the client says that all went well. */
    readonly shows: string;
  };
}

export type Program = ServerProgram | ClientProgram;

export const isServer = (program: Program): program is ServerProgram => program.side === 'server';

/** s that the servers wait for a silent client: more than the slowest fault takes, less than `talk` waits. */
export const IDLE = 3;

/** What a server is started with; without `idle` it has the limit of its own. */
export function serverArgs({ hasIdleTimeout }: ServerProgram, idle?: number): readonly string[] {
  const limit = hasIdleTimeout && idle !== undefined ? ['--idle-timeout', String(idle)] : [];
  return ['--host', '127.0.0.1', '--port', '0', ...limit];
}

const FIRST_PIECE: Reading = {
  refusal: () => undefined,
  looksWhole: () => true,
};
const LINES = '/licoes/tcp-server/lines';

/** A text with its length before it, where that fits into one byte of UTF-8. */
const framed = (text: string): string => {
  const length = Buffer.byteLength(text);
  if (length > 127) throw new Error(`${length} bytes are more than a character tells`);
  return `\0\0\0${String.fromCharCode(length)}${text}`;
};

const WITHDRAW = framed('{"id":1,"object":"ana","method":"withdraw","args":[7]}');
const REFUSED = framed('{"id":1,"error":{"code":"refused","message":"o saldo é 0"}}');

/** Every program of a lesson that opens TCP sockets. A new one is added here: see CONTRIBUTING.md. */
export const programs: readonly Program[] = [
  {
    lesson: 'tcp-server',
    script: 'start',
    file: 'upper-server',
    title: 'Servidor de maiúsculas',
    side: 'server',
    naive: { why: 'Ele toma o primeiro pedaço que chega pela mensagem inteira.', mended: LINES },
    conversation: { messages: ['olá mundo'], answers: ['OLÁ MUNDO'], endsSide: true },
    hasIdleTimeout: false,
    reading: FIRST_PIECE,
  },
  {
    lesson: 'tcp-server',
    script: 'start:phases',
    file: 'phases-server',
    title: 'Servidor que conta as fases',
    side: 'server',
    naive: { why: 'Ele também toma o primeiro pedaço pela mensagem inteira.', mended: LINES },
    conversation: { messages: ['olá mundo'], answers: ['OLÁ MUNDO'], endsSide: false },
    hasIdleTimeout: true,
    reading: FIRST_PIECE,
    toSilent: '',
  },
  {
    lesson: 'tcp-server',
    script: 'start:lines',
    file: 'lines-server',
    title: 'Servidor de linhas',
    side: 'server',
    conversation: {
      messages: ['olá\r\nação\nfim'],
      answers: ['OLÁ\nAÇÃO\nFIM\n'],
      endsSide: true,
    },
    hasIdleTimeout: true,
    reading: {
      refusal: (answer) => /^ERRO: .*$/m.exec(answer)?.[0],
      // The client knows how many lines it sent.
      looksWhole: (answer) => answer.endsWith('\n') && answer.split('\n').length === 4,
    },
    toSilent: `ERRO: ${IDLE} s sem uma linha inteira; a conversa termina aqui.\n`,
  },
  {
    lesson: 'tcp-server',
    script: 'start:off',
    file: 'conversation-server',
    title: 'Servidor de conversa',
    side: 'server',
    naive: { why: 'Ele toma cada pedaço que chega por uma mensagem.', mended: LINES },
    conversation: {
      messages: ['oi', 'tudo bem?'],
      answers: ['Mensagem recebida.', 'Mensagem recebida.'],
      endsSide: true,
    },
    hasIdleTimeout: true,
    isOneAtATime: true,
    reading: {
      refusal: (answer) => (answer.endsWith('Tempo esgotado.') ? 'Tempo esgotado.' : undefined),
      // The client waits for the answer to each of its messages.
      looksWhole: (answer) => /^(?:Mensagem recebida\.){2,}$/.test(answer),
    },
    heard: (stdout) =>
      [...stdout.matchAll(/^Recebido de .*:\n(.*)\n/gm)].map(([, text = '']) => text),
    toSilent: 'Tempo esgotado.',
  },
  {
    lesson: 'tcp-server',
    script: 'start:http',
    file: 'http-server',
    title: 'Servidor HTTP',
    side: 'server',
    conversation: {
      messages: ['GET / HTTP/1.0\r\n\r\n'],
      answers: [
        [
          'HTTP/1.1 200 OK',
          'Content-Type: text/plain; charset=utf-8',
          'Content-Length: 16',
          'Connection: close',
          '',
          'Olá da Tomada!\n',
        ].join('\r\n'),
      ],
      endsSide: false,
    },
    hasIdleTimeout: true,
    reading: {
      refusal: (answer) => /^HTTP\/1\.1 ([45]\d\d .*)\r\n/.exec(answer)?.[1],
      looksWhole(answer) {
        const [head = '', body] = answer.split('\r\n\r\n');
        const length = Number(/^Content-Length: (\d+)$/m.exec(head)?.[1]);
        return body !== undefined && Buffer.byteLength(body) === length;
      },
    },
    toSilent: [
      'HTTP/1.1 408 Request Timeout',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Length: 27',
      'Connection: close',
      '',
      `${IDLE} s sem um pedido inteiro.\n`,
    ].join('\r\n'),
  },
  {
    lesson: 'threads',
    script: 'start:server',
    file: 'primes-server',
    title: 'Servidor de contas, com threads',
    side: 'server',
    conversation: {
      messages: ['100\r\n10\n7'],
      answers: ['Há 25 primos até 100.\nHá 4 primos até 10.\nHá 4 primos até 7.\n'],
      endsSide: true,
    },
    hasIdleTimeout: true,
    reading: {
      refusal: (answer) => /^ERRO: .*$/m.exec(answer)?.[0],
      looksWhole: (answer) => answer.endsWith('\n') && answer.split('\n').length === 4,
    },
    toSilent: `ERRO: ${IDLE} s sem uma linha inteira; a conversa termina aqui.\n`,
  },
  {
    lesson: 'remote-objects',
    script: 'start',
    file: 'bank-server',
    title: 'Servidor de objetos',
    side: 'server',
    // Refused whenever it is asked: a deposit would be answered otherwise each time.
    conversation: { messages: [WITHDRAW], answers: [REFUSED], endsSide: true },
    hasIdleTimeout: true,
    reading: {
      refusal: (answer) => /"id":null,"error":\{"code":"([^"]*)"/.exec(answer)?.[1],
      looksWhole: (answer) => answer.charCodeAt(3) === Buffer.byteLength(answer) - 4,
    },
    apart: 20,
    drip: WITHDRAW,
    toSilent: framed(
      `{"id":null,"error":{"code":"idle","message":"${IDLE} s sem uma chamada inteira"}}`,
    ),
  },
  {
    lesson: 'tcp-client',
    script: 'start',
    file: 'upper-client',
    title: 'Cliente de maiúsculas',
    side: 'client',
    naive: {
      why: 'Ele faz tudo certo, mas o combinado com o servidor não diz onde a mensagem e a resposta terminam: o que acaba no meio parece inteiro.',
      mended: LINES,
    },
    conversation: { messages: ['olá mundo\n'], answers: ['OLÁ MUNDO'], endsSide: true },
    args: ['--timeout', '2', 'olá', 'mundo'],
    terminal: 'Enviado:  olá mundo\nRecebido: OLÁ MUNDO\n',
  },
  {
    lesson: 'tcp-client',
    script: 'start:interactive',
    file: 'interactive-client',
    title: 'Cliente de teclado',
    side: 'client',
    naive: {
      why: 'Ele faz tudo certo, mas o combinado com o servidor não diz onde a resposta termina: uma resposta que acaba no meio parece inteira.',
      mended: LINES,
    },
    conversation: { messages: ['olá mundo'], answers: ['OLÁ MUNDO'], endsSide: false },
    args: ['--timeout', '2'],
    input: 'olá mundo\n',
    terminal: 'Conectado. Digite uma linha e tecle Enter.\nRecebido: OLÁ MUNDO\n',
  },
  {
    lesson: 'tcp-client',
    script: 'start:off',
    file: 'conversation-client',
    title: 'Cliente de conversa',
    side: 'client',
    naive: { why: 'Ele toma cada pedaço que chega por uma resposta inteira.', mended: LINES },
    conversation: {
      messages: ['oi', 'off'],
      answers: ['Mensagem recebida.', 'Servidor encerrado.'],
      endsSide: false,
    },
    args: ['--timeout', '2'],
    input: 'oi\noff\n',
    terminal:
      'Conectado. Digite uma linha e tecle Enter; off encerra.\nRecebido: Mensagem recebida.\nRecebido: Servidor encerrado.\n',
  },
  {
    lesson: 'chat',
    script: 'start',
    file: 'chat',
    title: 'Chat',
    side: 'client',
    // Only as long as what is typed: the chat's own messages have a session's number in them, drawn by lot.
    conversation: { messages: ['olá mundo\n'], answers: ['Conectado a Bia'], endsSide: false },
    args: [
      ...['--ip', '127.0.0.1', '--listen-host', '127.0.0.1', '--local-port', '0'],
      ...['--name', 'Ana', '--timeout', '3'],
    ],
    input: 'olá mundo\n',
    judged: /^Conectado a .*\n/gm,
    terminal: 'Conectado a Bia\n',
    partner: {
      script: 'start',
      args: ['--ip', '127.0.0.1', '--listen-host', '127.0.0.1', '--port', '0', '--name', 'Bia'],
      shows: 'Ana: olá mundo\n',
    },
  },
  {
    lesson: 'remote-objects',
    script: 'start:client',
    file: 'bank-client',
    title: 'Cliente de objetos',
    side: 'client',
    conversation: {
      messages: [framed('{"id":1,"object":"ana","method":"deposit","args":[100]}')],
      answers: [framed('{"id":1,"result":100}')],
      endsSide: false,
    },
    args: ['--timeout', '4', 'ana.deposit', '100'],
    terminal: 'ana.deposit(100) → 100\n',
  },
];

/** Scripts that open sockets and need not be here, each with the reason. */
export const exempt: Readonly<Record<string, string>> = {
  'udp start': 'the faults here are those of TCP; lessons/udp/test has those of datagrams',
  'udp start:client': 'as udp start',
  'udp start:numbered': 'as udp start',
  'udp start:client:numbered': 'as udp start',
  'address-lookup start': 'it opens no socket: of node:net it takes only the forms of addresses',
  'chat start:room':
    'a guest must repeat the number that the room has drawn by lot, and no fixed conversation can: lessons/chat/test has the room behind connections that break',
  'remote-objects start:library':
    'the messages are the library’s own and change with its version: lessons/remote-objects/test has it among bad bytes, and its framing is that of start',
  'remote-objects start:client:library': 'as remote-objects start:library',
  'exercises start':
    'it lists the exercises and opens no socket: their programs are judged on bad networks by lessons/exercises/checks',
  'threads start:packets':
    'UDP, e dos dois lados do mesmo programa: lessons/threads/test o põe em uma rede que perde e troca.',
};

export const nameOf = ({ lesson, script }: Pick<Common, 'lesson' | 'script'>) =>
  `${lesson} ${script}`;
