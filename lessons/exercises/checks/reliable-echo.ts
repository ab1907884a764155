import { Buffer } from 'node:buffer';
import {
  type Check,
  CheckFailure,
  type DatagramPeer,
  type Exercise,
  failingAfter,
  type ServerSession,
} from '@tomada/checker';
import { pack, unpack } from '@tomada/struct';

function request(number: number, text: string): Uint8Array {
  return Buffer.concat([pack('!I', number), Buffer.from(text)]);
}

function answer(number: number, order: number, text: string): Uint8Array {
  return Buffer.concat([pack('!II', number, order), Buffer.from(text)]);
}

/** Asks with a number and a text, and expects the order. */
async function ask(
  session: ServerSession,
  peer: DatagramPeer,
  number: number,
  order: number,
  text = 'olá',
): Promise<void> {
  peer.send(request(number, text), session.port);
  await failingAfter(`Pedido de número ${number}; a ordem certa é ${order}.`, () =>
    peer.expect(answer(number, order, text)),
  );
}

/** What a client of one exercise sent: its number and its text. */
function readRequest(bytes: Uint8Array): { number: number; text: string } {
  if (bytes.length < 4) {
    const sentence = `O datagrama tem ${bytes.length} bytes, e só o número já ocupa 4.`;
    throw new CheckFailure('wrong-request', sentence);
  }
  const [number] = unpack('!I', bytes.subarray(0, 4));
  return { number, text: new TextDecoder().decode(bytes.subarray(4)) };
}

/** Waits for the next request that is not a repeat of an earlier one. */
async function receive(peer: DatagramPeer, number: number, text: string): Promise<number> {
  for (;;) {
    const datagram = await peer.next();
    if (datagram === undefined) {
      throw new CheckFailure('wrong-request', `O pedido de número ${number} não veio a tempo.`);
    }
    const got = readRequest(datagram.bytes);
    if (got.number < number) continue; // sent again before the answer was there
    if (got.number === number && got.text === text) return datagram.port;
    throw new CheckFailure('wrong-request', 'O pedido está errado.', [
      `esperado  número ${number}, texto «${text}»`,
      `recebido  número ${got.number}, texto «${got.text}»`,
    ]);
  }
}

const repeats: Check<ServerSession> = {
  name: 'dá ao número repetido a mesma resposta, sem contar de novo',
  points: 2,
  hint: 'Guarde, para cada cliente, a ordem de cada número já visto. Um pedido repetido recebe a ordem que já tinha.',
  async run(session) {
    const peer = await session.openDatagrams();
    await ask(session, peer, 7, 1);
    await ask(session, peer, 8, 2);
    await ask(session, peer, 7, 1);
    await ask(session, peer, 9, 3);
  },
};

