// #region chat-options-name
/** As opções do chat. */
import { isIPv6 } from 'node:net';
import { hostname, userInfo } from 'node:os';
import {
  choiceOption,
  type Endpoint,
  hostOption,
  listenPortOption,
  type Option,
  readOptions,
  secondsOption,
  UsageError,
  visibleText,
} from '@tomada/utils';
import { isGoodName } from './message.ts';

/** O nome de quem usa este computador. */
function ownName(): string {
  try {
    const { username } = userInfo();
    if (isGoodName(username)) return username;
  } catch {
    // Um usuário sem nome: acontece em contêineres.
  }
  return isGoodName(hostname()) ? hostname() : 'alguém';
}

const nameOption: Option<string> = {
  placeholder: '<nome>',
  about: 'como os outros veem você: de 1 a 32 letras',
  fallback: ownName(),
  example: 'Ana',
  parse(text, option) {
    if (isGoodName(text)) return text;
    const [...letters] = visibleText(text);
    const shown = letters.slice(0, 20).join('');
    const rest = letters.length > 20 ? '…' : '';
    throw new UsageError(
      `Opção ${option}: «${shown}${rest}» não serve. Use de 1 a 32 letras, sem espaço nas pontas, por exemplo: ${option} Ana`,
    );
  },
};
// #endregion chat-options-name

// #region chat-options-read
/** A mesma opção, com outro valor padrão, dito em palavras. */
function without<Value>(
  option: Option<Value>,
  about: string,
  fallbackWords: string,
): Option<Value | undefined> {
  return { ...option, about, fallback: undefined, fallbackWords };
}

interface RoomAddress {
  readonly host: string;
  readonly port: number | undefined;
}

const roomOption: Option<RoomAddress | undefined> = {
  placeholder: '<endereço[:porta]>',
  about: '',
  fallback: undefined,
  example: '192.168.0.20',
  parse(text, option) {
    if (isIPv6(text)) return { host: text, port: undefined };
    const parts = /^(?:\[(.+)\]|([^:\s]+))(?::(\d{1,5}))?$/.exec(text);
    const [, bracketed, plain = '', digits] = parts ?? [];
    const host = bracketed ?? plain;
    const port = digits === undefined ? undefined : Number(digits);
    const isHost = bracketed === undefined ? /^[^-]/.test(host) : isIPv6(host);
    if (isHost && port !== 0 && (port ?? 1) <= 65_535) return { host, port };
    throw new UsageError(
      `Opção ${option}: «${visibleText(text)}» não é o endereço de uma sala. Por exemplo: ${option} 192.168.0.20`,
    );
  },
};

const PEER_PORT = 5000;
const ROOM_PORT = 5001;
const portOption = listenPortOption(PEER_PORT);

/** Lê a linha de comando; o que falta ou não combina termina com código 2. */
export function readChatOptions() {
  const { ip, room, port, ...rest } = readOptions({
    usage: 'pnpm --filter lesson-chat start',
    about:
      'Chat: conversa com outro computador (--ip) ou em uma sala (--room).',
    options: {
      ip: without(hostOption(''), 'endereço do outro computador', 'nenhum'),
      room: without(roomOption, 'endereço de uma sala', 'nenhuma'),
      protocol: choiceOption('como as mensagens vão', ['tcp', 'udp']),
      name: nameOption,
      port: without(
        portOption,
        `porta do outro lado (a de uma sala é ${ROOM_PORT}); 0 só espera ser chamado`,
        String(PEER_PORT),
      ),
      'local-port': without(
        portOption,
        'porta onde escutar; 0 pede uma livre ao sistema',
        'a mesma de --port',
      ),
      'listen-host': without(
        hostOption('', '0.0.0.0'),
        'onde escutar',
        'todos os endereços, 0.0.0.0',
      ),
      silence: secondsOption('silêncio até dizer que ele não responde', 10),
      timeout: secondsOption('quanto esperar, no fim, pelas confirmações', 30),
    },
  });
  const target = room
    ? { host: room.host, port: room.port ?? port ?? ROOM_PORT }
    : { host: ip ?? '', port: port ?? PEER_PORT };
  if (!ip && !room)
    return refuse(
      'Faltou dizer com quem falar: --ip 192.168.0.20, por exemplo.',
    );
  if (ip && room) return refuse('Escolha uma das opções: --ip ou --room.');
  if (room && target.port === 0)
    return refuse(
      'Opção --port: «0» não serve com --room: diga a porta da sala.',
    );
  if (room && rest.protocol === 'udp')
    return refuse(
      'Opção --protocol: «udp» não serve com --room: a sala é TCP.',
    );
  const own: Endpoint = {
    host: rest['listen-host'] ?? (isIPv6(target.host) ? '::' : '0.0.0.0'),
    port: rest['local-port'] ?? target.port,
  };
  return { ...rest, way: room ? 'room' : rest.protocol, target, own };
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}
// #endregion chat-options-read
