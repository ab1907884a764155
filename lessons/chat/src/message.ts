// #region message-format
/**
 * As mensagens do chat, versão 1, byte por byte. Os números vão com o byte mais
 * importante na frente; as letras, em UTF-8.
 *
 *   posição  bytes
 *      0       2    as letras «TC»
 *      2       1    versão do formato: 1
 *      3       1    tipo da mensagem (a lista `kinds`)
 *      4       4    sessão de quem envia, sorteada quando o programa começa
 *      8       4    sessão de quem recebe; 0 quando ainda não se conhece
 *     12       4    número: o que ele diz depende do tipo
 *     16       4    confirmação: tenho todas as suas linhas até este número
 *     20      0…    texto: um nome, uma linha, um aviso
 *
 * Em UDP, cada datagrama é uma mensagem. Em TCP, vão antes dela 4 bytes com o
 * tamanho. Uma mensagem inteira tem no máximo 1400 bytes: cabe em um pacote.
 */
export const kinds = {
  hello: 1, // texto: o meu nome; número: o da próxima linha que enviarei
  text: 2, // uma linha digitada; número: 1, 2, 3…
  ack: 3, // só a confirmação
  ping: 4, // você está aí?
  pong: 5, // estou; o número volta como veio
  bye: 6, // fui embora
  refused: 7, // não converso com você; texto: por quê
  said: 8, // da sala: o nome, uma quebra de linha e o que ele disse
  earlier: 9, // o mesmo, dito antes de você entrar
  notice: 10, // da sala: um aviso
  who: 11, // para a sala: quem está aí?
} as const;

export type Kind = keyof typeof kinds;

export interface Message {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
  readonly number: number;
  readonly ack: number;
  readonly text: string;
}

const VERSION = 1;
const HEAD = 20;
/** O tamanho máximo de uma mensagem, em bytes. */
export const LONGEST = 1_400;
// #endregion message-format

// #region message-encode
/** Uma mensagem em bytes; do texto, só o que cabe nela. */
export function encode({ kind, from, to, number, ack, text }: Message): Buffer {
  const most = LONGEST - HEAD;
  const isLong = Buffer.byteLength(text) > most;
  const [fits = ''] = isLong ? splitLine(text, most) : [text];
  const head = Buffer.alloc(HEAD);
  head.write('TC');
  head.writeUInt8(VERSION, 2);
  head.writeUInt8(kinds[kind], 3);
  head.writeUInt32BE(from, 4);
  head.writeUInt32BE(to, 8);
  head.writeUInt32BE(number, 12);
  head.writeUInt32BE(ack, 16);
  return Buffer.concat([head, Buffer.from(fits)]);
}
// #endregion message-encode

// #region message-decode
/** Os bytes não são uma mensagem nossa; a frase diz por quê. */
export class FormatError extends Error {}

const kindOf = new Map<number, Kind>(
  Object.entries(kinds).map(([name, code]) => [code, name as Kind]), // Soundness: as chaves de `kinds`.
);

/** @throws {FormatError} quando os bytes não são uma mensagem desta versão */
export function decode(bytes: Uint8Array): Message {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 3 || buffer.toString('latin1', 0, 2) !== 'TC')
    throw new FormatError('não fala o protocolo do chat');
  const version = buffer.readUInt8(2);
  if (version !== VERSION)
    throw new FormatError(
      `fala a versão ${version} do chat, e este programa, a ${VERSION}`,
    );
  const kind =
    bytes.length < HEAD ? undefined : kindOf.get(buffer.readUInt8(3));
  if (kind === undefined || bytes.length > LONGEST)
    throw new FormatError('mandou uma mensagem estragada');
  return {
    kind,
    from: buffer.readUInt32BE(4),
    to: buffer.readUInt32BE(8),
    number: buffer.readUInt32BE(12),
    ack: buffer.readUInt32BE(16),
    text: buffer.toString('utf8', HEAD), // O que não for UTF-8 vira �.
  };
}
// #endregion message-decode

// #region message-limits
/** Bytes de texto em uma mensagem; uma linha maior vai em várias. */
const LONGEST_TEXT = 1_000;
const LONGEST_NAME = 32;

/** Parte uma linha comprida sem partir nenhuma letra. */
export function splitLine(line: string, longest = LONGEST_TEXT): string[] {
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const letter of line) {
    const bytes = Buffer.byteLength(letter);
    if (size + bytes > longest) {
      parts.push(part);
      part = '';
      size = 0;
    }
    part += letter;
    size += bytes;
  }
  return [...parts, part];
}

/** O nome que o outro lado diz ter, até onde mostramos um nome. */
export function shortName(name: string): string {
  const [...letters] = name;
  return letters.slice(0, LONGEST_NAME).join('') || 'alguém';
}

/** Se um nome serve: de 1 a 32 letras, nenhuma de controle, sem sobra nas pontas. */
export function isGoodName(name: string): boolean {
  const length = [...name].length;
  if (length === 0 || length > LONGEST_NAME) return false;
  return name === name.trim() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name);
}
// #endregion message-limits
