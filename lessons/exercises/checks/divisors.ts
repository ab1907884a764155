import {
  type Check,
  CheckFailure,
  type Conversation,
  type Exercise,
  failingAfter,
  type ServerSession,
} from '@tomada/checker';
import { dumps } from '@tomada/marshal';
import { pack } from '@tomada/struct';
import {
  closesAfterwards,
  type Exchange,
  servesTwo,
  survivesCuts,
  waitsForAll,
} from './manners.ts';

const PAUSE = 200;
/** ms that an answer may take for N up to 10¹². */
const ANSWER_LIMIT = 2_000;

/** The largest prime below 10¹⁸. */
const LARGE_PRIME = 999_999_999_999_999_989n;

const request = (n: bigint | number) => pack('!q', n);
const answer = (divisors: readonly (bigint | number)[]) => dumps(divisors, 2);

/** The divisors in rising order, by a loop to the square root. */
function divisorsOf(n: number): number[] {
  const low: number[] = [];
  const high: number[] = [];
  for (let d = 1; d * d <= n; d++) {
    if (n % d !== 0) continue;
    low.push(d);
    if (d !== n / d) high.unshift(n / d);
  }
  return [...low, ...high];
}

async function ask(
  session: ServerSession,
  n: bigint | number,
  divisors: readonly (bigint | number)[] = divisorsOf(Number(n)),
): Promise<void> {
  await using conversation = await session.connect();
  conversation.send(request(n));
  const shown = divisors.length > 8 ? `${divisors.slice(0, 8).join(', ')}…` : divisors.join(', ');
  const right = divisors.length === 0 ? 'a lista vazia' : `[${shown}]`;
  await failingAfter(`N = ${n}, e o certo é ${right}.`, () =>
    conversation.expectAnswer(answer(divisors)),
  );
}

async function askInTime(session: ServerSession, n: number): Promise<void> {
  const begin = performance.now();
  await ask(session, n);
  const took = performance.now() - begin;
  if (took <= ANSWER_LIMIT) return;
  const sentence = `N = ${n} levou ${(took / 1000).toFixed(1)} s, e o limite é ${ANSWER_LIMIT / 1000} s.`;
  throw new CheckFailure('too-slow', sentence);
}

const exchange: Exchange = {
  question: request(6),
  cut: 5,
  expect: (conversation: Conversation) => conversation.expectNext(answer([1, 2, 3, 6])),
};

const first: Check<ServerSession> = {
  name: 'responde a lista em marshal (versão 2)',
  points: 2,
  hint: 'marshal.dumps(lista, 2) no Python; dumps(lista, 2) de @tomada/marshal no TypeScript. Sem dizer a versão, o Python usa outra, e os bytes mudam.',
  async run(session) {
    await using conversation = await session.connect();
    await conversation.staySilent();
    conversation.send(request(6));
    await conversation.expectAnswer(answer([1, 2, 3, 6]));
  },
};

