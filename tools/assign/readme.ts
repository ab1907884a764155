import { basename } from 'node:path';
import type { Handout } from './handout.ts';
import type { Member } from './members.ts';
import { inWords, partsOf, titleOf, titlesOf } from './titles.ts';

const PNPM = 'npx -y pnpm@12';

/** What the student reads first. */
export function writeReadme(
  { lessons, name }: Handout,
  members: readonly Member[],
  pages: ReadonlyMap<string, string>,
): string {
  const exercises = members.find(({ isExercises }) => isExercises);
  const [first = ''] = lessons;
  const exercise = exercises && firstExercise(exercises);
  const commands = exercises
    ? [
        `${PNPM} --filter ${exercises.manifest.name} start          # instala o que falta e mostra os exercícios`,
        `${PNPM} --filter ${exercises.manifest.name} check ${exercise}   # confere o seu «${exercise}»`,
      ]
    : [
        `${PNPM} --filter lesson-${first} start          # instala o que falta e roda o programa`,
        `${PNPM} --filter lesson-${first} start --help   # as opções dele`,
      ];
  return [
    `# ${name === undefined ? titlesOf(lessons) : `${name}: ${titlesOf(lessons)}`}`,
    'Programação com sockets em TypeScript, da [Tomada](LICENSE). Você precisa só do [Node](https://nodejs.org) 20.19 ou mais novo. Nesta pasta, em um terminal:',
    ['```sh', ...commands, '```'].join('\n'),
    `Na primeira vez é preciso internet; depois, não. Com o pnpm instalado (\`npm install --global pnpm@12\`), digite \`pnpm\` no lugar de \`${PNPM}\`, como as páginas fazem. Ctrl-C encerra um programa. Para os programas em Python: Python 3.10 ou mais novo; no Windows o comando costuma ser \`py\`.`,
    '## As páginas',
    [...pages].map(([page, text]) => `${indentOf(page)}- [${headingOf(text)}](${page})`).join('\n'),
    '## Os programas',
    programsTable(members),
    ...(exercises ? [howToHandIn(exercises)] : []),
    '## Se algo não funcionar',
    'Os programas dizem em português o que aconteceu e o que fazer. Onde uma página ou uma mensagem diz `/erros#…` ou «no site», é um endereço do site da Tomada: pergunte a quem lhe deu esta pasta onde ele está.',
    'Ao enviar a pasta para um repositório do GitHub, `.github/workflows/check.yml` confere tudo de novo lá. Em um arquivo zip, deixe de fora as pastas `node_modules`: elas se refazem sozinhas.',
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function howToHandIn({ folder, manifest }: Member): string {
  return [
    '## O que entregar',
    `Os seus programas ficam em \`${folder}/answers/\`: já estão lá, copiados dos pontos de partida, e cada um diz «Sua vez» onde começa o assunto. Escreva neles, confira quantas vezes quiser, e entregue essa pasta, sozinha ou com o resto.`,
    `Prefere outra linguagem? Ponha o arquivo em \`${folder}/answers/\` e diga como se roda: \`pnpm --filter ${manifest.name} check ${firstExercise({ folder })} -- python3 answers/meu.py\`. Troque também a linha desse exercício em \`.github/workflows/check.yml\`. Um programa em Python com o nome do exercício, como \`oracle-server.py\`, a correção encontra sozinha; para qualquer outro, escreva ao lado dele um \`grade.json\` que diga como se roda: \`{ "commands": { "oracle:server": "python3 meu.py" } }\`.`,
  ].join('\n\n');
}

function firstExercise({ folder }: Pick<Member, 'folder'>): string {
  return partsOf(basename(folder))[0] ?? '';
}

function programsTable(members: readonly Member[]): string {
  const rows = members
    .filter(({ folder }) => folder.startsWith('lessons/'))
    .map(({ folder, manifest }) => {
      const scripts = Object.keys(manifest.scripts ?? {}).filter((name) => name !== 'typecheck');
      const names = inWords(scripts.map((name) => `\`${name}\``));
      return `| ${titleOf(basename(folder))} | \`pnpm --filter ${manifest.name} …\` | ${names} |`;
    });
  return [
    '| lição | comando | e uma destas palavras |',
    '| --- | --- | --- |',
    ...rows,
    '| todas | `pnpm bad-network …` | `--help` diz o que ela estraga |',
  ].join('\n');
}

function headingOf(text: string): string {
  return /^# (.*)$/m.exec(text)?.[1] ?? '';
}

/** Pages of a lesson's other programs stand below it. */
function indentOf(page: string): string {
  return '  '.repeat(page.split('/').length - 3);
}
