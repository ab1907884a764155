// The process that measures one format: one for each, so that none is slowed down by what another has taught V8.
import { isDeepStrictEqual } from 'node:util';
import { codecOf, type NodeFormat } from './formats-codecs.ts';
import { type MessageId, makeMessages } from './formats-messages.ts';
import { serveJobs } from './serve-jobs.ts';

/** One format with one kind of message. */
export interface FormatsJob {
  readonly format: string;
  readonly message: MessageId;
  /** The messages; a worker of Node makes them itself. */
  readonly sets?: readonly unknown[];
  /** How long each way is measured. */
  readonly ms: number;
}

export interface FormatsResult {
  /** Of one message, on average. */
  readonly bytes: number;
  /**
   * Messages a second of processor time: not what other programs took meanwhile, but all threads of this one, so that
   * the garbage collector and the compiler count.
   */
  readonly encode: number;
  readonly decode: number;
  /** False when a message did not come back as it was. */
  readonly right: boolean;
}

/** What a loop computes goes here, so that no compiler leaves it out. */
const sink: { kept?: unknown } = {};

serveJobs(async ({ format, message, ms }: FormatsJob): Promise<FormatsResult> => {
  const messages = makeMessages(message);
  const codec = codecOf(format as NodeFormat, message); // formats-run.ts asks for no other
  const encoded = messages.map((each) => codec.encode(each));
  const encode = perSecond(messages, codec.encode, ms);
  const decode = perSecond(encoded, codec.decode, ms);
  return {
    bytes: encoded.reduce((sum, { length }) => sum + length, 0) / encoded.length,
    encode,
    decode,
    right: encoded.every((bytes, index) =>
      isDeepStrictEqual(toObjects(codec.decode(bytes)), messages[index]),
    ),
  };
});

function perSecond<Item>(
  items: readonly Item[],
  work: (item: Item) => unknown,
  ms: number,
): number {
  let done = 0;
  // The clock on the wall, which is cheap to ask, only says when to stop.
  const stop = performance.now() + ms;
  const since = process.cpuUsage();
  do {
    for (const item of items) sink.kept = work(item);
    done += items.length;
  } while (performance.now() < stop);
  const { user, system } = process.cpuUsage(since); // µs
  return (done / (user + system)) * 1e6;
}

/** What marshal gives for a dictionary is a Map. */
function toObjects(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toObjects);
  return value instanceof Map ? Object.fromEntries(value) : value;
}