export const divisors: Exercise = {
  name: 'divisors',
  title: 'Divisores',
  page: '/licoes/exercises/divisors',
  hints: [
    'Comece com uma lista fixa, como [1, 2, 3, 6], e confira os bytes. A conta vem depois.',
    'Os divisores andam aos pares: se d divide N, N ÷ d também divide. Por isso basta ir até a raiz quadrada de N.',
    'Junte duas listas: a dos pequenos, que cresce, e a dos seus pares, que diminui. A segunda vai de trás para a frente; e cuidado com N = 36, em que 6 é par de si mesmo.',
  ],
  server: {
    side: 'server',
    protocol: 'tcp',
    port: 12347,
    checks: [
      first,
      {
        name: 'responde a lista vazia a N menor que 1',
        points: 1,
        hint: 'Zero e números negativos não têm lista: responda marshal.dumps([], 2).',
        async run(session) {
          await ask(session, 6);
          for (const n of [0, -4]) await ask(session, n, []);
        },
      },
      {
        name: 'não repete nem esquece um divisor',
        points: 1,
        hint: 'Confira os casos da ponta: 1 tem um divisor só, um primo tem dois, e a raiz de um quadrado entra uma vez.',
        async run(session) {
          for (const n of [1, 97, 36, 60]) await ask(session, n);
        },
      },
      {
        name: 'escreve números que não cabem em 32 bits',
        points: 1,
        hint: 'O marshal muda de forma acima de 2³¹ − 1. Deixe a biblioteca escrever a lista inteira: não monte os bytes à mão.',
        run: (session) => ask(session, 2 ** 33),
      },
      {
        name: 'responde em 2 s até N = 10¹²',
        points: 1,
        seconds: 8,
        hint: 'Um laço até N dá um trilhão de voltas. Até a raiz quadrada, um milhão.',
        async run(session) {
          await askInTime(session, 999_999_999_989);
          await askInTime(session, 10 ** 12);
        },
      },
      waitsForAll(
        1,
        exchange,
        'recv(8) pode trazer só 5 dos 8 bytes, e um evento data também: junte até ter 8.',
      ),
      servesTwo(1, exchange),
      survivesCuts(1, exchange),
      closesAfterwards(1, exchange),
      {
        name: 'responde em 2 s a um primo perto de 10¹⁸',
        points: 0,
        badge: 'Além da raiz',
        seconds: 2,
        hint: 'A raiz de 10¹⁸ dá um bilhão de voltas. É preciso outro caminho: por exemplo, ver se N é primo por Miller–Rabin.',
        run: (session) => ask(session, LARGE_PRIME, [1, LARGE_PRIME]),
      },
    ],
  },
  client: {
    side: 'client',
    protocol: 'tcp',
    port: 12347,
    checks: [
      {
        name: 'envia N em 8 bytes (!q)',
        points: 3,
        hint: 'pack("!q", N): 8 bytes, com sinal, na ordem da rede; nada de texto e nada de quebra de linha.',
        async run(client) {
          await client.run(['6'], async (conversation) => {
            await conversation.expectNext(request(6));
            conversation.send(answer([1, 2, 3, 6]));
          });
        },
      },
      {
        name: 'mostra os divisores',
        points: 3,
        hint: 'Mostre exatamente: Divisores: 1, 2, 3, 6',
        async run(client) {
          const run = await client.run(['6'], async (conversation) => {
            await conversation.expectNext(request(6));
            conversation.send(answer([1, 2, 3, 6]));
          });
          run.expectLines('Divisores: 1, 2, 3, 6');
          run.expectCode(0);
        },
      },
      {
        name: 'junta a lista que chega em pedaços',
        points: 2,
        hint: 'O tamanho da lista não se sabe antes: junte os bytes até o servidor fechar, e só então desfaça.',
        async run(client) {
          const run = await client.run(['6'], async (conversation) => {
            await conversation.expectNext(request(6));
            const bytes = answer([1, 2, 3, 6]);
            conversation.send(bytes.subarray(0, 8));
            await conversation.pause(PAUSE);
            conversation.send(bytes.subarray(8));
          });
          run.expectLines('Divisores: 1, 2, 3, 6');
        },
      },
      {
        name: 'mostra «nenhum» para a lista vazia',
        points: 1,
        hint: 'Mostre exatamente: Divisores: nenhum',
        async run(client) {
          const run = await client.run(['0'], async (conversation) => {
            await conversation.expectNext(request(0));
            conversation.send(answer([]));
          });
          run.expectLines('Divisores: nenhum');
        },
      },
      {
        name: 'avisa com o código 1 quando a lista vem cortada',
        points: 1,
        hint: 'Bytes que não são um valor inteiro dão erro em loads: trate-o, diga o que houve e termine com o código 1.',
        async run(client) {
          const run = await client.run(['6'], async (conversation) => {
            await conversation.expectNext(request(6));
            conversation.send(answer([1, 2, 3, 6]).subarray(0, 12));
          });
          run.refuseLines(/Divisores:/);
          run.expectCode(1);
        },
      },
    ],
  },
};
