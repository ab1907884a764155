/**
 * Portas abertas: tenta cada porta TCP deste computador em um intervalo e diz
 * em quais alguém escuta. Só deste: varrer o dos outros pede licença.
 */
import { connect } from 'node:net';
import {
  endOnInterrupt,
  lineFromKeyboard,
  readOptions,
  secondsOption,
  visibleText,
} from '@tomada/utils';

const CALL = 'pnpm --filter lesson-exercises scanner:client --solution';
const EXAMPLE = `${CALL} 12300 12400`;
const { timeout, words } = readOptions({
  usage: `${CALL} <primeira> <última>`,
  about: 'Diz em quais portas deste computador alguém escuta.',
  options: {
    timeout: secondsOption('quanto esperar por cada porta', 1),
  },
  words: { example: EXAMPLE, optional: true },
});
endOnInterrupt();

const HOST = '127.0.0.1';
const MOST_PORTS = 2_000;
const MOST_AT_A_TIME = 64;

/** Lê «primeira última», as duas incluídas; o que não serve é uso errado. */
function readRange(text: string): readonly [number, number] {
  const [, first, last] = /^(\d{1,5})\s+(\d{1,5})$/.exec(text) ?? [];
  const [low, high] = [Number(first), Number(last)];
  const isRange = low >= 1 && high <= 65535 && low <= high;
  if (isRange && high - low < MOST_PORTS) return [low, high];
  console.error(
    `«${visibleText(text)}» não é um intervalo de portas. Use dois números inteiros de 1 a 65535, o menor primeiro, com no máximo ${MOST_PORTS} portas. Por exemplo: ${EXAMPLE}`,
  );
  process.exit(2);
}

/** Diz se alguém escuta na porta. Não envia nada e fecha o que abriu. */
function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect({ host: HOST, port });
    const settle = (open: boolean) => {
      connection.destroy();
      resolve(open);
    };
    // A porta de saída é sorteada. Se for justo esta, a conexão é conosco
    // mesmos, e ninguém escuta ali.
    connection.on('connect', () => settle(connection.localPort !== port));
    // ECONNREFUSED: ninguém escuta.
    connection.on('error', () => settle(false));
    connection.setTimeout(timeout * 1000, () => settle(false));
  });
}

const [first, last] = readRange(
  words.join(' ') || (await lineFromKeyboard('Portas: ', EXAMPLE)).trim(),
);
const found: number[] = [];
let next = first;

/** Pega a próxima porta que ninguém pegou, até acabarem. */
async function work(): Promise<void> {
  while (next <= last) {
    const port = next++;
    if (await isOpen(port)) found.push(port);
  }
}

// Uma de cada vez demora; todas de uma vez esgotariam os sockets do programa.
await Promise.all(Array.from({ length: MOST_AT_A_TIME }, work));
// Elas terminam em qualquer ordem; quem lê quer a das portas.
found.sort((a, b) => a - b);
for (const port of found) console.log(`Porta ${port} aberta`);
console.log(
  found.length === 1 ? '1 porta aberta' : `${found.length} portas abertas`,
);
