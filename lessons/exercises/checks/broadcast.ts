import {
  type Check,
  CheckFailure,
  type Conversation,
  type Exercise,
  failingAs,
  type ServerSession,
} from '@tomada/checker';

/** ms until a client says again that it is there, and how often. */
const AGAIN = 150;
const TRIES = 15;
/** ms between what is sent and what follows, so that they travel apart. */
const PAUSE = 200;

/**
 * Makes sure that the server knows both: a connection is open for its client before the server has heard of it. The
 * newcomer speaks until the other one hears it.
 */
async function introduce(known: Conversation, newcomer: Conversation): Promise<void> {
  for (let count = 1; count <= TRIES; count++) {
    newcomer.send(`cheguei ${count}\n`);
    let line = await known.lineWithin(AGAIN);
    if (line === undefined) continue;
    // What was said before may still be on its way.
    while (line !== `cheguei ${count}`) {
      if (!/^cheguei \d+$/.test(line)) failLine(`cheguei ${count}`, line);
      line = await known.readLine();
    }
    return;
  }
  throw new CheckFailure('no-answer', 'Um cliente enviou uma linha, e ela não chegou ao outro.');
}

function failLine(expected: string, received: string): never {
  throw new CheckFailure('wrong-answer', 'A linha chegou diferente.', [
    `esperado  ${expected}`,
    `recebido  ${received}`,
  ]);
}

async function meet(session: ServerSession): Promise<[Conversation, Conversation]> {
  const [first, second] = [await session.connect(), await session.connect()];
  await introduce(first, second);
  return [first, second];
}

const passes: Check<ServerSession> = {
  name: 'entrega a linha de um cliente ao outro',
  points: 3,
  seconds: 5,
  hint: 'Guarde as conexões abertas em um conjunto (Set). Chegou uma linha? Escreva-a em todas, menos na de quem enviou.',
  async run(session) {
    const [first, second] = await meet(session);
    second.send('olá, turma\n');
    await first.expectNext('olá, turma\n');
    first.send('oi!\n');
    await second.expectNext('oi!\n');
  },
};

const notBack: Check<ServerSession> = {
  name: 'não devolve a linha a quem a enviou',
  points: 2,
  seconds: 5,
  hint: 'Compare a conexão de quem enviou com cada uma do conjunto, e pule essa.',
  async run(session) {
    const [first, second] = await meet(session);
    second.send('só para os outros\n');
    await first.expectNext('só para os outros\n');
    await second.expectNothing('A linha voltou para quem a enviou.');
  },
};

const many: Check<ServerSession> = {
  name: 'entrega a todos os outros',
  points: 1,
  seconds: 5,
  hint: 'Percorra o conjunto inteiro: não pare no primeiro.',
  async run(session) {
    const [first, second] = await meet(session);
    const third = await session.connect();
    await introduce(first, third);
    await second.readLine(); // the last «cheguei», or an earlier one
    first.send('para dois\n');
    await third.expectNext('para dois\n');
    for (;;) {
      const line = await second.readLine();
      if (line === 'para dois') return;
      if (!line.startsWith('cheguei')) failLine('para dois', line);
    }
  },
};

const whole: Check<ServerSession> = {
  name: 'não mistura linhas que chegam em pedaços',
  points: 1,
  seconds: 5,
  hint: 'Cada conexão precisa do seu próprio buffer: só entregue a linha quando a quebra chegar.',
  async run(session) {
    const [first, second] = await meet(session);
    const listener = await session.connect();
    await introduce(first, listener);
    while ((await second.lineWithin(PAUSE)) !== undefined); // what the newcomer said
    first.send('bom ');
    await first.pause(PAUSE);
    second.send('x\n');
    await listener.expectNext('x\n');
    first.send('dia\nduas de uma vez\n');
    await listener.expectNext('bom dia\nduas de uma vez\n');
  },
};

const survives: Check<ServerSession> = {
  name: 'continua quando um cliente derruba a conexão',
  points: 1,
  seconds: 6,
  hint: 'Tire do conjunto a conexão que fechou, e trate o erro de cada uma (ECONNRESET, EPIPE).',
  async run(session) {
    const [first, second] = await meet(session);
    const third = await session.connect();
    await introduce(first, third);
    third.send('não termin');
    third.reset();
    const sentence = 'Um cliente derrubou a conexão, e a linha de outro não chegou mais.';
    await failingAs('second-client', sentence, async () => {
      // Before the program has heard of the reset, and when it has had to do with the broken connection.
      for (const line of ['ainda aqui?', 'e agora?', 'tudo bem?']) {
        first.send(`${line}\n`);
        while ((await second.readLine()) !== line);
        await first.pause(PAUSE);
      }
    });
  },
};

/** More than the buffers of a connection hold on any system: some 10 MB. */
const FLOOD_LINES = 250;
const LINE = `${'a'.repeat(59_999)}\n`;

const slowReader: Check<ServerSession> = {
  name: 'quem não lê não segura os outros',
  points: 1,
  seconds: 12,
  hint: 'Se write ou sendall espera por um cliente que não lê, todos param. Não espere por ele: deixe o Node enfileirar, ou dê ao socket um prazo e desista dessa conexão.',
  async run(session) {
    const [first, second] = await meet(session);
    const lazy = await session.connect();
    await introduce(first, lazy);
    while ((await second.lineWithin(PAUSE)) !== undefined); // what the newcomer said
    lazy.stopReading();
    const sentence = 'Um cliente parou de ler, e os outros deixaram de receber.';
    await failingAs('second-client', sentence, async () => {
      for (let count = 0; count < FLOOD_LINES; count++) {
        first.send(LINE);
        await second.expectNext(LINE);
      }
    });
  },
};

const tooLong: Check<ServerSession> = {
  name: 'encerra quem envia uma linha sem fim',
  points: 1,
  seconds: 6,
  hint: 'Conte os bytes guardados de cada conexão: passou de 65.536 sem quebra de linha, encerre-a. As outras continuam.',
  async run(session) {
    const [first, second] = await meet(session);
    const endless = await session.connect();
    await introduce(first, endless);
    endless.send('a'.repeat(70_000));
    await endless.readToEnd();
    first.send('tudo bem\n');
    for (;;) {
      const line = await second.readLine();
      if (line === 'tudo bem') return;
      if (!line.startsWith('cheguei')) failLine('tudo bem', line.slice(0, 60));
    }
  },
};

export const broadcast: Exercise = {
  name: 'broadcast',
  title: 'Mural',
  page: '/licoes/exercises/broadcast',
  hints: [
    'Comece com um eco para um cliente só. Depois guarde as conexões em um conjunto e escreva em todas.',
    'Cada conexão tem o seu próprio buffer, para juntar os pedaços até a quebra de linha.',
    'Pense em quem sai: quem fecha, quem derruba e quem só para de ler. Nenhum deles pode atrapalhar os outros.',
  ],
  server: {
    side: 'server',
    protocol: 'tcp',
    port: 12349,
    checks: [passes, notBack, many, whole, survives, slowReader, tooLong],
  },
};
