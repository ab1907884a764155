// #region message-format
/**
 * As mensagens da chamada remota. Cada uma é um texto JSON em UTF-8, com o
 * tamanho na frente: 4 bytes, o mais importante primeiro.
 *
 *   chamada   {"id":1,"object":"ana","method":"deposit","args":[100]}
 *   resposta  {"id":1,"result":100}
 *   erro      {"id":1,"error":{"code":"refused","message":"o saldo é 70"}}
 *
 * Um erro com "id":null não responde a chamada nenhuma: são as últimas palavras
 * de quem vai encerrar a conversa.
 */
import { encodeLengthPrefixed, visibleText } from '@tomada/utils';

export interface Call {
  readonly id: number;
  readonly object: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

export interface Failure {
  readonly code: string;
  readonly message: string;
}

export type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: Failure }
  | { readonly id: null; readonly error: Failure };

/** O maior texto que se aceita, em bytes, e quantos o tamanho ocupa. */
export const LONGEST = 65_536;

/** @throws {PeerError} ERR_MESSAGE_TOO_LONG */
export function encode(message: Call | Answer): Uint8Array {
  return encodeLengthPrefixed(Buffer.from(JSON.stringify(message)), LONGEST);
}
// #endregion message-format

// #region message-read
/** Não é uma mensagem do nosso protocolo; o texto diz o que falta. */
export class FormatError extends Error {}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Listas dentro de listas: sem limite, quem as percorre esgota a pilha. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const inner = Object.values(value);
  return levels === 0 || inner.some((each) => isDeeper(each, levels - 1));
}

function parse(frame: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(frame));
  } catch (error) {
    const isText = error instanceof SyntaxError;
    throw new FormatError(isText ? 'não é JSON' : 'não é texto em UTF-8');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FormatError('não é um objeto JSON');
  if (isDeeper(value, 32)) throw new FormatError('tem níveis demais');
  // Sem protótipo: o que não veio na mensagem não existe.
  return Object.assign(Object.create(null), value);
}

/** Um número de chamada: 1, 2, 3… */
const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;

export function readCall(frame: Uint8Array): Call {
  const { id, object, method, args } = parse(frame);
  if (!isId(id)) throw new FormatError('falta o número da chamada, id');
  if (typeof object !== 'string') throw new FormatError('falta o texto object');
  if (typeof method !== 'string') throw new FormatError('falta o texto method');
  if (!Array.isArray(args)) throw new FormatError('falta a lista args');
  return { id, object, method, args };
}
// #endregion message-read

// #region message-read-answer
export function readAnswer(frame: Uint8Array): Answer {
  const { id, result, error } = parse(frame);
  if (isId(id) && result !== undefined && error === undefined)
    return { id, result };
  if (typeof error !== 'object' || error === null || result !== undefined)
    throw new FormatError('falta result ou error');
  const { code, message }: { code?: unknown; message?: unknown } = error;
  if (typeof code !== 'string' || typeof message !== 'string')
    throw new FormatError('falta o que diz o erro');
  if (id === null) return { id, error: { code, message } };
  if (isId(id)) return { id, error: { code, message } };
  throw new FormatError('falta o número da chamada, id');
}
// #endregion message-read-answer

// #region message-show
/** O que veio de fora, para o terminal: sem comandos escondidos, e curto. */
export function show(text: string, longest = 40): string {
  const letters = [...text].slice(0, longest + 1);
  const isLong = letters.length > longest;
  return visibleText(letters.slice(0, longest).join('')) + (isLong ? '…' : '');
}

/** Uma chamada, como se escreve em um programa: ana.deposit(100). */
export function showCall({ object, method, args }: Omit<Call, 'id'>): string {
  const listed = args.map((each) => JSON.stringify(each)).join(', ');
  return `${show(object)}.${show(method)}(${show(listed)})`;
}
// #endregion message-show
