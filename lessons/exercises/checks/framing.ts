import {
  type Check,
  type Conversation,
  type Exercise,
  failingAs,
  type ServerSession,
} from '@tomada/checker';
import { encodeLengthPrefixed } from '@tomada/utils';
import { type Exchange, servesTwo, survivesCuts, waitsForAll } from './manners.ts';

const PAUSE = 200;

const message = (text: string) => encodeLengthPrefixed(new TextEncoder().encode(text));

const exchange: Exchange = {
  question: message('olá'),
  cut: 6, // in the middle of the text
  expect: (conversation: Conversation) => conversation.expectNext(message('OLÁ')),
};

const glued: Check<ServerSession> = {
  name: 'separa mensagens que chegam grudadas',
  points: 1,
  hint: 'Um recv pode trazer duas mensagens e meia: depois de tirar uma, olhe se já há outra no que sobrou.',
  async run(session) {
    await using conversation = await session.connect();
    const texts = ['um', 'dois', 'três'];
    conversation.send(Buffer.concat(texts.map(message)));
    for (const text of texts) await conversation.expectNext(message(text.toUpperCase()));
  },
};

export const framing: Exercise = {
  name: 'framing',
  title: 'Mensagens com tamanho',
  page: '/licoes/exercises/framing',
  hints: [
    'Primeiro 4 bytes, que dizem um tamanho; depois tantos bytes quantos ele disser. E de novo, até o cliente terminar.',
    'Guarde o que chegou. Tem menos de 4 bytes? Espere. Tem o tamanho, mas não o texto inteiro? Espere. Tem tudo? Tire a mensagem e olhe outra vez.',
    'O tamanho é em bytes, e não em letras: codifique o texto primeiro, e só então meça.',
  ],
  server: {
    side: 'server',
    protocol: 'tcp',
    port: 12348,
    checks: [
      {
        name: 'devolve o texto em maiúsculas, com o tamanho na frente',
        points: 2,
        hint: 'pack("!I", tamanho) e os bytes do texto. «olá» tem 3 letras e 4 bytes: meça depois de codificar.',
        async run(session) {
          await using conversation = await session.connect();
          await conversation.staySilent();
          conversation.send(message('olá'));
          await conversation.expectAnswer(message('OLÁ'));
        },
      },
      {
        name: 'responde a muitas mensagens na mesma conexão, e fecha no fim',
        points: 2,
        hint: 'Não feche depois da primeira: continue até o cliente avisar que terminou, e então encerre o seu lado.',
        async run(session) {
          await using conversation = await session.connect();
          for (const text of ['um', 'dois', 'ação']) {
            conversation.send(message(text));
            await conversation.expectNext(message(text.toUpperCase()));
          }
          conversation.end();
          await conversation.expectClose();
        },
      },
      glued,
      {
        name: 'responde à mensagem vazia com a mensagem vazia',
        points: 1,
        hint: 'Tamanho 0 também é uma mensagem: a resposta são quatro bytes zero.',
        async run(session) {
          await using conversation = await session.connect();
          conversation.send(Buffer.concat([message(''), message('a')]));
          await conversation.expectNext(message(''));
          await conversation.expectNext(message('A'));
        },
      },
      {
        name: 'recusa um tamanho maior que 65.536',
        points: 1,
        hint: 'Um estranho pode anunciar 4 GB. Confira o tamanho antes de guardar qualquer coisa, e feche a conexão.',
        async run(session) {
          await using greedy = await session.connect();
          greedy.send(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x61));
          await greedy.expectClose(true);
          await using longest = await session.connect();
          longest.send(message('a'.repeat(65_536)));
          await longest.expectNext(message('A'.repeat(65_536)));
        },
      },
      waitsForAll(
        1,
        exchange,
        'Os 4 bytes do tamanho e o texto podem chegar em pedaços: junte até ter tudo.',
      ),
      servesTwo(1, exchange),
      survivesCuts(1, exchange),
    ],
  },
  client: {
    side: 'client',
    protocol: 'tcp',
    port: 12348,
    checks: [
      {
        name: 'envia cada palavra com o tamanho na frente',
        points: 3,
        hint: 'pack("!I", tamanho) e os bytes, uma mensagem para cada palavra, na mesma conexão.',
        async run(client) {
          await client.run(['um', 'dois'], async (conversation) => {
            await answerAll(conversation, ['um', 'dois']);
          });
        },
      },
      {
        name: 'mede em bytes, e não em letras',
        points: 1,
        hint: '«ação» tem 4 letras e 6 bytes: codifique primeiro, e meça o resultado.',
        async run(client) {
          await client.run(['ação'], (conversation) => answerAll(conversation, ['ação']));
        },
      },
      {
        name: 'mostra as respostas, na ordem',
        points: 3,
        hint: 'Uma linha para cada resposta: Resposta: OLÁ',
        async run(client) {
          const words = ['olá', 'mundo', 'ação'];
          const run = await client.run(words, (conversation) => answerAll(conversation, words));
          run.expectLines('Resposta: OLÁ', 'Resposta: MUNDO', 'Resposta: AÇÃO');
          run.expectCode(0);
        },
      },
      {
        name: 'junta a resposta que chega em pedaços',
        points: 2,
        hint: 'Leia até ter os 4 bytes do tamanho, e depois até ter o texto inteiro.',
        async run(client) {
          const run = await client.run(['olá'], async (conversation) => {
            await conversation.expectNext(message('olá'));
            const bytes = message('OLÁ');
            for (const [from, to] of [
              [0, 2],
              [2, 7],
              [7, 8],
            ] as const) {
              conversation.send(bytes.subarray(from, to));
              await conversation.pause(PAUSE);
            }
          });
          run.expectLines('Resposta: OLÁ');
        },
      },
      {
        name: 'avisa com o código 1 quando a resposta vem cortada',
        points: 1,
        hint: 'A conexão acabou no meio de uma mensagem? Diga o que houve e termine com o código 1.',
        async run(client) {
          const run = await client.run(['olá'], async (conversation) => {
            await conversation.expectNext(message('olá'));
            conversation.send(message('OLÁ').subarray(0, 6));
          });
          run.refuseLines(/Resposta:/);
          run.expectCode(1);
        },
      },
    ],
  },
};

/**
 * Answers each message as soon as it is there: whether the client sends all at once or waits in between is its choice.
 * The answers travel apart, so that what a client that takes each recv for a message shows does not hang on luck.
 */
async function answerAll(conversation: Conversation, texts: readonly string[]): Promise<void> {
  for (const [index, text] of texts.entries()) {
    await failingAs('wrong-request', `Faltou a mensagem «${text}», ou ela veio cortada.`, () =>
      conversation.expectNext(message(text)),
    );
    if (index > 0) await conversation.pause(PAUSE);
    conversation.send(message(text.toUpperCase()));
  }
}
