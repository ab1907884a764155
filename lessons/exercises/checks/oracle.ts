import {
  type Check,
  CheckFailure,
  type Conversation,
  type Exercise,
  type ServerSession,
} from '@tomada/checker';
import { closesAfterwards, type Exchange, servesTwo, waitsForAll } from './manners.ts';

const ANSWERS = ['sim', 'não', 'talvez'] as const;
const QUESTION = 'Vai chover amanhã?\n';
/** ms between what is sent and what follows, so that they travel apart. */
const PAUSE = 200;
/** One of three answers stays away for so many questions once in a hundred thousand judgements. */
const MANY = 30;

/** An answer that is meant to be one of the three; how it is written is the business of the first check. */
async function expectAny(conversation: Conversation): Promise<string> {
  const text = decode(await conversation.readAnswer());
  const meant = withoutAccents(text.trim().toLowerCase());
  const answer = ANSWERS.find((each) => withoutAccents(each) === meant);
  if (answer !== undefined) return answer;
  throw new CheckFailure('wrong-answer', `A resposta está errada: «${text}».`);
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

/** UTF-8; what is none is shown and compared as Latin-1. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

const exchange: Exchange = {
  question: new TextEncoder().encode(QUESTION),
  cut: 5,
  expect: async (conversation) => {
    await expectAny(conversation);
  },
};

const answers: Check<ServerSession> = {
  name: 'responde sim, não ou talvez, e mais nada',
  points: 2,
  seconds: 10,
  hint: 'A resposta são só os bytes da palavra, em UTF-8: sem quebra de linha, com o til de «não».',
  async run(session) {
    for (let count = 0; count < MANY; count++) {
      await using conversation = await session.connect();
      if (count === 0) await conversation.staySilent();
      conversation.send(QUESTION);
      await conversation.expectOneOf(ANSWERS);
    }
  },
};

const halfClose: Check<ServerSession> = {
  name: 'aceita a pergunta que termina com o fim do envio',
  points: 1,
  hint: 'Sem quebra de linha, a pergunta termina quando o cliente avisa que não enviará mais nada (recv dá b"", ou o evento end). O servidor ainda pode responder: allowHalfOpen, no Node.',
  async run(session) {
    await using conversation = await session.connect();
    conversation.send('Vai chover?');
    conversation.end();
    await expectAny(conversation);
  },
};

const empty: Check<ServerSession> = {
  name: 'fecha sem responder a uma pergunta vazia',
  points: 1,
  hint: 'Uma linha vazia, ou uma conexão que fecha sem dizer nada, não é uma pergunta.',
  async run(session) {
    await using line = await session.connect();
    line.send('\n');
    await line.expectNothing('Respondeu a uma linha vazia.');
    await line.expectClose();
    await using nothing = await session.connect();
    nothing.end();
    await nothing.expectNothing('Respondeu a quem não perguntou nada.');
    await using asking = await session.connect();
    asking.send(QUESTION);
    await expectAny(asking);
  },
};

const survives: Check<ServerSession> = {
  name: 'continua de pé quando um cliente derruba a conexão',
  points: 1,
  hint: 'Um erro em uma conexão (ECONNRESET) é só dela: escute o evento error no Node, ou use try/except em volta do recv no Python.',
  async run(session) {
    const broken = await session.connect({ resetAfter: 3 });
    broken.send('Vai chover');
    const second = await session.connect();
    second.send('Vai');
    await second.pause(PAUSE);
    second.reset();
    await broken.pause(PAUSE); // a program that dies of it needs its time
    await using asking = await session.connect();
    asking.send(QUESTION);
    await expectAny(asking);
  },
};

const allThree: Check<ServerSession> = {
  name: 'dá as três respostas, ao acaso',
  points: 1,
  seconds: 12,
  hint: 'Sorteie entre as três: random.choice no Python; Math.random ou randomInt no Node.',
  async run(session) {
    const seen = new Set<string>();
    for (let count = 0; count < 2 * MANY && seen.size < ANSWERS.length; count++) {
      await using conversation = await session.connect();
      conversation.send(QUESTION);
      seen.add(await expectAny(conversation));
    }
    if (seen.size === ANSWERS.length) return;
    const missing = ANSWERS.filter((each) => !seen.has(each)).join(', ');
    throw new CheckFailure('wrong-answer', `Em ${2 * MANY} perguntas não apareceu: ${missing}.`);
  },
};

export const oracle: Exercise = {
  name: 'oracle',
  title: 'Oráculo',
  page: '/licoes/exercises/oracle',
  hints: [
    'Comece por aceitar uma conexão e mostrar no terminal o que chega. Só depois pense na resposta.',
    'TCP entrega bytes, não perguntas: guarde o que chega até ver a quebra de linha (byte 0a) ou o fim do envio.',
    'A lição «Linhas» do servidor TCP tem tudo o que é preciso para juntar os pedaços: o LineDecoder, ou um laço com recv.',
  ],
  server: {
    side: 'server',
    protocol: 'tcp',
    port: 12345,
    checks: [
      answers,
      closesAfterwards(1, exchange),
      halfClose,
      waitsForAll(
        1,
        exchange,
        'Não responda ao primeiro recv ou ao primeiro evento data: a pergunta só termina na quebra de linha.',
      ),
      empty,
      servesTwo(2, exchange),
      survives,
      allThree,
    ],
  },
  client: {
    side: 'client',
    protocol: 'tcp',
    port: 12345,
    checks: [
      {
        name: 'envia a pergunta, em uma linha',
        points: 3,
        hint: 'Envie a pergunta em UTF-8 e termine com \\n, ou feche só o seu lado depois dela.',
        async run(client) {
          await client.run(['Vai chover amanhã?'], async (conversation) => {
            const question = await conversation.readLine();
            if (question.trimEnd() !== 'Vai chover amanhã?') {
              throw new CheckFailure('wrong-request', `A pergunta chegou assim: «${question}».`);
            }
            conversation.send('sim');
          });
        },
      },
      {
        name: 'mostra a resposta',
        points: 3,
        hint: 'Mostre exatamente: Oráculo: não',
        async run(client) {
          const run = await client.run(['Vai chover amanhã?'], async (conversation) => {
            await conversation.readLine();
            conversation.send('não');
          });
          run.expectLines('Oráculo: não');
          run.expectCode(0);
        },
      },
      {
        name: 'junta a resposta que chega em pedaços',
        points: 2,
        hint: 'Um recv ou um evento data pode trazer só o começo: junte os bytes até o servidor fechar, e só então decodifique.',
        async run(client) {
          const run = await client.run(['Vai chover?'], async (conversation) => {
            await conversation.readLine();
            const answer = new TextEncoder().encode('não');
            conversation.send(answer.subarray(0, 2)); // in the middle of the ã
            await conversation.pause(PAUSE);
            conversation.send(answer.subarray(2));
          });
          run.expectLines('Oráculo: não');
        },
      },
      {
        name: 'avisa com o código 1 quando não vem resposta',
        points: 2,
        hint: 'O servidor fechou sem dizer nada? Isso não é uma resposta: diga o que houve na saída de erros e termine com o código 1.',
        async run(client) {
          const run = await client.run(['Vai chover?'], async (conversation) => {
            await conversation.readLine();
          });
          run.refuseLines(/Oráculo:/);
          run.expectCode(1);
        },
      },
    ],
  },
};
