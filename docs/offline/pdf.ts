/** `pnpm docs:pdf [lição…]`: the site, or some of its lessons, as a book to print and to hand out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readOptions, switchOption } from '@tomada/utils';
import { socketDrawing } from '../.vitepress/site/pictures.ts';
import { siteAddressOrEnd } from '../.vitepress/site/site-address.ts';
import { browserPathOrEnd } from './browser.ts';
import { noBuildOption, requireSite, root } from './built-site.ts';
import { pathOption, shown } from './path-option.ts';
import { bookParts, knownLessons } from './print/book.ts';
import { printBook } from './print/print-book.ts';
import { writeSafely } from './write-safely.ts';

const { words, out, ...options } = readOptions({
  usage: 'pnpm docs:pdf [lição…]',
  about: [
    'Faz a apostila: um PDF com o site inteiro, ou só com as lições que você disser.',
    `As lições: ${knownLessons.join(', ')}.`,
  ].join('\n'),
  options: {
    out: pathOption('o arquivo', join(root, 'dist/apostila.pdf')),
    'with-solutions': switchOption('leva também as nossas soluções dos exercícios'),
    'no-build': noBuildOption,
  },
  words: { example: 'pnpm docs:pdf tcp-server udp', optional: true },
});

const lessons = words.map((word) => word.replace(/^lesson-/, ''));
const unknown = lessons.find((lesson) => !knownLessons.includes(lesson));
if (unknown !== undefined) {
  process.stderr.write(
    `Não existe a lição «${unknown}». As que existem: ${knownLessons.join(', ')}.\n`,
  );
  process.exit(2);
}
const { home } = siteAddressOrEnd();
const browser = browserPathOrEnd('faz o PDF');
await requireSite(options['no-build']);

const today = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'long' }).format(new Date());
const parts = bookParts(lessons, options['with-solutions']);
const pdf = await printBook(browser, {
  parts,
  drawing: socketDrawing,
  cover: [
    'Programação com sockets em TypeScript',
    'Apostila',
    ...(home === undefined ? [] : [home]),
    today,
    'Licença MIT: copie, mude e distribua',
  ],
  home: home?.replace(/\/$/, '') ?? 'no site: ',
});
await writeSafely(out, () => {
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, pdf);
});
console.log(`Pronto: ${shown(out)}`);
