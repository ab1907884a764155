import { mkdir, readFile, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Part } from '@tomada/checker';
import type { ExerciseLesson } from './lesson.ts';
import { fingerprint } from './similar/fingerprint.ts';
import type { Work } from './similar/pairs.ts';
import { type Answer, Answers, nameOf } from './submission/answers.ts';
import { Refusal } from './submission/refusal.ts';
import { digestOf, type Submission, takeIn } from './submission/submission.ts';

/** Longer programs are judged, but not compared with others. */
const LONGEST_COMPARED = 256 * 1024;

/** What a submission holds, found before anything of it runs. */
export interface Scanned {
  readonly submission: Submission;
  /** Why it is not judged, if so. */
  readonly refusal?: string;
  readonly digest: string;
  /** Where its programs run, from its root. */
  readonly root: string;
  /** By the part's name. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** Why there is none, as a sentence, by the part's name. */
  readonly absences: ReadonlyMap<string, string>;
  /** Its programs, to be compared with the others'. */
  readonly works: readonly Work[];
}

/** Looks into a submission, in a folder that is gone afterwards. */
export async function scan(
  submission: Submission,
  lesson: ExerciseLesson,
  scratch: string,
): Promise<Scanned> {
  await mkdir(scratch);
  try {
    const files = await takeIn(submission, scratch);
    const found = new Answers(scratch, files, lesson.starters);
    const answers = new Map<string, Answer>();
    const absences = new Map<string, string>();
    const known = new Set(lesson.parts.map(nameOf));
    const works: Work[] = [];
    for (const part of lesson.parts) {
      const answer = found.find(part);
      if (answer === undefined) {
        absences.set(nameOf(part), found.absence(part, known));
        continue;
      }
      answers.set(nameOf(part), answer);
      const work = await readWork(submission.name, part, answer, join(scratch, found.root));
      if (work !== undefined) works.push(work);
    }
    return { submission, digest: digestOf(files), root: found.root, answers, absences, works };
  } catch (error) {
    const none = { digest: '', root: '', answers: new Map(), absences: new Map(), works: [] };
    return { submission, refusal: explain(error), ...none };
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function readWork(
  owner: string,
  part: Part,
  { file }: Answer,
  root: string,
): Promise<Work | undefined> {
  if (file === undefined || !/\.(?:ts|py|m?js)$/i.test(file)) return undefined;
  const text = await readFile(join(root, file), 'utf8');
  if (text.length > LONGEST_COMPARED) return undefined;
  const language = extname(file).toLowerCase() === '.py' ? 'python' : 'javascript';
  const prints = fingerprint(text, language);
  return { owner, part: nameOf(part), file, language, prints };
}

/** A sentence for the row: a submission that cannot be read harms no other. */
export function explain(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'o disco desta máquina está cheio',
    EACCES: 'falta permissão para ler um arquivo dela',
    EPERM: 'falta permissão para ler um arquivo dela',
    ENOENT: 'um arquivo sumiu durante a leitura',
  };
  const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  return `Não consegui copiar a entrega: ${reason}${code === '' ? '' : ` (${code})`}.`;
}
