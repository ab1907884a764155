import { formatBytes } from './byte-text.ts';
import type { ConversationRecord } from './conversation.ts';
import { type NetworkFault, toOptions } from './network-fault.ts';

/** How much of what came is told. */
const LONGEST = 200;

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
  const words = record.sent.map((piece) => ` "${formatBytes(piece)}"`).join('');
  const ending = record.ending === undefined ? '' : ` --${record.ending}`;
  const through = fault === undefined ? port : port + 10_000;
  const network = `$ ${tools.badNetwork} tcp ${through}:${port}${toOptions(fault ?? {})}`;
  return [
    ...(fault === undefined ? [] : [network]),
    `$ ${tools.talk} --port ${through}${words}${ending}`,
    tellReceived(record),
  ];
}

/** The same of a client: the checker's part has to be played first. */
export function tellServing(record: ConversationRecord, port: number, { talk }: Tools): string[] {
  const words = record.sent.map((piece) => ` "${formatBytes(piece)}"`).join('');
  const ending = record.ending === undefined ? '' : ` --${record.ending}`;
  return [`$ ${talk} --listen --port ${port}${words}${ending}`, tellReceived(record)];
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
  const words = sent.map((each) => ` "${formatBytes(each)}"`).join('');
  const answers = received.map((each) => `"${formatBytes(each.subarray(0, LONGEST))}"`);
  return [
    `$ ${talk} --udp${listens ? ' --listen' : ''} --port ${port}${words}`,
    `# veio ${answers.length === 0 ? 'nada' : answers.join(', ')}`,
  ];
}
