import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import {
  type Check,
  CheckFailure,
  type ClientSession,
  type Exercise,
  PortLock,
} from '@tomada/checker';
import { close, listen } from '@tomada/utils';

const HOST = '127.0.0.1';
/** Below the ports that systems lend to outgoing connections, so that nobody opens one there meanwhile. */
const LOWEST = 20_000;
const HIGHEST = 30_000;
/** A judgement has so many of them to itself: another one's doors would be found as well. */
const DISTRICT = 1_000;
const TRIES = 50;

/** What a port saw of the program. */
interface Door {
  readonly server: Server;
  readonly port: number;
  readonly visitors: Socket[];
  bytes: number;
}

/** Doors open at some ports of a range in which nothing else listens. */
class Street implements AsyncDisposable {
  readonly first: number;
  readonly last: number;
  readonly doors: readonly Door[];
  readonly #lock: PortLock;

  private constructor(first: number, last: number, doors: readonly Door[], lock: PortLock) {
    this.#lock = lock;
    this.first = first;
    this.last = last;
    this.doors = doors;
  }

  /** @param offsets which ports are open, counted from the first */
  static async open(size: number, offsets: readonly number[]): Promise<Street> {
    for (let count = 0; count < TRIES; count++) {
      const district =
        LOWEST + DISTRICT * Math.floor(Math.random() * ((HIGHEST - LOWEST) / DISTRICT));
      const lock = await PortLock.tryTake(district);
      if (lock === undefined) continue; // another judgement is there
      const first = district + Math.floor(Math.random() * (DISTRICT - size));
      const all = await openDoors(Array.from({ length: size }, (_, offset) => first + offset));
      if (all === undefined) {
        await lock[Symbol.asyncDispose]();
        continue; // another program has one of them
      }
      const kept = all.filter((_, offset) => offsets.includes(offset));
      await Promise.all(
        all.filter((door) => !kept.includes(door)).map(({ server }) => close(server)),
      );
      return new Street(first, first + size - 1, kept, lock);
    }
    throw new Error('no free range of ports');
  }

  get words(): [string, string] {
    return [String(this.first), String(this.last)];
  }

  get lines(): string[] {
    return this.doors.map(({ port }) => `Porta ${port} aberta`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.doors.map(({ server }) => close(server)));
    await this.#lock[Symbol.asyncDispose]();
  }
}

async function openDoors(ports: readonly number[]): Promise<Door[] | undefined> {
  const doors: Door[] = [];
  try {
    for (const port of ports) doors.push(await openDoor(port));
    return doors;
  } catch {
    await Promise.all(doors.map(({ server }) => close(server)));
    return undefined;
  }
}

async function openDoor(port: number): Promise<Door> {
  const server = createServer();
  const door: Door = { server, port, visitors: [], bytes: 0 };
  server.on('connection', (visitor) => {
    door.visitors.push(visitor);
    visitor.on('data', (bytes) => {
      door.bytes += bytes.length;
    });
    visitor.on('error', () => {}); // a reset closes as well
  });
  await listen(server, { host: HOST, port });
  return door;
}

function total(count: number): string {
  return count === 1 ? '1 porta aberta' : `${count} portas abertas`;
}

function finds(
  name: string,
  points: number,
  size: number,
  offsets: readonly number[],
  hint: string,
): Check<ClientSession> {
  return {
    name,
    points,
    hint,
    seconds: 6,
    async run(client) {
      await using street = await Street.open(size, offsets);
      const run = await client.runAlone(street.words);
      run.expectLines(...street.lines, total(offsets.length));
      const open = street.doors.map(({ port }) => port).join('|') || 'nenhuma';
      run.refuseLines(new RegExp(`Porta (?!(?:${open}) )\\d+ aberta`));
    },
  };
}

const polite: Check<ClientSession> = {
  name: 'não envia nada, e fecha o que abriu',
  points: 1,
  hint: 'Conectou? Já sabe o que queria: feche a conexão (destroy no Node, close no Python) sem escrever.',
  seconds: 6,
  async run(client) {
    await using street = await Street.open(30, [3, 17]);
    const run = await client.runAlone(street.words);
    run.expectLines(...street.lines, total(2));
    run.expectCode(0);
    for (const { port, bytes, visitors } of street.doors) {
      if (bytes > 0) {
        const sentence = `A porta ${port} recebeu ${bytes} bytes, e não devia receber nenhum.`;
        throw new CheckFailure('wrong-request', sentence);
      }
      for (const visitor of visitors) if (!visitor.closed) await once(visitor, 'close');
    }
  },
};

const wrongRange: Check<ClientSession> = {
  name: 'recusa um intervalo que não existe, com o código 2',
  points: 1,
  seconds: 6,
  hint: 'A primeira porta não pode vir depois da última: diga isso na saída de erros e termine com o código 2.',
  async run(client) {
    await using street = await Street.open(10, [4]);
    const [first, last] = street.words;
    const right = await client.runAlone([first, last]);
    right.expectLines(...street.lines);
    const run = await client.runAlone([last, first]);
    run.refuseLines(/portas? aberta/);
    run.expectCode(2);
  },
};

export const scanner: Exercise = {
  name: 'scanner',
  title: 'Portas abertas',
  page: '/licoes/exercises/scanner',
  hints: [
    'Uma porta está aberta se connect consegue. Fechada, o sistema recusa na hora: ECONNREFUSED.',
    'Uma porta depois da outra já resolve. Para ser mais rápido, tente várias ao mesmo tempo, mas não mais de 64.',
    'Quem termina primeiro não é quem vem primeiro: guarde as abertas e ordene como números antes de mostrar.',
  ],
  client: {
    side: 'client',
    protocol: 'tcp',
    port: 0,
    checks: [
      finds(
        'acha as portas abertas',
        3,
        30,
        [5, 20],
        'Mostre uma linha para cada porta, como: Porta 25001 aberta. E no fim: 2 portas abertas',
      ),
      finds(
        'conta também a primeira e a última',
        2,
        20,
        [0, 19],
        'O intervalo inclui as duas pontas: cuidado com o < no lugar do <=.',
      ),
      finds(
        'não inventa portas',
        1,
        20,
        [],
        'ECONNREFUSED quer dizer fechada. No fim, mostre: 0 portas abertas',
      ),
      finds('diz «1 porta aberta» no singular', 1, 10, [4], 'Uma só: 1 porta aberta'),
      finds(
        'mostra as portas em ordem, em um intervalo grande',
        1,
        600,
        [2, 99, 100, 301, 599],
        'As respostas chegam em qualquer ordem: ordene como números, e não como textos.',
      ),
      polite,
      wrongRange,
    ],
  },
};
