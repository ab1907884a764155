import type { Marshallable } from '@tomada/marshal';
import { PyTuple } from '@tomada/marshal';

/** A kind of value to be measured. */
export interface MarshalCase {
  readonly name: string;
  /** One of the items of the list that is measured. @param random from 0 to below 1 */
  makeItem(random: () => number): Marshallable;
}

const WORDS =
  'ana bruno carla recife olinda tomada servidor cliente rede socket ação são olá é'.split(' ');

const whole = (random: () => number, limit: number): number => Math.floor(random() * limit);
const word = (random: () => number): string => WORDS[whole(random, WORDS.length)] ?? '';
const list = <Item>(length: number, make: () => Item): Item[] => Array.from({ length }, make);

/** What programs send each other: records, numbers, texts, and small things within small things. */
export const marshalCases: readonly MarshalCase[] = [
  {
    name: 'registros',
    makeItem: (random) => ({
      id: whole(random, 2 ** 20),
      nome: `${word(random)} ${word(random)}`,
      email: `u${whole(random, 1e6)}@exemplo.com.br`,
      notas: list(4, () => Math.round(random() * 1000) / 100),
      ativo: random() < 0.5,
      etiquetas: list(3, () => word(random)),
      posição: new PyTuple([whole(random, 1000), whole(random, 1000)]),
      extra: null,
      mapa: { x: whole(random, 100), y: [whole(random, 100)] },
    }),
  },
  {
    name: 'números',
    makeItem: (random) =>
      list(20, () => (random() < 0.5 ? whole(random, 2 ** 31) : random() * 1e6)),
  },
  {
    name: 'textos',
    makeItem: (random) => list(1 + whole(random, 20), () => word(random)).join(' '),
  },
  {
    name: 'árvore',
    makeItem: (random) =>
      new PyTuple([
        whole(random, 100),
        [[word(random)], { a: [null, [true, {}]] }],
        new PyTuple([[[[]]]]),
      ]),
  },
];

/** How many values there are of each kind: nothing is measured with one alone. */
export const VARIANTS = 4;

/** A list of items until it is as long as wanted, the same every time. */
export function makeValue(
  { makeItem }: MarshalCase,
  variant: number,
  isLongEnough: (items: readonly Marshallable[]) => boolean,
): Marshallable {
  let state = variant + 1;
  // Park and Miller's generator, 1988: it repeats, and that is all that is asked of it.
  const random = (): number => {
    state = (state * 48_271) % (2 ** 31 - 1);
    return state / (2 ** 31 - 1);
  };
  const items: Marshallable[] = [];
  while (!isLongEnough(items)) for (let more = 0; more < 100; more++) items.push(makeItem(random));
  return items;
}
