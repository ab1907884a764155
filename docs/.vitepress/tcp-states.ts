/** The states of RFC 9293 §3.3.2, in the order in which the page tells of them. */
export const tcpStateNames = [
  'CLOSED',
  'LISTEN',
  'SYN-SENT',
  'SYN-RECEIVED',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'LAST-ACK',
  'CLOSING',
  'TIME-WAIT',
] as const;

export type TcpState = (typeof tcpStateNames)[number];

export function isTcpState(value: unknown): value is TcpState {
  return tcpStateNames.some((name) => name === value);
}

/** What a state means and how to meet it. In texts, `this` is code. */
export interface StateText {
  /** One sentence: what this side knows and what it waits for. */
  readonly means: string;
  readonly more: string;
  /** How to see it on one's own computer. */
  readonly see: string;
  /** How programs spell it; none: they have no line for it. */
  readonly spelt?: {
    /** `ss -tan` on Linux. */
    readonly ss: string;
    /** `netstat -an`. */
    readonly linux: string;
    readonly macos: string;
    readonly windows: string;
  };
  /** A recorded conversation (docs/scenes) that passes through it: the tests look at it there with `ss -tan`. */
  readonly scene: string;
}

export const tcpStates: Readonly<Record<TcpState, StateText>> = {
  CLOSED: {
    means: 'Não há conexão.',
    more: 'É o começo e o fim. Não é um estado guardado em algum lugar: o sistema simplesmente não sabe nada dessa conexão.',
    see: 'Não aparece. Se `ss -tan` não mostra linha nenhuma para aquelas portas, é este.',
    scene: 'conversa',
  },
  LISTEN: {
    means: 'Este socket espera que alguém se conecte.',
    more: 'É o estado do socket que escuta, e ele fica assim o tempo todo: quando chega um SYN, é uma conexão **nova** que segue pelas setas. No desenho da norma cada conexão faz o seu caminho sozinha.',
    see: 'Rode o servidor da lição 1 e olhe de outro terminal. Ele fica aí enquanto o servidor rodar.',
    spelt: { ss: 'LISTEN', linux: 'LISTEN', macos: 'LISTEN', windows: 'LISTENING' },
    scene: 'conversa',
  },
  'SYN-SENT': {
    means: 'Pediu a conexão e ainda não teve resposta.',
    more: 'O `connect` está esperando. Se ninguém responde, o sistema manda o SYN de novo (no Linux, a primeira vez depois de 1 s) e por fim desiste com ETIMEDOUT: no Linux, depois de uns dois minutos.',
    see: 'Rode `pnpm --filter lesson-tcp-client start --host 192.0.2.1 olá` e olhe de outro terminal, antes que ele desista: esse endereço não é de ninguém, e em geral o pedido some no caminho. (Sem rede nenhuma, o sistema recusa na hora, com ENETUNREACH.)',
    spelt: { ss: 'SYN-SENT', linux: 'SYN_SENT', macos: 'SYN_SENT', windows: 'SYN_SENT' },
    scene: 'sem-resposta',
  },
  'SYN-RECEIVED': {
    means: 'Recebeu um SYN, respondeu com o seu e espera a confirmação.',
    more: 'Dura uma ida e volta. O programa do servidor ainda não sabe de nada: `accept` só entrega conexões que já passaram deste estado.',
    see: 'Neste computador passa em microssegundos. Em um servidor na internet aparece às dezenas, e aos milhares em um ataque de SYN. Nosso teste o vê segurando o último ACK no meio do fio.',
    spelt: { ss: 'SYN-RECV', linux: 'SYN_RECV', macos: 'SYN_RCVD', windows: 'SYN_RECEIVED' },
    scene: 'conversa',
  },
  ESTABLISHED: {
    means: 'A conexão existe: os dois lados podem mandar bytes.',
    more: 'Pode durar dias sem um único segmento. Se o outro computador sumir sem avisar, este lado **continua aqui** até tentar mandar alguma coisa.',
    see: 'Deixe um cliente conectado: por exemplo `pnpm --filter lesson-tcp-client start:interactive`, sem digitar nada. Há duas linhas, uma de cada ponta, porque as duas estão neste computador.',
    spelt: { ss: 'ESTAB', linux: 'ESTABLISHED', macos: 'ESTABLISHED', windows: 'ESTABLISHED' },
    scene: 'conversa',
  },
  'FIN-WAIT-1': {
    means: 'Mandou o seu FIN e espera que o outro lado o confirme.',
    more: 'Este lado fechou primeiro. O que ainda estava na fila vai antes do FIN; por isso, com um leitor lento ou uma rede que caiu, este estado pode durar.',
    see: 'Neste computador passa em microssegundos. Nosso teste o vê segurando o FIN no meio do fio.',
    spelt: { ss: 'FIN-WAIT-1', linux: 'FIN_WAIT1', macos: 'FIN_WAIT_1', windows: 'FIN_WAIT_1' },
    scene: 'conversa',
  },
  'FIN-WAIT-2': {
    means: 'O seu FIN foi confirmado; espera o FIN do outro lado.',
    more: 'É o meio fechamento: daqui já não se manda nada, mas ainda se recebe. Dura o quanto o outro programa quiser. (Se este programa já fechou de todo, o Linux espera só 60 s.)',
    see: 'Está no [terminal logo acima](#ver-meio-fechada): um cliente que terminou de enviar e um servidor que não fecha.',
    spelt: { ss: 'FIN-WAIT-2', linux: 'FIN_WAIT2', macos: 'FIN_WAIT_2', windows: 'FIN_WAIT_2' },
    scene: 'conversa',
  },
  'CLOSE-WAIT': {
    means: 'O outro lado terminou; falta o programa **daqui** fechar.',
    more: 'Enquanto o programa roda, ninguém mais faz isso por ele: não há prazo. Muitos CLOSE-WAIT que não saem do lugar são um defeito do programa deste lado, que esqueceu um `close`.',
    see: 'Está no [terminal logo acima](#ver-meio-fechada), na linha do servidor.',
    spelt: { ss: 'CLOSE-WAIT', linux: 'CLOSE_WAIT', macos: 'CLOSE_WAIT', windows: 'CLOSE_WAIT' },
    scene: 'conversa',
  },
  'LAST-ACK': {
    means: 'Fechou depois do outro; espera a confirmação do seu FIN.',
    more: 'Com ela a conexão acaba deste lado, sem espera nenhuma: quem fecha por último não passa por TIME-WAIT.',
    see: 'Neste computador passa em microssegundos. Nosso teste o vê segurando o FIN do servidor no meio do fio.',
    spelt: { ss: 'LAST-ACK', linux: 'LAST_ACK', macos: 'LAST_ACK', windows: 'LAST_ACK' },
    scene: 'conversa',
  },
  CLOSING: {
    means: 'Os dois fecharam ao mesmo tempo, e os FIN se cruzaram.',
    more: 'Este lado mandou o seu FIN, recebeu o do outro e ainda espera a confirmação do seu. É raro, e não é um erro.',
    see: 'Só com muita sorte. Nosso teste o vê segurando os dois FIN: é o [fechamento simultâneo](#fechamento-simultaneo) desta página.',
    spelt: { ss: 'CLOSING', linux: 'CLOSING', macos: 'CLOSING', windows: 'CLOSING' },
    scene: 'fechamento-simultaneo',
  },
  'TIME-WAIT': {
    means: 'Acabou, mas o sistema ainda se lembra da conexão por um tempo.',
    more: 'Fica com quem mandou o **primeiro** FIN. O programa já terminou; quem guarda é o sistema. O porquê está em [TIME-WAIT](#time-wait).',
    see: 'Está no [terminal de TIME-WAIT](#time-wait): rode uma conversa e olhe nos 60 s seguintes.',
    spelt: { ss: 'TIME-WAIT', linux: 'TIME_WAIT', macos: 'TIME_WAIT', windows: 'TIME_WAIT' },
    scene: 'conversa',
  },
};

