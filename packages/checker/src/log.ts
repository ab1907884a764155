import { formatBytes } from './byte-text.ts';
import type { ConversationRecord } from './conversation.ts';
import { type NetworkFault, toOptions } from './network-fault.ts';

/** How many bytes of a piece, and how many pieces, a line tells. */
const LONGEST = 200;
const MOST_PIECES = 12;
/** How far the bad network's port lies from the program's. */
const APART = 10_000;

/** How people start the two programs with which a check is had by hand. */
export interface Tools {
  /** Sends bytes and shows what comes: `pnpm --filter lesson-exercises talk`. */
  readonly talk: string;
  /** The bad network: `pnpm bad-network`. */
  readonly badNetwork: string;
}

/** The log of a conversation with a server: the commands that have it again, and what came. */
export function tellConversation(
  record: ConversationRecord,
  port: number,
  tools: Tools,
  fault?: NetworkFault,
): string[] {
  const ending = record.ending === undefined ? '' : ` --${record.ending}`;
  const through = fault === undefined ? port : port > 55_535 ? port - APART : port + APART;
  const network = `$ ${tools.badNetwork} tcp ${through}:${port}${toOptions(fault ?? {})}`;
  return [
    ...(fault === undefined ? [] : [network]),
    `$ ${tools.talk} --port ${through}${tellSent(record.sent)}${ending}`,
    ...tellCuts(record.sent),
    tellReceived(record),
  ];
}

/** The same of a client: the checker's part has to be played first. */
export function tellServing(record: ConversationRecord, port: number, { talk }: Tools): string[] {
  const ending = record.ending === undefined ? '' : ` --${record.ending}`;
  return [
    `$ ${talk} --listen --port ${port}${tellSent(record.sent)}${ending}`,
    ...tellCuts(record.sent),
    tellReceived(record),
  ];
}

/** What was sent, as words of a command; of many or long pieces the beginning. */
function tellSent(sent: readonly Uint8Array[]): string {
  const told = sent.slice(0, MOST_PIECES).map((piece) => formatBytes(piece.subarray(0, LONGEST)));
  // What begins with a hyphen would be an option.
  return told.map((word) => ` "${word.replace(/^-/, '\\x2d')}"`).join('');
}

/** Says so when a command leaves something out. */
function tellCuts(sent: readonly Uint8Array[]): string[] {
  const isWhole = sent.length <= MOST_PIECES && sent.every(({ length }) => length <= LONGEST);
  const bytes = sent.reduce((sum, { length }) => sum + length, 0);
  return isWhole ? [] : [`# o julgamento enviou mais do que cabe aqui: ${bytes} bytes ao todo`];
}

function tellReceived({ received, isClosed }: ConversationRecord): string {
  const text = formatBytes(received.subarray(0, LONGEST));
  const what = received.length === 0 ? 'nada' : `"${text}"${received.length > LONGEST ? '…' : ''}`;
  return `# veio ${what}${isClosed ? ', e o outro lado fechou' : ''}`;
}

/** Datagrams to a server and from it; or, where the checker `listens`, to a client. */
export function tellDatagrams(
  sent: readonly Uint8Array[],
  received: readonly Uint8Array[],
  port: number,
  { talk }: Tools,
  listens = false,
): string[] {
  const answers = received.map((each) => `"${formatBytes(each.subarray(0, LONGEST))}"`);
  return [
    `$ ${talk} --udp${listens ? ' --listen' : ''} --port ${port}${tellSent(sent)}`,
    ...tellCuts(sent),
    `# veio ${answers.length === 0 ? 'nada' : answers.join(', ')}`,
  ];
}
