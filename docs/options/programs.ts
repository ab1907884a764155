import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, python, root } from '@tomada/testing';

/** A program of a lesson that takes options, and how to run it. */
export interface LessonProgram {
  readonly lesson: string;
  readonly script: string;
  /** One that shows a fault, or only keeps others company: it has no peer. */
  readonly isExtra: boolean;
  /** Where the site builds it, as far as a page does. */
  readonly page?: string;
  readonly command: Command;
  readonly peer?: Command;
}

/** The exercises' commands are words for one program of checks/; measure/ is the chat's. */
const ENTRY = /^node --import tsx ((?:src|faults|checks|measure)\/([\w-]+)\.ts)((?: [\w-]+)*)$/;
const START = /^start(?:$|:)/;

/** Every script of every lesson that reads options: a new lesson is found by its package.json alone. */
export function findPrograms(folder: string = root): readonly LessonProgram[] {
  const lessons = readdirSync(join(folder, 'lessons')).sort();
  return lessons.flatMap((lesson) => findInLesson(folder, lesson));
}

function findInLesson(folder: string, lesson: string): readonly LessonProgram[] {
  const manifest = join(folder, 'lessons', lesson, 'package.json');
  if (!existsSync(manifest)) return [];
  const { scripts = {} }: { scripts?: Record<string, string> } = JSON.parse(
    readFileSync(manifest, 'utf8'),
  );
  return Object.entries(scripts).flatMap(([script, line]) => {
    const [, entry = '', name = '', rest = ''] = ENTRY.exec(line) ?? [];
    const words = rest === '' ? [] : rest.trim().split(' ');
    const isStart = START.test(script);
    const source = join(folder, 'lessons', lesson, entry);
    // A fault without options would run instead of saying its help, and an exercise's program is the learner's.
    const readsOptions = () =>
      words.length > 0 ? words[0] !== 'run' : entry !== '' && isReading(source);
    if (!isStart && !readsOptions()) return [];
    if (entry === '') throw new Error(`${lesson} ${script}: I see no program in «${line}»`);
    const page = pageOf(folder, lesson, entry);
    const peer = join(folder, 'lessons', lesson, 'python', `${name}.py`);
    return {
      lesson,
      script,
      isExtra: !isStart,
      ...(page ? { page } : {}),
      command: {
        name: `${lesson} ${script}`,
        argv: [process.execPath, '--import', 'tsx', entry, ...words],
        cwd: join(folder, 'lessons', lesson),
      },
      ...(isStart && existsSync(peer)
        ? { peer: { name: peer, argv: [...(python ?? ['python3']), peer], cwd: folder } }
        : {}),
    };
  });
}

function isReading(source: string): boolean {
  return readFileSync(source, 'utf8').includes('readOptions(');
}

/** The page that makes a program step by step, or else shows the whole of it, or a piece. */
function pageOf(folder: string, lesson: string, entry: string): string | undefined {
  const base = join(folder, 'docs', 'licoes');
  const more = join(base, lesson);
  const pages = [
    `${lesson}.md`,
    ...(existsSync(more) ? readdirSync(more).sort() : []).map((file) => `${lesson}/${file}`),
  ]
    .filter((file) => file.endsWith('.md') && existsSync(join(base, file)))
    .map((file) => ({ file, text: readFileSync(join(base, file), 'utf8') }));
  const name = entry.replaceAll('.', '\\.');
  const shows = (line: RegExp) => pages.find(({ text }) => line.test(text))?.file;
  const page =
    shows(new RegExp(`^<<< \\S+ \\d+ ${name}#`, 'm')) ??
    shows(new RegExp(`^<<< whole ${name}$`, 'm')) ??
    shows(new RegExp(`^<<< show ${name}`, 'm'));
  return page && `/licoes/${page.replace(/\.md$/, '')}`;
}
