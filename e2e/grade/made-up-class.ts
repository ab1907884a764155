/** Submissions as a class hands them in: right, wrong, harmful, broken. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { python, root } from '@tomada/testing';

const lesson = join(root, 'lessons', 'exercises');

/** A submission's files: each a text, or a file of the lesson of exercises. */
export type Files = Readonly<Record<string, string | { readonly from: string }>>;

const listensForEver = [
  'import socket, time',
  'server = socket.create_server(("127.0.0.1", 12345))',
  'while True: time.sleep(1)',
];
const forks = ['import os', 'while True:', '    os.fork()'];
const floods = ['while True:', '    print("x" * 100_000)'];
/** Deletes its own folder, and then whatever it finds in another one. */
export function deletes(other: string): string {
  return [
    'import os, shutil',
    'here = os.path.dirname(os.path.abspath(__file__))',
    'shutil.rmtree(here)',
    `shutil.rmtree(${JSON.stringify(other)}, ignore_errors=True)`,
    '',
  ].join('\n');
}
const fills = [
  'import os',
  'for number in range(1000):',
  '    with open(f"full-{number}", "wb") as file:',
  '        file.write(os.urandom(2**20) * 50)',
];
/** It would take the judge with it, if it could. */
const kills = ['import os, signal', 'os.kill(os.getppid(), signal.SIGKILL)', 'os.kill(-1, 9)'];

const program = (lines: readonly string[]): Files => ({
  'oracle-server.py': `${lines.join('\n')}\n`,
});
const ofLesson = (file: string, name = 'answers/oracle-server'): Files => {
  const extension = file.slice(file.lastIndexOf('.'));
  return { [`${name}${extension}`]: { from: file } };
};

/** What a kind of submission holds. */
export const kinds = {
  good: ofLesson('solutions/oracle-server.ts'),
  goodPython: ofLesson('solutions/oracle-server.py', 'oracle-server'),
  oneRecv: ofLesson('faults/oracle/one-recv.py'),
  doesNotClose: ofLesson('faults/oracle/does-not-close.py'),
  starter: ofLesson('starters/oracle-server.ts'),
  missing: { 'leia-me.txt': 'Não consegui fazer.\n' },
  listensForEver: program(listensForEver),
  forks: program(forks),
  floods: program(floods),
  deletes: { 'oracle-server.py': deletes('submission') },
  fills: program(fills),
  kills: program(kills),
} as const satisfies Record<string, Files>;

export type Kind = keyof typeof kinds;

/** Writes a submission into a folder. */
export function handIn(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === 'string') writeFileSync(file, content);
    else copyFileSync(join(lesson, content.from), file);
  }
}

/** Makes a zip with Python, with names as given: also such as no honest program writes. */
export function handInZip(file: string, entries: Readonly<Record<string, string>>): void {
  const script =
    'import json,sys,zipfile\nwith zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z:\n  for name, text in json.load(sys.stdin).items(): z.writestr(name, text)';
  const [command, ...args] = python ?? ['python3'];
  const { status, stderr } = spawnSync(command, [...args, '-c', script, file], {
    input: JSON.stringify(entries),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}
