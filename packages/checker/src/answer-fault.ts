import { common, startsWith } from './byte-comparison.ts';
import { formatBytes } from './byte-text.ts';
import { showDifference } from './difference.ts';
import { CheckFailure } from './failure.ts';

/** What the program is that the checker talks to. */
export type Role = 'server' | 'client';

/** What came, and how the connection is. */
export interface Reception {
  readonly bytes: Uint8Array;
  /** Nothing more will come. */
  readonly isOver: boolean;
  /** The system's code, such as ECONNRESET, when the connection broke. */
  readonly error: string | undefined;
}

/** How the faults of a server are told, and those of a client; what a client sent wrongly is of one kind. */
const WORDS = {
  server: {
    kind: undefined,
    wrong: 'A resposta está errada.',
    more: 'Respondeu demais',
    less: 'Respondeu de menos',
    closed: 'Fechou a conexão sem responder.',
    silent: 'Aceitou a conexão e não respondeu a tempo.',
    unfinished: 'Começou uma linha e não a terminou.',
  },
  client: {
    kind: 'wrong-request',
    wrong: 'O pedido está errado.',
    more: 'Enviou demais',
    less: 'Enviou de menos',
    closed: 'Conectou-se e fechou sem enviar nada.',
    silent: 'Conectou-se e não enviou nada a tempo.',
    unfinished: 'Enviou um texto sem quebra de linha e não avisou que terminou.',
  },
} as const;

/**
 * What is wrong with what came, against the one of the right answers that is nearest to it.
 *
 * @param expected at least one
 */
export function tellWrongAnswer(
  role: Role,
  expected: readonly Uint8Array[],
  reception: Reception,
): CheckFailure {
  const { bytes } = reception;
  if (bytes.length === 0) return tellNoAnswer(role, reception);
  const { kind, wrong, more } = WORDS[role];
  const nearest = expected.reduce((best, each) =>
    common(each, bytes) > common(best, bytes) ? each : best,
  );
  const view = showDifference(nearest, bytes);
  if (startsWith(bytes, nearest)) {
    const count = bytes.length - nearest.length;
    const sentence = `${more}: ${count} ${count === 1 ? 'byte' : 'bytes'} além do certo.`;
    return new CheckFailure(kind ?? 'too-much', sentence, view);
  }
  if (startsWith(nearest, bytes)) return tellTooLittle(role, nearest.length, reception, view);
  const others = expected.map((each) => `«${formatBytes(each)}»`);
  const choice = expected.length > 1 ? [`certas: ${others.join(', ')}`] : [];
  return new CheckFailure(kind ?? 'wrong-answer', wrong, [...choice, ...view]);
}

/** Fewer bytes came than an answer has, whatever they are. */
export function tellTooLittle(
  role: Role,
  size: number,
  reception: Reception,
  view: readonly string[] = [],
): CheckFailure {
  const { bytes, isOver } = reception;
  if (bytes.length === 0) return tellNoAnswer(role, reception);
  const { kind, less } = WORDS[role];
  const how = isOver ? 'e a conexão acabou' : 'e o resto não veio a tempo';
  const sentence = `${less}: ${bytes.length} de ${size} bytes, ${how}.`;
  return new CheckFailure(kind ?? 'too-little', sentence, view);
}

/**
 * Nothing came at all. Whether a program that closes at once is seen to close or to reset hangs on which bytes come
 * first: it is told in the same words.
 */
export function tellNoAnswer(
  role: Role,
  { isOver, error }: Omit<Reception, 'bytes'>,
): CheckFailure {
  const { closed, silent } = WORDS[role];
  const how =
    error === undefined
      ? []
      : [`A conexão foi cortada (${error}): é o que acontece quando se fecha com bytes por ler.`];
  return new CheckFailure('no-answer', isOver ? closed : silent, how);
}

/** A text without an end. */
export function tellUnfinishedLine(role: Role, reception: Reception): CheckFailure {
  if (reception.bytes.length === 0) return tellNoAnswer(role, reception);
  const { kind, unfinished } = WORDS[role];
  return new CheckFailure(kind ?? 'too-little', unfinished);
}
