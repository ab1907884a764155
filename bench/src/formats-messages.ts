/** One measuring of a place. */
export interface Reading {
  readonly sensor: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly temperature: number;
  readonly humidity: number;
}

/** Something with text in it. */
export interface Note {
  readonly id: number;
  readonly name: string;
  readonly city: string;
  readonly text: string;
}

export interface Messages {
  readonly reading: Reading;
  readonly readings: readonly Reading[];
  readonly note: Note;
}

export type MessageId = keyof Messages;

/** What is sent, in the order of the tables; of the one that says so the page draws the sizes. */
export const messages: readonly { id: MessageId; title: string; drawn?: true }[] = [
  { id: 'reading', title: 'Uma leitura: dois inteiros e dois doubles' },
  { id: 'readings', title: 'Uma lista de cem leituras', drawn: true },
  { id: 'note', title: 'Um recado: um inteiro e três textos com acentos' },
];

/** How many different ones of each there are: one message over and over would let a compiler guess. */
const SETS: Readonly<Record<MessageId, number>> = { reading: 64, readings: 16, note: 64 };

const names = ['João', 'Maria', 'Conceição', 'Íris', 'Sebastião', 'Luís', 'Ana', 'Zoé'];
const cities = ['Natal', 'São Luís', 'Maceió', 'Belém', 'Caicó', 'Mossoró', 'Brasília', 'Goiânia'];
const words = ['água', 'sensor', 'não', 'responde', 'desde', 'ontem', 'amanhã', 'às', 'três', 'já'];

/** The messages of one kind: the same ones in every run. */
export function makeMessages<Id extends MessageId>(id: Id): Messages[Id][] {
  const random = seeded(20261121);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item; // never empty
  const reading = (): Reading => ({
    sensor: Math.floor(random() * 0x10000),
    time: 1_760_000_000 + Math.floor(random() * 1e7),
    temperature: Math.round(random() * 4000) / 100,
    humidity: Math.round(random() * 1000) / 10,
  });
  const makers: { [Each in MessageId]: () => Messages[Each] } = {
    reading,
    readings: () => Array.from({ length: 100 }, reading),
    note: () => ({
      id: Math.floor(random() * 2 ** 31),
      name: pick(names),
      city: pick(cities),
      text: Array.from({ length: 5 + Math.floor(random() * 15) }, () => pick(words)).join(' '),
    }),
  };
  return Array.from({ length: SETS[id] }, makers[id]);
}

/** Numbers from 0 to 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
