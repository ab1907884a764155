/**
 * What every TCP server of these exercises owes its clients, whatever it answers: to close, to wait for a whole
 * question, to serve one client while another is slow, and to survive those who leave in the middle.
 */
import { type Check, type Conversation, failingAs, type ServerSession } from '@tomada/checker';

/** A question and how its answer is recognised. */
export interface Exchange {
  readonly question: Uint8Array;
  /** How much of the question is sent before a pause. */
  readonly cut: number;
  expect(conversation: Conversation): Promise<void>;
}

/** ms */
const PAUSE = 200;

type ServerCheck = Check<ServerSession>;

async function ask(session: ServerSession, { question, expect }: Exchange): Promise<void> {
  await using conversation = await session.connect();
  conversation.send(question);
  await expect(conversation);
}

export function closesAfterwards(points: number, exchange: Exchange): ServerCheck {
  return {
    name: 'fecha a conexão depois de responder',
    points,
    hint: 'O cliente lê até o servidor fechar. Depois de enviar a resposta, encerre o seu lado: end() no Node, close() no Python.',
    async run(session) {
      await using conversation = await session.connect();
      conversation.send(exchange.question);
      await exchange.expect(conversation);
      await conversation.expectClose();
    },
  };
}

export function waitsForAll(points: number, exchange: Exchange, hint: string): ServerCheck {
  return {
    name: 'espera a mensagem que chega em pedaços',
    points,
    hint,
    async run(session) {
      const { question, cut } = exchange;
      await using inTwo = await session.connect();
      inTwo.send(question.subarray(0, cut));
      await inTwo.expectNothing('Respondeu antes de a mensagem terminar.', 'too-early');
      inTwo.send(question.subarray(cut));
      await exchange.expect(inTwo);
      await using byByte = await session.connect({ chunk: 1 });
      byByte.send(question);
      await exchange.expect(byByte);
    },
  };
}

export function servesTwo(points: number, exchange: Exchange): ServerCheck {
  return {
    name: 'atende um cliente enquanto outro está no meio da mensagem',
    points,
    hint: 'Um cliente lento não pode segurar os outros: no Node, nada de esperar parado; no Python, uma thread para cada conexão.',
    async run(session) {
      const { question, cut } = exchange;
      await using slow = await session.connect();
      slow.send(question.subarray(0, cut));
      const sentence = 'Um cliente parou no meio da mensagem, e o segundo ficou sem resposta.';
      await failingAs('second-client', sentence, () => ask(session, exchange));
      await slow.pause(PAUSE); // on a busy machine one that reads once would find the whole message
      slow.send(question.subarray(cut));
      await exchange.expect(slow);
    },
  };
}

export function survivesCuts(points: number, exchange: Exchange): ServerCheck {
  return {
    name: 'não responde a uma mensagem cortada, e continua de pé',
    points,
    hint: 'Quem some no meio da mensagem não recebe resposta, e os outros não percebem. Trate o fim da conexão e o erro ECONNRESET.',
    async run(session) {
      const { question, cut } = exchange;
      await using short = await session.connect();
      short.send(question.subarray(0, cut));
      short.end();
      await short.expectNothing('Respondeu a uma mensagem cortada no meio.');
      await using broken = await session.connect({ resetAfter: cut });
      broken.send(question.subarray(0, cut));
      await broken.pause(PAUSE); // a program that dies of it needs its time
      const sentence =
        'Depois de uma mensagem cortada no meio, o cliente seguinte ficou sem resposta.';
      await failingAs('half-message', sentence, () => ask(session, exchange));
    },
  };
}
