import { basename } from 'node:path';
import type { HowToStart, Member } from './members.ts';
import { partsOf } from './titles.ts';

const PNPM = 'npx -y pnpm@12';

/**
 * `.github/workflows/check.yml`: installs what the lockfile says; judges every exercise, and writes what it found as JUnit
 * too; of other lessons it checks the types and starts every program.
 */
export function writeWorkflow(members: readonly Member[]): string {
  const lessons = members.filter(({ folder }) => folder.startsWith('lessons/'));
  const steps = lessons.flatMap((lesson) =>
    lesson.isExercises ? exerciseSteps(lesson) : programSteps(lesson),
  );
  const reports = lessons.some(({ isExercises }) => isExercises) ? [REPORTS] : [];
  return `${[HEAD, ...steps, ...reports].join('\n')}\n`;
}

const HEAD = `# Confere esta pasta a cada envio. Um passo em vermelho diz o que falta; os outros rodam assim mesmo.
name: Confere
on: [push, pull_request, workflow_dispatch]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest # traz python3
    timeout-minutes: 30
    defaults:
      run:
        shell: bash
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - name: Instala
        run: ${PNPM} install --frozen-lockfile`;

const REPORTS = `      - name: Guarda os resultados
        if: \${{ !cancelled() }}
        uses: actions/upload-artifact@v4
        with:
          name: resultados
          path: reports/`;

function step(name: string, folder: string, commands: readonly string[]): string {
  return [
    `      - name: '${name}'`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own expression.
    '        if: ${{ !cancelled() }}',
    `        working-directory: ${folder}`,
    '        run: |',
    ...commands.map((command) => `          ${command}`),
  ].join('\n');
}

function exerciseSteps({ folder, manifest }: Member): readonly string[] {
  const check = manifest.scripts?.check;
  return partsOf(basename(folder)).map((name) =>
    step(`Exercício ${name}`, folder, [
      'mkdir -p ../../reports',
      `${check} ${name} --junit | tee ../../reports/${name}.xml`,
    ]),
  );
}

function programSteps({ folder, manifest, howToStart }: Member): readonly string[] {
  const lesson = basename(folder);
  const starts = Object.entries(manifest.scripts ?? {})
    .filter(([script]) => script.startsWith('start'))
    .map(([script, command]) => startCommand(command, howToStart[script]));
  return [
    step(`${lesson}: os tipos`, folder, [`${PNPM} typecheck`]),
    step(`${lesson}: os programas começam`, folder, starts),
  ];
}

/** A server says that it listens; what ends by itself must end well; what needs a partner says its options. */
function startCommand(command: string, how: HowToStart | undefined): string {
  if (how === undefined) {
    return `(timeout --signal=INT --kill-after=5 10 ${command} --port 0 || true) | grep 'Escutando em'`;
  }
  if (how.partner !== undefined) return `${command} --help`;
  return [command, ...(how.args ?? [])].join(' ');
}
