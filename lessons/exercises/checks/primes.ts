import {
  type Check,
  type Conversation,
  type Exercise,
  failingAfter,
  type ServerSession,
} from '@tomada/checker';
import { pack } from '@tomada/struct';
import {
  closesAfterwards,
  type Exchange,
  servesTwo,
  survivesCuts,
  waitsForAll,
} from './manners.ts';

const PAUSE = 200;

const request = (n: bigint | number) => pack('!q', n);
const answer = (x: bigint | number) => pack('!Q', x);

async function ask(session: ServerSession, n: bigint | number, x: bigint | number): Promise<void> {
  await using conversation = await session.connect();
  conversation.send(request(n));
  const sentence = `N = ${n}, e o certo é X = ${x}.`;
  await failingAfter(sentence, () => conversation.expectAnswer(answer(x)));
}

function asks(
  name: string,
  points: number,
  pairs: readonly (readonly [n: bigint | number, x: bigint | number])[],
  hint: string,
): Check<ServerSession> {
  return {
    name,
    points,
    hint,
    async run(session) {
      for (const [n, x] of pairs) await ask(session, n, x);
    },
  };
}

/** Right by itself, however the other numbers are answered. */
const exchange: Exchange = {
  question: request(10),
  cut: 5,
  expect: (conversation: Conversation) => conversation.expectNext(answer(77)),
};

export const primes: Exercise = {
  name: 'primes',
  title: 'Primos vizinhos',
  page: '/licoes/exercises/primes',
  hints: [
    'Comece pelos bytes: receba 8, desfaça com unpack("!q") e mostre N no terminal. A conta vem depois.',
    'N é primo se nenhum número de 2 até a raiz quadrada de N o divide. Passou da raiz, não há mais o que achar.',
    'O produto cresce depressa: de N perto de 4.294.967.291 em diante, X já não cabe em 64 bits, e a resposta é 0. Dá para saber disso sem procurar primo nenhum.',
  ],
  server: {
    side: 'server',
    protocol: 'tcp',
    port: 12346,
    checks: [
      {
        name: 'responde X em 8 bytes (!Q)',
        points: 2,
        hint: 'Os dois lados usam a ordem da rede: unpack("!q") para ler N, pack("!Q") para escrever X.',
        async run(session) {
          await using conversation = await session.connect();
          await conversation.staySilent();
          conversation.send(request(10));
          await conversation.expectAnswer(answer(77));
        },
      },
      asks(
        'se N é primo, usa N e o primo seguinte',
        1,
        [
          [7, 77],
          [2, 6],
          [97, 9797],
        ],
        'De um N primo, X é N vezes o próximo primo: 7 × 11 = 77, e 2 × 3 = 6.',
      ),
      asks(
        'acha os vizinhos de números pequenos e médios',
        1,
        [
          [4, 15],
          [90, 8633],
          [1_000_000, 999_985_999_949],
        ],
        'O primo de baixo e o de cima: 4 fica entre 3 e 5, e 90, entre 89 e 97.',
      ),
      {
        name: 'responde 0 a N menor que 2',
        points: 1,
        hint: 'Não há primo abaixo de 2. N pode ser negativo: por isso o formato é q, com sinal.',
        async run(session) {
          await ask(session, 10, 77);
          for (const n of [1, 0, -5]) await ask(session, n, 0);
        },
      },
      {
        name: 'responde 0 quando X não cabe em 64 bits',
        points: 1,
        hint: 'Q vai até 2⁶⁴ − 1. Compare antes de empacotar. No JavaScript, faça a conta com BigInt: acima de 2⁵³ o number arredonda.',
        async run(session) {
          await ask(session, 4_294_967_290, 18_446_743_979_220_271_189n);
          await ask(session, 4_294_967_292, 0);
          await ask(session, 10n ** 12n, 0);
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
        name: 'responde na hora até ao maior N',
        points: 0,
        badge: 'Não faz conta à toa',
        hint: 'Para N enorme a resposta é 0, e dá para saber sem procurar primo nenhum.',
        seconds: 2,
        run: (session) => ask(session, 2n ** 63n - 1n, 0),
      },
    ],
  },
  client: {
    side: 'client',
    protocol: 'tcp',
    port: 12346,
    checks: [
      {
        name: 'envia N em 8 bytes (!q)',
        points: 3,
        hint: 'pack("!q", N): 8 bytes, com sinal, na ordem da rede; nada de texto e nada de quebra de linha.',
        async run(client) {
          await client.run(['-5'], async (conversation) => {
            await conversation.expectNext(request(-5));
            conversation.send(answer(0));
          });
        },
      },
      {
        name: 'mostra X, também quando é 0',
        points: 3,
        hint: 'Mostre exatamente: X = 77',
        async run(client) {
          const run = await client.run(['10'], async (conversation) => {
            await conversation.expectNext(request(10));
            conversation.send(answer(77));
          });
          run.expectLines('X = 77');
          run.expectCode(0);
          const none = await client.run(['1'], async (conversation) => {
            await conversation.expectNext(request(1));
            conversation.send(answer(0));
          });
          none.expectLines('X = 0');
        },
      },
      {
        name: 'junta os 8 bytes que chegam em pedaços',
        points: 1,
        hint: 'A resposta pode chegar em pedaços: junte até ter os 8 bytes antes de desfazer.',
        async run(client) {
          const run = await client.run(['10'], async (conversation) => {
            await conversation.expectNext(request(10));
            conversation.send(answer(77).subarray(0, 7));
            await conversation.pause(PAUSE);
            conversation.send(answer(77).subarray(7));
          });
          run.expectLines('X = 77');
        },
      },
      {
        name: 'mostra todos os dígitos de um X grande',
        points: 2,
        hint: 'No JavaScript, o Q vem como bigint: mostre-o assim. Number(x) perde os últimos dígitos. No Python, o formato com sinal (q) o faria negativo.',
        async run(client) {
          const run = await client.run(['4294967290'], async (conversation) => {
            await conversation.expectNext(request(4_294_967_290));
            conversation.send(answer(18_446_743_979_220_271_189n));
          });
          run.expectLines('X = 18446743979220271189');
        },
      },
      {
        name: 'avisa com o código 1 quando a resposta vem cortada',
        points: 1,
        hint: 'Com menos de 8 bytes não há X: diga o que houve na saída de erros e termine com o código 1.',
        async run(client) {
          const run = await client.run(['10'], async (conversation) => {
            await conversation.expectNext(request(10));
            conversation.send(answer(77).subarray(0, 4));
          });
          run.refuseLines(/X =/);
          run.expectCode(1);
        },
      },
    ],
  },
};
