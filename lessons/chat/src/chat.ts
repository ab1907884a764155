// #region chat-imports
/**
 * O chat: o mesmo programa nos dois computadores, cada um com o endereço do
 * outro em --ip. Tanto faz quem começa.
 */
import { lookup } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import { endOnInterrupt, formatEndpoint, visibleText } from '@tomada/utils';
import { explainCall, explainListen, leave } from '#chat-ending';
import { readChatOptions } from '#chat-options';
import { Conversation, RefusedError } from '#conversation';
import { now, Screen } from '#screen';
import { TcpChannel } from '#tcp-channel';
import { UdpChannel } from '#udp-channel';

// #endregion chat-imports

// #region chat-start
const { name, way, target, own, silence, timeout } = readChatOptions();
const screen = new Screen();
const conversation = new Conversation(name, silence * 1000);
endOnInterrupt(() => conversation.quit());

/** Uma frase na saída de erros, e o fim. */
function fail(sentence: string, code: 1 | 2): never {
  console.error(sentence);
  process.exit(code);
}

conversation.on('reached', (peer, again) => {
  const shown = visibleText(peer);
  screen.print(again ? `${shown} voltou.` : `Conectado a ${shown}`);
});
// #endregion chat-start

// #region chat-tcp
/** Escuta e chama em TCP. */
async function startTcp(): Promise<void> {
  const channel = new TcpChannel(conversation, target);
  screen.print(`Escutando em ${await channel.listen(own)}`);
  conversation.start(channel);
}

const ways: Partial<Record<string, () => Promise<void>>> = { tcp: startTcp };
// #endregion chat-tcp

// #region chat-lines
conversation.on('line', (who, text) =>
  screen.print(`${now()} ${visibleText(who)}: ${visibleText(text)}`),
);
// #endregion chat-lines

// #region chat-trouble
const there = formatEndpoint(target);

/** Por que a chamada não deu certo; o programa continua chamando. */
function explainFailure(error: unknown): string {
  if (error instanceof RefusedError)
    return `${there} recusou a conversa: ${visibleText(error.message)}`;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ECONNREFUSED') return `Ainda não há ninguém em ${there}`;
  if (code === 'ENOTFOUND') return fail(explainCall(error, target), 1);
  if (code === '') return `Chamei ${there} e o outro lado não responde`;
  return explainCall(error, target).replace(/\.?\n.*/s, '');
}

conversation.on('failed', (error) =>
  screen.print(`${explainFailure(error)}; continuo chamando.`),
);
conversation.on('lost', (who) =>
  screen.print(`A conexão com ${visibleText(who)} caiu; chamo de novo.`),
);
conversation.on('silent', (who) =>
  screen.print(
    `${visibleText(who)}: o outro lado não responde há ${silence} s; continuo chamando.`,
  ),
);
conversation.on('left', (who) => screen.print(`${visibleText(who)} saiu.`));
conversation.on('wrong', (where, reason, called) => {
  if (called)
    fail(`Em ${where}, quem atende ${reason}. Confira --ip e --port.`, 1);
  screen.print(`Dispensei ${where}: ${reason}.`);
});
conversation.on('myself', () =>
  fail(
    `${there} é este mesmo programa. Em --ip vai o endereço do outro computador; para dois chats neste, use duas portas, por exemplo: --port 5001 --local-port 5000 em um, e o contrário no outro.`,
    2,
  ),
);
// #endregion chat-trouble

// #region chat-commands
const commands: Readonly<Record<string, () => unknown>> = {
  '/ajuda': () => screen.print(HELP),
  '/quem': () => (way === 'room' ? conversation.who() : showPeer()),
  '/ping': () => (isTogether() ? conversation.ping() : showPeer()),
  '/sair': () => goAway(false),
};
const HELP = `/quem  com quem você está
/ping  quanto leva a ida e a volta
/sair  ir embora, depois que tudo chegou
//     para começar uma linha com uma barra só`;

const isTogether = () => conversation.machine.state === 'together';

function showPeer(): void {
  const other = isTogether()
    ? `${visibleText(conversation.peer.name)}, em ${conversation.where}`
    : 'ninguém ainda';
  screen.print(`Você é ${name}; do outro lado: ${other}.`);
}

conversation.on('pong', (ms) =>
  screen.print(`Ida e volta: ${ms.toFixed(1).replace('.', ',')} ms`),
);

/** Se a linha é um comando, faz o que ele manda. */
async function obey(line: string): Promise<boolean> {
  if (!/^\/[^\s/]+$/.test(line)) return false;
  const command = Object.hasOwn(commands, line) ? commands[line] : undefined;
  if (command) await command();
  else screen.print(`Não conheço ${visibleText(line)}. Veja /ajuda.`);
  return true;
}

// #endregion chat-commands

// #region chat-udp
/** Escuta e chama em UDP: um socket só, ou de IPv4 ou de IPv6. */
ways.udp = async () => {
  const family = isIPv6(own.host) ? 6 : 4;
  const { address } = await lookup(target.host, { family }).catch((error) =>
    fail(explainCall(error, target), 1),
  );
  const channel = new UdpChannel(conversation, { ...target, host: address });
  screen.print(`Escutando em ${await channel.listen(own)}`);
  conversation.start(channel);
};
// #endregion chat-udp

// #region chat-room
/** Em uma sala só se chama: quem escuta é ela. */
ways.room = async () => {
  conversation.start(new TcpChannel(conversation, target));
};
conversation.on('notice', (text) => screen.print(`* ${visibleText(text)}`));
conversation.on('earlier', (who, text) =>
  screen.print(`[antes] ${visibleText(who)}: ${visibleText(text)}`),
);
// #endregion chat-room

// #region chat-run
const start = ways[way];
if (!start) fail('Isto só vem em um passo mais adiante.', 2);
await start().catch((error) => fail(explainListen(error, own), 1));
// #endregion chat-run

// #region chat-keyboard
const goAway = (isPipe: boolean) =>
  leave(conversation, { limit: timeout * 1000, isPipe, target });

let hasRead = false;
for await (const line of screen.lines()) {
  hasRead = true;
  // #endregion chat-keyboard
  // #region chat-obey
  if (await obey(line)) continue;
  // #endregion chat-obey
  // #region chat-say
  const text = line.startsWith('//') ? line.slice(1) : line;
  if (text !== '') await conversation.sender.say(text);
}
// Sem nada na entrada (/dev/null), o chat só ouve, até o Ctrl-C.
if (hasRead || screen.isTerminal) await goAway(!screen.isTerminal);
// #endregion chat-say
