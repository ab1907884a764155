// #region room-server-imports
/**
 * A sala: todos se conectam a ela, e o que um diz ela passa aos outros. As
 * mensagens são as mesmas do chat de dois.
 */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import {
  endOnInterrupt,
  endWithError,
  hostOption,
  listen,
  listenPortOption,
  readOptions,
  wholeNumberOption,
} from '@tomada/utils';
import type { Inbox } from '#delivery';
import { Member } from '#member';
import { Members } from '#members';
import { type Message, splitLine } from '#message';

// #endregion room-server-imports

// #region room-server-options
const { host, port, rate, most } = readOptions({
  usage: 'pnpm --filter lesson-chat start:room',
  about: 'Sala de chat: o que um diz, todos os outros recebem.',
  options: {
    host: hostOption('onde escutar', '0.0.0.0'),
    port: listenPortOption(5001),
    rate: wholeNumberOption('linhas por segundo, de cada um', 20, {
      lowest: 1,
      highest: 100_000,
    }),
    most: wholeNumberOption('quantas pessoas cabem', 2000, {
      lowest: 1,
      highest: 100_000,
    }),
  },
});
const server = createServer();
// #endregion room-server-options

// #region room-server-join
/** O número desta vez em que a sala roda, como o de cada chat. */
const session = randomInt(1, 2 ** 32);
const members = new Members();
/** Com mais gente que isto, quem entra e quem sai já não é notícia. */
const MOST_TOLD = 50;

function join(member: Member, { from, number, text: asked }: Message): void {
  if (member.session !== 0) return; // Já entrou.
  const before = members.get(from);
  // O mesmo programa, de volta antes de darmos pela queda dele.
  if (before) part(before);
  before?.socket.destroy();
  if (members.size >= most) {
    member.refuse('a sala está cheia');
    return;
  }
  members.add(member, from, asked);
  console.log(`${member.name} entrou; na sala: ${members.size}.`);
  tellIfFew(member, `${member.name} entrou.`);
  if (member.name !== asked)
    member.send('notice', 0, `Aqui você é ${member.name}.`);
  // #endregion room-server-join
  // #region room-server-join-inbox
  if (!remembered.has(from)) member.inbox.restart(number);
  // #endregion room-server-join-inbox
  // #region room-server-join-history
  for (const { number, text } of history) member.send('earlier', number, text);
  // #endregion room-server-join-history
  // #region room-server-join-end
  member.send('notice', 0, members.describe());
}

/** Mil pessoas entrando seriam meio milhão de avisos. */
function tellIfFew(member: Member, text: string): void {
  if (members.size <= MOST_TOLD) members.tellOthers(member, 'notice', 0, text);
}

/** Alguém se foi. */
function part(member: Member): void {
  if (!members.remove(member)) return;
  console.log(`${member.name} saiu; na sala: ${members.size}.`);
  tellIfFew(member, `${member.name} saiu.`);
}
// #endregion room-server-join-end

// #region room-server-receive
function receive(message: Message, member: Member): void {
  const { kind, from, to, number } = message;
  // #endregion room-server-receive
  // #region room-server-recall
  // Quem volta fica sabendo, já no olá, até que linha chegou antes.
  if (kind === 'hello') member.inbox = remembered.get(from) ?? member.inbox;
  // #endregion room-server-recall
  // #region room-server-greet
  if (kind === 'hello' && to !== session)
    member.send('hello', 1, 'sala', from); // Ele ainda não nos conhece.
  else if (kind === 'hello') join(member, message);
  if (members.get(from) !== member || to !== session) return;
  if (kind === 'ping') member.send('pong', number);
  if (kind === 'who') member.send('notice', 0, members.describe());
  if (kind === 'bye') member.socket.end();
  // #endregion room-server-greet
  // #region room-server-text
  if (kind === 'text') hear(member, message);
  // #endregion room-server-text
  // #region room-server-receive-end
}
// #endregion room-server-receive-end

// #region room-server-hear
/** As linhas já recebidas de quem caiu e pode voltar. */
const remembered = new Map<number, Inbox>();
const MOST_REMEMBERED = 5_000;
let said = 0;

/** Alguém disse uma linha. */
function hear(member: Member, { number, text }: Message): void {
  const lines = member.inbox.take(number, text);
  // Com o nome na frente, um texto maior que o combinado não caberia.
  for (const line of lines.flatMap((each) => splitLine(each))) {
    said++;
    const signed = `${member.name}\n${line}`;
    members.tellOthers(member, 'said', said, signed);
    // #endregion room-server-hear
    // #region room-server-history
    history.push({ number: said, text: signed });
    if (history.length > LONGEST_HISTORY) history.shift();
    // #endregion room-server-history
    // #region room-server-confirm
  }
  member.send('ack');
  remembered.delete(member.session);
  remembered.set(member.session, member.inbox); // O mais novo, no fim.
  const [oldest] = remembered.keys();
  if (oldest !== undefined && remembered.size > MOST_REMEMBERED)
    remembered.delete(oldest);
}
// #endregion room-server-confirm

// #region room-server-history-list
/** O que se disse por último, para quem chega. */
const LONGEST_HISTORY = 20;
const history: { readonly number: number; readonly text: string }[] = [];
// #endregion room-server-history-list

// #region room-server-serve
server.on('connection', (socket) => {
  const member = new Member(socket, session, rate, receive);
  socket.once('close', () => part(member));
});
// #endregion room-server-serve

// #region room-server-listen
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
// #endregion room-server-listen
