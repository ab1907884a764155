import type { Problem } from '../problem.ts';
import {
  addDirective,
  DIRECTIVE_FORMS,
  type Directives,
  looksLikeDirective,
} from './directives.ts';
import { parseTerminalSession, type Turn } from './session.ts';

/** One `terminal` block of a page: a session that can be replayed. */
export interface Transcript extends Directives {
  /** Path from the root of the project, with forward slashes. */
  readonly page: string;
  /** The line of the opening fence; 1 is the page's first. */
  readonly line: number;
  /** What stands between the fences, with its last newline. */
  readonly source: string;
  readonly turns: readonly Turn[];
}

const FENCE = /^(\s*)(`{3,}|~{3,})\s*(.*?)\s*$/;
const NOTHING: Directives = { variations: [], skip: undefined, network: undefined };

/** Reads the terminal blocks of a page with the comments that stand directly before them. */
export function readTranscripts(
  page: string,
  text: string,
  report: (problem: Problem) => void,
): Transcript[] {
  const lines = text.split('\n');
  const transcripts: Transcript[] = [];
  let asked = NOTHING;
  let askedAt: number | undefined;
  const wrong = (line: number, message: string, remedy = DIRECTIVE_FORMS) =>
    report({ file: page, line, message, remedy });

  for (let index = 0; index < lines.length; index++) {
    const content = lines[index] ?? '';
    if (looksLikeDirective(content)) {
      const added = addDirective(content, asked);
      if (typeof added === 'string') wrong(index + 1, added);
      else asked = added;
      askedAt ??= index + 1;
      continue;
    }
    const [, indent = '', marks, info] = FENCE.exec(content) ?? [];
    const isTerminal = marks !== undefined && info === 'terminal';
    if (askedAt !== undefined && !isTerminal) {
      wrong(askedAt, 'este comentário não está logo acima de um bloco terminal');
    }
    if (marks !== undefined) {
      const end = findEnd(lines, index, marks);
      if (isTerminal && indent !== '') {
        wrong(index + 1, 'um bloco terminal recuado', 'Comece as cercas na primeira coluna.');
      } else if (isTerminal) {
        const source = lines.slice(index + 1, end).map((line) => `${line}\n`);
        const turns = parseTerminalSession(source.join(''));
        for (const { text } of asked.variations) {
          if (source.some((line) => line.includes(text))) continue;
          wrong(askedAt ?? index, `«${text}» não aparece no bloco logo abaixo`);
        }
        const { network } = asked;
        if (network !== undefined && transcripts.some((each) => each.network === network)) {
          wrong(askedAt ?? index, `já há uma sessão «${network}» nesta página`);
        }
        transcripts.push({ page, line: index + 1, source: source.join(''), turns, ...asked });
      }
      index = end;
    }
    asked = NOTHING;
    askedAt = undefined;
  }
  return transcripts;
}

function findEnd(lines: readonly string[], start: number, marks: string): number {
  const end = lines.findIndex((line, index) => {
    const text = line.trim();
    return index > start && text.startsWith(marks) && text === marks.charAt(0).repeat(text.length);
  });
  return end === -1 ? lines.length : end;
}

/** The page's line of a row of the block. */
export function lineOf(transcript: Transcript, row: number): number {
  return transcript.line + 1 + row;
}

/** What names a transcript for people: where it is and what it begins with. */
export function nameOf(transcript: Transcript): string {
  const typed = transcript.turns.flatMap(({ lines }) => lines).find((l) => l.kind === 'command');
  return `${transcript.page}:${transcript.line} $ ${typed?.text ?? '(nenhum comando)'}`;
}

/** Whether a replay needs Python: for a program of the page, or to play a terminal that shows a prompt. */
export function needsPython({ turns }: Transcript): boolean {
  return turns.some(({ lines }) =>
    lines.some(
      ({ kind, text }) => kind === 'input' || (kind === 'command' && /^python3?\b/.test(text)),
    ),
  );
}

/** Whether a replay needs `ss`, which looks at the sockets of Linux. */
export function needsSs({ turns }: Transcript): boolean {
  return turns.some(({ lines }) =>
    lines.some(({ kind, text }) => kind === 'command' && /^ss\b/.test(text)),
  );
}

/** Whether one of its commands makes networks of its own (Linux). */
export function needsNetworks({ turns }: Transcript): boolean {
  return turns.some(({ lines }) =>
    lines.some(({ kind, text }) => kind === 'command' && text.includes('--network namespaces')),
  );
}
