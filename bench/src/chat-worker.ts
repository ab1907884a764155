// The process that plays the people of a room. It speaks the chat's format by hand: an engine for each would be heavy.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encodeLengthPrefixed, LengthPrefixDecoder } from '@tomada/utils';
import { decode, encode, type Kind, type Message } from '../../lessons/chat/src/message.ts';
import type { ChatJob, ChatResult } from './chat-load.ts';
import { serveJobs } from './serve-jobs.ts';
import { quantile } from './stats.ts';

/** How many connect at once. */
const AT_ONCE = 50;
/** ms without any delivery after which the rest is taken for lost. */
const PATIENCE = 10_000;

interface Person {
  readonly socket: Socket;
  readonly session: number;
  room: number;
  said: number;
}

let people: Person[] = [];
/** What to do with a message that came to somebody. */
let hear: (person: Person, message: Message) => void = () => {};

serveJobs(run);

async function run(job: ChatJob): Promise<ChatResult> {
  if (job.onlyJoin) {
    for (let n = 0; n < job.people; n += AT_ONCE) {
      const some = Math.min(AT_ONCE, job.people - n);
      people.push(
        ...(await Promise.all(Array.from({ length: some }, (_, i) => join(job.port, n + i + 1)))),
      );
    }
    return { delivered: 0, expected: 0, deliveredPerSecond: 0, p50: 0, p99: 0, loadBusy: 0 };
  }
  try {
    return await speak(job);
  } finally {
    const closing = people.map(({ socket }) => once(socket, 'close'));
    for (const { socket } of people) socket.destroy();
    await Promise.all(closing);
    people = [];
  }
}

function send({ socket, session, room }: Person, kind: Kind, number: number, text: string): void {
  socket.write(
    encodeLengthPrefixed(encode({ kind, from: session, to: room, number, ack: 0, text })),
  );
}

/** Connects and waits until the room has told who is there. */
async function join(port: number, session: number): Promise<Person> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const person: Person = { socket, session, room: 0, said: 0 };
  const frames = new LengthPrefixDecoder();
  await once(socket, 'connect');
  socket.on('error', () => {}); // a room that is gone shows as lines that do not come
  return await new Promise((resolve) => {
    socket.on('data', (piece) => {
      for (const frame of frames.push(piece)) {
        const message = decode(frame);
        if (message.kind === 'hello' && person.room === 0) {
          person.room = message.from;
          send(person, 'hello', 1, `g${session}`);
        } else if (message.kind === 'notice' && message.text.startsWith('Na sala')) resolve(person);
        else hear(person, message);
      }
    });
    send(person, 'hello', 1, `g${session}`);
  });
}

async function speak({ speakers, lines }: ChatJob): Promise<ChatResult> {
  const expected = lines * (people.length - 1);
  const latencies: number[] = [];
  let [said, delivered] = [0, 0];
  let finish: () => void = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const patience = setTimeout(() => finish(), PATIENCE);
  const say = (person: Person) => {
    if (said === lines) return;
    said++;
    person.said++;
    send(person, 'text', person.said, `${performance.now()} uma linha de conversa`);
  };
  hear = (person, { kind, ack, text }) => {
    if (kind === 'ack' && ack === person.said) say(person);
    if (kind !== 'said') return;
    delivered++;
    latencies.push(performance.now() - Number.parseFloat(text.slice(text.indexOf('\n') + 1)));
    if (delivered % 1_000 === 0) patience.refresh();
    if (delivered === expected) finish();
  };
  const busy = process.cpuUsage();
  const started = performance.now();
  for (const person of people.slice(0, speakers)) say(person);
  await finished;
  clearTimeout(patience);
  hear = () => {};
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(busy);
  return {
    delivered,
    expected,
    deliveredPerSecond: delivered / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    loadBusy: (user + system) / 1e6 / seconds,
  };
}
