/** O que medir, a partir da linha de comando. */
import {
  choiceOption,
  type Option,
  switchOption,
  UsageError,
  type Values,
  wholeNumberOption,
} from '@tomada/utils';
import type { Cell, Plan } from './measurement.ts';

const LOSSES = [0, 1, 5, 10, 20] as const;
const DELAYS = [0, 20, 100] as const;
const SIZES = [16, 200, 1000] as const;
const USUAL_SIZES = [200] as const;
const FULL_ROUNDS = 5;
const INTERVAL = 5;
const LIMIT = 60;
/** A medida da qual se guarda também a hora de cada mensagem. */
const TRACED: Cell = { loss: 5, delay: 20, size: 200 };

/** Números inteiros com vírgulas entre eles; undefined quando não se diz nada. */
function listOption(
  about: string,
  usual: string,
  [lowest, highest]: readonly [number, number],
): Option<readonly number[] | undefined> {
  return {
    placeholder: '<n,n,…>',
    about: `${about}, de ${lowest} a ${highest}`,
    fallback: undefined,
    fallbackWords: usual,
    example: '0,20',
    parse(text, name) {
      const numbers = text.split(',').map((each) => (/^\d{1,6}$/.test(each) ? Number(each) : -1));
      if (numbers.every((each) => each >= lowest && each <= highest)) return [...new Set(numbers)];
      throw new UsageError(
        `Opção ${name}: «${text}» não serve. Use números inteiros de ${lowest} a ${highest}, separados por vírgulas, por exemplo: ${name} ${lowest},${highest}`,
      );
    },
  };
}

/** Um arquivo ou uma pasta onde gravar; undefined: não grava. */
function pathOption(
  about: string,
  placeholder: string,
  example: string,
): Option<string | undefined> {
  return {
    placeholder,
    about,
    fallback: undefined,
    fallbackWords: 'não grava',
    example,
    parse(text, name) {
      if (text.trim() !== '' && !text.startsWith('-')) return text;
      throw new UsageError(
        `Opção ${name}: «${text}» não é um nome. Por exemplo: ${name} ${example}`,
      );
    },
  };
}

/** O que o programa aceita na linha de comando. */
export const program = {
  usage: 'pnpm --filter lesson-chat measure',
  about:
    'Mede TCP, UDP puro e o UDP do chat em uma rede que perde e atrasa: o que chega, e quando.',
  options: {
    full: switchOption(
      `tudo: mensagens de ${SIZES.join(', ')} bytes e ${FULL_ROUNDS} rodadas; leva uns 20 minutos`,
    ),
    loss: listOption('pacotes perdidos, em %', LOSSES.join(','), [0, 50]),
    delay: listOption('atraso de um pacote, em ms', DELAYS.join(','), [0, 1000]),
    size: listOption('bytes de uma mensagem', `${USUAL_SIZES}`, [8, 1000]),
    messages: wholeNumberOption('mensagens em cada medida', 150, { lowest: 10, highest: 1000 }),
    rounds: wholeNumberOption('vezes que cada medida se repete', 1, { lowest: 1, highest: 100 }),
    seed: wholeNumberOption('de onde saem os sorteios', 1, { lowest: 1, highest: 999_999 }),
    network: choiceOption('entre duas redes do Linux, ou pela rede ruim em 127.0.0.1', [
      'auto',
      'namespaces',
      'bad-network',
    ]),
    json: pathOption('grava as medidas nesse arquivo', '<arquivo>', 'medidas.json'),
    plots: pathOption('grava os desenhos, em SVG, nessa pasta', '<pasta>', 'desenhos'),
  },
};

/** O plano de uma linha de comando. */
export function planOf({
  full,
  loss,
  delay,
  size,
  messages,
  rounds,
  seed,
}: Values<typeof program.options>): Plan {
  return {
    losses: loss ?? LOSSES,
    delays: delay ?? DELAYS,
    sizes: size ?? (full ? SIZES : USUAL_SIZES),
    messages,
    interval: INTERVAL,
    rounds: full ? Math.max(rounds, FULL_ROUNDS) : rounds,
    limit: LIMIT,
    seed,
  };
}

/** As redes do plano. */
export function cellsOf({ losses, delays, sizes }: Plan): readonly Cell[] {
  return sizes.flatMap((size) =>
    delays.flatMap((delay) => losses.map((loss) => ({ loss, delay, size }))),
  );
}

export function isTraced({ loss, delay, size }: Cell, round: number): boolean {
  return round === 0 && loss === TRACED.loss && delay === TRACED.delay && size === TRACED.size;
}
