import { allForms, type ErrorCode, type ErrorForms, type OwnForm } from './forms.ts';
import { ownSentence } from './own-sentence.ts';
import { type Sentence, sources } from './sentences.ts';

type Escape = (text: string) => string;

const TESTED = {
  machine: '✓ reproduzida por um teste',
  namespace: '✓ reproduzida por um teste, em uma rede à parte',
} as const;

/** The folded part of an error's section: its numbers, every sentence, and how each was proven. */
export function renderForms(code: ErrorCode, forms: ErrorForms, escapeHtml: Escape): string {
  const rows = [
    ...forms.own.map((form) => [
      'Tomada',
      ownSentence(code, form),
      escapeHtml(provenOwn(form)).replace(/`([^`]+)`/g, '<code>$1</code>'),
    ]),
    ...forms.sentences.map((each) => [
      `${each.by}, ${each.on}`,
      each.text,
      proven(each, escapeHtml),
    ]),
  ].map(
    ([by = '', text = '', proof = '']) =>
      `<tr><th scope="row">${escapeHtml(by)}</th><td><code>${escapeHtml(text)}</code><span class="error-proof">${proof}</span></td></tr>`,
  );
  const reproduced = [...forms.own, ...forms.sentences].some(({ proof }) => proof in TESTED);
  return [
    '<details class="details error-forms" v-pre><summary>As frases do terminal',
    reproduced ? ' · <span class="error-tested">✓ erro reproduzido por testes</span>' : '',
    `</summary>${renderNumbers(code, forms, escapeHtml)}`,
    `<table><caption class="visually-hidden">${code}: as frases e como sabemos de cada uma</caption>`,
    '<thead><tr><th scope="col">quem diz</th><th scope="col">a frase</th></tr></thead>',
    `<tbody>${rows.join('')}</tbody></table></details>\n`,
  ].join('');
}

/** The list at the top of the page: what stands on the terminal, and the code it leads to. */
export function renderList(escapeHtml: Escape): string {
  const rows = allForms.map(([code, forms]) => {
    const words = essences(forms).map((text) => `«${escapeHtml(text)}»`);
    const { linux, macos, windows } = forms.numbers ?? {};
    const numbers = [...new Set([linux, macos, windows])].filter((each) => each !== undefined);
    const seen = [...words, ...numbers.map(minus)].join(' · ') || 'só nos programas da Tomada';
    return `<tr><th scope="row"><a href="#${code.toLowerCase()}">${code}</a><br>${escapeHtml(forms.means)}</th><td>${seen}</td></tr>`;
  });
  return [
    // The search leads to the sections themselves: it does not read what stands between these comments.
    '<!--not-searched--><div class="error-list" v-pre><table>',
    '<caption class="visually-hidden">O que o terminal mostra, e o código a que leva</caption>',
    '<thead><tr><th scope="col">o código</th><th scope="col">apareceu no terminal</th></tr></thead>',
    `<tbody>${rows.join('')}</tbody></table></div><!--/not-searched-->\n`,
  ].join('');
}

function renderNumbers(code: string, { numbers }: ErrorForms, escapeHtml: Escape): string {
  if (!numbers) return '';
  const { linux, macos, windows, nodeOnWindows } = numbers;
  const named = [
    ['Linux', linux],
    ['macOS', macos],
    ['Windows', windows],
    ['Node no Windows', nodeOnWindows],
  ].flatMap(([system, number]) =>
    typeof number === 'number' ? [`${system} <code>${minus(number)}</code>`] : [],
  );
  const name = windowsName(code, windows);
  return `<p>O número deste erro: ${named.join(', ')}${name ? ` (<code>${escapeHtml(name)}</code>)` : ''}.</p>`;
}

function windowsName(code: string, number: number | undefined): string | undefined {
  if (number === undefined) return undefined;
  if (number === 11001) return 'WSAHOST_NOT_FOUND';
  return number === 11002 ? 'WSATRY_AGAIN' : `WSA${code}`;
}

function provenOwn({ proof, how }: OwnForm): string {
  return proof === 'never' ? `não reproduzida aqui: ${how}` : `${TESTED[proof]}: ${how}`;
}

function proven({ proof, source }: Sentence, escapeHtml: Escape): string {
  if (proof === 'machine' || proof === 'namespace') return TESTED[proof];
  if (source === undefined) throw new Error('a sentence that no test shows needs its source');
  const { title, url } = sources[source];
  const named = url ? `<a href="${url}">${escapeHtml(title)}</a>` : escapeHtml(title);
  return proof === 'tried' ? named : `não reproduzida aqui; fonte: ${named}`;
}

/** What is left of the sentences without the names of exceptions, numbers and addresses, each once. */
function essences({ sentences }: ErrorForms): readonly string[] {
  const spoken = sentences.filter(({ by }) => by === 'Python' || by === 'outros programas');
  const shortened = (spoken.length > 0 ? spoken : sentences).map(({ text }) => {
    const bare = text.replace(/^[\w.]+: (?!timed)/, '').replace(/^\[[^\]]*\] /, '');
    return bare.length > 62 ? `${bare.slice(0, 60).replace(/\s+\S*$/, '')} …` : bare;
  });
  return [...new Set(shortened)];
}

/** A number with a true minus sign. */
const minus = (number: number | undefined): string => String(number ?? '').replace('-', '−');
