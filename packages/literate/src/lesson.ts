import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { type Directive, readPage, type StepPiece } from './page.ts';
import type { Problem } from './problem.ts';
import { type Region, readSource, type Source } from './regions.ts';

/** One program of a lesson with its steps, as its pages tell them. */
export interface Program {
  /** The script that runs it: `start`, `start:lines`. */
  readonly name: string;
  readonly source: Source;
  /** The Python program of the same base name, if there is one. */
  readonly peer: Source | undefined;
  /** `steps[0]` is step 1. */
  readonly steps: readonly Step[];
}

/** What a step adds, in the order of the page. */
export interface Step {
  readonly number: number;
  readonly pieces: readonly Piece[];
}

/** A region as a step shows it: of the program, and of its peer where that has a region of the same name. */
export interface Piece {
  readonly shown: StepPiece;
  readonly source: Source;
  readonly region: Region;
  readonly peer: { readonly source: Source; readonly region: Region } | undefined;
}

/** A lesson: its programs, its files, and all that its pages show of them. */
export interface Lesson {
  readonly slug: string;
  readonly pages: readonly string[];
  readonly programs: readonly Program[];
  /** By path from the lesson's folder: all files of src/ and python/. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly directives: readonly Directive[];
}

/** The slugs of all lessons: folders of lessons/ with a package.json. */
export function lessonSlugs(root: string): readonly string[] {
  return readdirSync(join(root, 'lessons'))
    .filter((slug) => existsSync(join(root, 'lessons', slug, 'package.json')))
    .sort();
}

/** The pages of a lesson: docs/licoes/<slug>.md first, then those under docs/licoes/<slug>/, in all folders, by name. */
export function pagesOf(root: string, slug: string): readonly string[] {
  const folder = `docs/licoes/${slug}`;
  const more = existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
        .sort()
    : [];
  return existsSync(join(root, `${folder}.md`)) ? [`${folder}.md`, ...more] : more;
}

/**
 * Reads a lesson's files and pages and puts them together.
 *
 * @param root the project's folder
 * @param report gets every fault of a marker, a directive or a step's number
 */
export function readLesson(root: string, slug: string, report: (problem: Problem) => void): Lesson {
  const folder = `lessons/${slug}`;
  const sources = readSources(root, folder, report);
  const pages = pagesOf(root, slug);
  const directives = pages.flatMap((page) =>
    readPage(page, readFileSync(join(root, page), 'utf8'), report),
  );
  const { scripts = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const programs = Object.entries(scripts as Record<string, string>).flatMap(([name, command]) => {
    const [path] = /\bsrc\/[\w-]+\.ts\b/.exec(command) ?? [];
    const source = path !== undefined && name.startsWith('start') ? sources.get(path) : undefined;
    if (path === undefined || !source) return [];
    const peer = sources.get(`python/${posix.basename(path, '.ts')}.py`);
    return [{ name, source, peer, steps: stepsOf(name, path, source, peer, directives, report) }];
  });
  const lesson = { slug, pages, programs, sources, directives };
  checkReferences(lesson, report);
  return lesson;
}

/** Every file of src/ and python/, in all folders below; one that no page could show is a fault. */
function readSources(
  root: string,
  folder: string,
  report: (problem: Problem) => void,
): Map<string, Source> {
  const sources = new Map<string, Source>();
  for (const [sub, readable] of [
    ['src', /\.[cm]?[jt]s$/],
    ['python', /\.py$/],
  ] as const) {
    const absolute = join(root, folder, sub);
    if (!existsSync(absolute)) continue;
    const entries = readdirSync(absolute, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
      .map((entry) => relative(join(root, folder), join(entry.parentPath, entry.name)))
      .map((path) => path.replaceAll('\\', '/'));
    for (const path of files.sort()) {
      const file = `${folder}/${path}`;
      if (readable.test(path)) {
        sources.set(path, readSource(file, readFileSync(join(root, file), 'utf8'), report));
      } else {
        report({
          file,
          line: 1,
          message: 'não sei ler este tipo de arquivo, e por isso nenhuma página o mostra',
          remedy: `Em ${sub}/ ficam só os programas da lição; ponha o resto em outra pasta.`,
        });
      }
    }
  }
  return sources;
}

function stepsOf(
  program: string,
  path: string,
  source: Source,
  peer: Source | undefined,
  directives: readonly Directive[],
  report: (problem: Problem) => void,
): Step[] {
  const steps: { number: number; pieces: Piece[] }[] = [];
  for (const shown of directives) {
    if (shown.kind !== 'step' || shown.program !== program) continue;
    const last = steps.at(-1)?.number ?? 0;
    const wrong = (message: string, remedy: string) =>
      report({ file: shown.page, line: shown.line, message, remedy });
    if (shown.step < last) {
      wrong(
        `o passo ${shown.step} de «${program}» aparece depois do passo ${last}`,
        'Os passos só crescem ao longo da página: mude a ordem ou o número.',
      );
      continue;
    }
    if (shown.step > last + 1) {
      wrong(
        `o passo ${last + 1} de «${program}» foi pulado: aqui já é o ${shown.step}`,
        'Numere os passos de um em um, começando do 1.',
      );
    }
    const inPeer = peer && shown.path.startsWith('python/');
    const holder = inPeer ? peer : source;
    const expected = inPeer ? `python/${posix.basename(peer.file)}` : path;
    const region = holder.regions.get(shown.region);
    if (shown.path !== expected) {
      wrong(`«${shown.path}» não é um arquivo do programa «${program}»`, `Use «${path}».`);
      continue;
    }
    if (!region) {
      wrong(
        `«${shown.path}» não tem a região «${shown.region}»`,
        `As que existem: ${[...holder.regions.keys()].join(', ') || 'nenhuma'}.`,
      );
      continue;
    }
    if (shown.step !== last) steps.push({ number: shown.step, pieces: [] });
    const twin = inPeer ? undefined : peer?.regions.get(shown.region);
    steps.at(-1)?.pieces.push({
      shown,
      source: holder,
      region,
      peer: peer && twin ? { source: peer, region: twin } : undefined,
    });
  }
  return steps;
}

function checkReferences(lesson: Lesson, report: (problem: Problem) => void): void {
  const names = lesson.programs.map(({ name }) => name);
  for (const directive of lesson.directives) {
    const wrong = (message: string, remedy: string) =>
      report({ file: directive.page, line: directive.line, message, remedy });
    if (directive.kind === 'step' && !names.includes(directive.program)) {
      wrong(
        `a lição não tem o programa «${directive.program}»`,
        `Os que existem em package.json: ${names.join(', ') || 'nenhum'}.`,
      );
    }
    if (directive.kind === 'whole' || directive.kind === 'left-out') {
      const source = lesson.sources.get(directive.path);
      if (!source) {
        wrong(
          `a lição não tem o arquivo «${directive.path}»`,
          `Os que existem: ${[...lesson.sources.keys()].join(', ')}.`,
        );
      } else if (directive.kind === 'left-out' && !source.regions.has(directive.region)) {
        wrong(
          `«${directive.path}» não tem a região «${directive.region}»`,
          `As que existem: ${[...source.regions.keys()].join(', ') || 'nenhuma'}.`,
        );
      }
    }
  }
}