/** Who goes this way as a rule: the side that opens and closes first, the other one, or hardly anybody. */
export type Path = 'first' | 'second' | 'rare';

export interface Transition {
  readonly from: TcpState;
  readonly to: TcpState;
  /** What makes it happen. */
  readonly when: string;
  /** The segment that is sent in turn. */
  readonly sends?: string;
  readonly path: Path;
}

/** The arrows of RFC 9293 §3.3.2, figure 5, with what its notes 1 to 3 add. Their numbers are their places, from 1. */
export const transitions: readonly Transition[] = [
  { from: 'CLOSED', to: 'LISTEN', when: 'o programa chama `listen`', path: 'second' },
  {
    from: 'CLOSED',
    to: 'SYN-SENT',
    when: 'o programa chama `connect`',
    sends: 'SYN',
    path: 'first',
  },
  { from: 'LISTEN', to: 'SYN-RECEIVED', when: 'chega SYN', sends: 'SYN, ACK', path: 'second' },
  {
    from: 'LISTEN',
    to: 'SYN-SENT',
    when: 'o programa manda dados por um socket que escuta (está na norma; os sockets recusam)',
    sends: 'SYN',
    path: 'rare',
  },
  { from: 'LISTEN', to: 'CLOSED', when: 'o programa chama `close`', path: 'rare' },
  { from: 'SYN-SENT', to: 'ESTABLISHED', when: 'chega SYN, ACK', sends: 'ACK', path: 'first' },
  {
    from: 'SYN-SENT',
    to: 'SYN-RECEIVED',
    when: 'chega um SYN sem ACK: o outro lado também chamou `connect`',
    sends: 'SYN, ACK',
    path: 'rare',
  },
  {
    from: 'SYN-SENT',
    to: 'CLOSED',
    when: 'chega RST (ECONNREFUSED), o sistema desiste (ETIMEDOUT) ou o programa chama `close`',
    path: 'rare',
  },
  { from: 'SYN-RECEIVED', to: 'ESTABLISHED', when: 'chega o ACK do SYN', path: 'second' },
  {
    from: 'SYN-RECEIVED',
    to: 'LISTEN',
    when: 'chega RST, se a conexão veio de um socket que escuta',
    path: 'rare',
  },
  {
    from: 'SYN-RECEIVED',
    to: 'FIN-WAIT-1',
    when: 'o programa chama `close` (com sockets, só na abertura simultânea)',
    sends: 'FIN',
    path: 'rare',
  },
  {
    from: 'ESTABLISHED',
    to: 'FIN-WAIT-1',
    when: 'o programa chama `shutdown` ou `close`',
    sends: 'FIN',
    path: 'first',
  },
  { from: 'ESTABLISHED', to: 'CLOSE-WAIT', when: 'chega FIN', sends: 'ACK', path: 'second' },
  { from: 'FIN-WAIT-1', to: 'FIN-WAIT-2', when: 'chega o ACK do FIN', path: 'first' },
  {
    from: 'FIN-WAIT-1',
    to: 'CLOSING',
    when: 'chega um FIN que ainda não confirma o daqui',
    sends: 'ACK',
    path: 'rare',
  },
  {
    from: 'FIN-WAIT-1',
    to: 'TIME-WAIT',
    when: 'chega um FIN que já confirma o daqui',
    sends: 'ACK',
    path: 'rare',
  },
  { from: 'FIN-WAIT-2', to: 'TIME-WAIT', when: 'chega FIN', sends: 'ACK', path: 'first' },
  { from: 'CLOSING', to: 'TIME-WAIT', when: 'chega o ACK do FIN', path: 'rare' },
  {
    from: 'CLOSE-WAIT',
    to: 'LAST-ACK',
    when: 'o programa chama `shutdown` ou `close`',
    sends: 'FIN',
    path: 'second',
  },
  { from: 'LAST-ACK', to: 'CLOSED', when: 'chega o ACK do FIN', path: 'second' },
  { from: 'TIME-WAIT', to: 'CLOSED', when: 'passou o prazo, 2 × MSL', path: 'first' },
];

/** The anchor of a state's explanation on the page. */
export function anchorOf(state: TcpState): string {
  return `estado-${state.toLowerCase()}`;
}