export const reliableEcho: Exercise = {
  name: 'reliable-echo',
  title: 'Eco que não se perde',
  page: '/licoes/exercises/reliable-echo',
  hints: [
    'Comece por um eco simples: os 4 bytes do número, a ordem, o texto. A lição «UDP com número» tem quase tudo.',
    'O servidor precisa lembrar: para cada cliente (endereço e porta), que ordem recebeu cada número.',
    'O cliente espera 200 ms. Não veio a resposta com o seu número? Envia o mesmo datagrama de novo, até 10 vezes.',
  ],
  server: {
    side: 'server',
    protocol: 'udp',
    port: 12350,
    checks: [
      {
        name: 'devolve o número, a ordem e o texto',
        points: 3,
        hint: 'A resposta é pack("!II", número, ordem) e depois os bytes do texto. A primeira ordem é 1.',
        async run(session) {
          const peer = await session.openDatagrams();
          await ask(session, peer, 1, 1);
        },
      },
      {
        name: 'conta as mensagens diferentes de um cliente',
        points: 2,
        hint: 'A ordem é quantas mensagens diferentes este cliente já enviou: não é o número dele, nem o total de todos.',
        async run(session) {
          const peer = await session.openDatagrams();
          for (const [order, number] of [40, 3, 4_000_000_000].entries()) {
            await ask(session, peer, number, order + 1);
          }
        },
      },
      repeats,
      {
        name: 'conta cada cliente à parte',
        points: 1,
        hint: 'O cliente é o par endereço e porta de onde o datagrama veio: use os dois como chave.',
        async run(session) {
          const [first, second] = [await session.openDatagrams(), await session.openDatagrams()];
          await ask(session, first, 1, 1);
          await ask(session, second, 1, 1);
          await ask(session, first, 2, 2);
        },
      },
      {
        name: 'ignora o datagrama curto demais, e continua de pé',
        points: 1,
        hint: 'Um datagrama pode ter 0 bytes. Confira o tamanho antes de desfazer o número.',
        async run(session) {
          const peer = await session.openDatagrams();
          peer.send(Uint8Array.of(0, 0, 1), session.port);
          peer.send(new Uint8Array(0), session.port);
          await peer.expectNothing();
          await ask(session, peer, 5, 1);
        },
      },
      {
        name: 'devolve o texto como veio: vazio, com acentos ou comprido',
        points: 1,
        hint: 'O texto são bytes: devolva-os sem decodificar, e receba até 65.507 deles.',
        async run(session) {
          const peer = await session.openDatagrams();
          await ask(session, peer, 1, 1, '');
          await ask(session, peer, 2, 2, 'ação, coração');
          await ask(session, peer, 3, 3, 'a'.repeat(8_000));
        },
      },
    ],
  },
  client: {
    side: 'client',
    protocol: 'udp',
    port: 12350,
    checks: [
      {
        name: 'numera cada palavra e a envia',
        points: 3,
        hint: 'pack("!I", número) e os bytes da palavra; o primeiro número é 1. Espere a resposta antes de enviar a próxima.',
        async run(client) {
          await client.runDatagrams(['olá', 'mundo'], async (peer) => {
            for (const [index, word] of ['olá', 'mundo'].entries()) {
              const port = await receive(peer, index + 1, word);
              peer.send(answer(index + 1, index + 1, word), port);
            }
          });
        },
      },
      {
        name: 'mostra os ecos',
        points: 2,
        hint: 'Uma linha para cada resposta, com a ordem que o servidor deu: Eco 1: olá',
        async run(client) {
          const run = await client.runDatagrams(['olá', 'mundo'], async (peer) => {
            const first = await receive(peer, 1, 'olá');
            peer.send(answer(1, 4, 'olá'), first);
            const second = await receive(peer, 2, 'mundo');
            peer.send(answer(2, 5, 'mundo'), second);
          });
          run.expectLines('Eco 4: olá', 'Eco 5: mundo');
          run.expectCode(0);
        },
      },
      {
        name: 'envia de novo quando a resposta não vem',
        points: 2,
        hint: 'Dê um prazo à espera (200 ms) e repita o mesmo datagrama, com o mesmo número.',
        async run(client) {
          const run = await client.runDatagrams(['olá'], async (peer) => {
            for (let lost = 0; lost < 2; lost++) await receive(peer, 1, 'olá');
            const port = await receive(peer, 1, 'olá');
            peer.send(answer(1, 1, 'olá'), port);
          });
          run.expectLines('Eco 1: olá');
        },
      },
      {
        name: 'não aceita a resposta de outro número',
        points: 2,
        hint: 'Uma resposta atrasada traz um número antigo: compare-o com o do seu pedido, e continue esperando.',
        async run(client) {
          const run = await client.runDatagrams(['olá', 'mundo'], async (peer) => {
            const first = await receive(peer, 1, 'olá');
            peer.send(answer(9, 1, 'errada'), first);
            peer.send(answer(1, 1, 'olá'), first);
            const second = await receive(peer, 2, 'mundo');
            peer.send(answer(1, 1, 'olá'), second);
            peer.send(answer(2, 2, 'mundo'), second);
          });
          run.expectLines('Eco 1: olá', 'Eco 2: mundo');
          run.refuseLines(/errada/);
        },
      },
      {
        name: 'desiste de quem nunca responde, com o código 1',
        points: 1,
        hint: 'Depois de 10 tentativas, diga o que houve na saída de erros e termine com o código 1.',
        seconds: 12,
        async run(client) {
          const run = await client.runDatagrams(['olá'], async () => {});
          run.refuseLines(/^Eco/);
          run.expectCode(1);
        },
      },
    ],
  },
};
