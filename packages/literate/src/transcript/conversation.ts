export type Side = 'client' | 'server';

/** What one side did on a connection. Opening it comes before all of these and is not noted. */
export type NetworkEvent =
  | { readonly event: 'data'; readonly from: Side; readonly hex: string }
  /** Half-close: no more bytes come from this side (FIN). */
  | { readonly event: 'end'; readonly from: Side }
  | { readonly event: 'reset'; readonly from: Side };

/** One connection, from its opening on. */
export interface Conversation {
  /** The names of the terminals at both ends. */
  readonly client: string;
  readonly server: string;
  readonly events: readonly NetworkEvent[];
}

/** Adds an event; bytes that follow bytes of the same side become one, as TCP has no message boundaries. */
export function addEvent(events: NetworkEvent[], next: NetworkEvent): void {
  const last = events.at(-1);
  if (last?.event === 'data' && next.event === 'data' && last.from === next.from) {
    events[events.length - 1] = { ...last, hex: last.hex + next.hex };
  } else events.push(next);
}

/** Each direction by itself: the same for two recordings that differ only in who was faster. */
export function byDirection(conversations: readonly Conversation[]): unknown {
  return conversations.map(({ client, server, events }) => {
    const of = (side: Side) => {
      const own: NetworkEvent[] = [];
      for (const event of events) if (event.from === side) addEvent(own, event);
      return own;
    };
    return [client, server, of('client'), of('server')];
  });
}

/** The content of the file that keeps conversations beside a page. */
export function formatConversations(conversations: readonly Conversation[]): string {
  return `${JSON.stringify({ conversations }, undefined, 2)}\n`;
}

/**
 * Reads such a file.
 *
 * @throws {Error} with a sentence in Portuguese that says what is wrong with it
 */
export function parseConversations(text: string): Conversation[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new Error('não é JSON', { cause });
  }
  const list = isRecord(parsed) ? parsed.conversations : undefined;
  if (!Array.isArray(list) || list.length === 0) throw new Error('falta a lista «conversations»');
  return list.map((item: unknown, index) => {
    if (isConversation(item)) return item;
    throw new Error(`a conversa ${index + 1} não está completa`);
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isConversation(value: unknown): value is Conversation {
  return (
    isRecord(value) &&
    typeof value.client === 'string' &&
    typeof value.server === 'string' &&
    Array.isArray(value.events) &&
    value.events.every(isEvent)
  );
}

function isEvent(value: unknown): value is NetworkEvent {
  if (!isRecord(value) || (value.from !== 'client' && value.from !== 'server')) return false;
  if (value.event === 'end' || value.event === 'reset') return true;
  return (
    value.event === 'data' && typeof value.hex === 'string' && /^(?:[0-9a-f]{2})+$/.test(value.hex)
  );
}
