// #region byte-tour-imports
/**
 * De qual valor é cada byte, em hexadecimal: números (struct), letras, e
 * valores que levam o tipo junto (marshal).
 */
import { pack, StructError, unpack } from '@tomada/struct';
import {
  endOnInterrupt,
  readOptions,
  switchOption,
  UsageError,
  visibleText,
  wholeNumberOption,
} from '@tomada/utils';
// O # é a pasta src desta lição: veja «imports» no package.json.
import { showCosts, showMarshal } from '#marshal-bytes';
import { readAnyValue, readValues } from '#own-values';
import { showStruct } from '#struct-bytes';
import { showText } from '#text-bytes';

// #endregion byte-tour-imports

// #region byte-tour-options
const { text, marshal, part, words } = readOptions({
  usage: 'pnpm --filter lesson-struct-marshal start <formato> <valores…>',
  about: 'Mostra de qual valor é cada byte. Sem palavras, uma visita guiada.',
  options: {
    text: switchOption('as palavras são um texto, em ASCII, Latin-1 e UTF-8'),
    marshal: switchOption('as palavras são uma lista, escrita por marshal'),
    part: wholeNumberOption('só esta parte da visita; 0 mostra todas', 0, {
      lowest: 0,
      highest: 6,
    }),
  },
  words: { example: '', optional: true },
});
const touring = words.length === 0 && !text && !marshal;
endOnInterrupt();
// #endregion byte-tour-options

// #region byte-tour-parts
/** A visita. Cada passo acrescenta uma parte. */
const parts: [title: string, show: () => void][] = [];
// #endregion byte-tour-parts

// #region byte-tour-struct
parts.push([
  'struct: cada valor tem o seu lugar',
  () => showStruct('!iIlLfd', [-2, 7, -2, 7, 0.1, 0.1]),
]);
// #endregion byte-tour-struct

// #region byte-tour-order
parts.push([
  'A ordem dos bytes: > e <',
  () => {
    showStruct('>I', [7]);
    showStruct('<I', [7]);
    const [misread] = unpack('<I', pack('>I', 7));
    console.log(`escrito com > e lido com <, o 7 vira ${misread}`);
  },
]);
// #endregion byte-tour-order

// #region byte-tour-native
parts.push([
  'O formato nativo: @',
  () => {
    showStruct('!bl', [7, -2]);
    showStruct('@bl', [7, -2]);
  },
]);
// #endregion byte-tour-native

// #region byte-tour-text
parts.push(['Texto: uma letra não é um byte', () => showText('olá')]);
// #endregion byte-tour-text

// #region byte-tour-marshal
parts.push([
  'marshal: o tipo viaja junto',
  () => showMarshal('[7, "olá"] em marshal', [7, 'olá']),
]);
// #endregion byte-tour-marshal

// #region byte-tour-costs
parts.push(['Quantos bytes custa dizer o tipo', showCosts]);
// #endregion byte-tour-costs

// #region byte-tour-own
/** O que se digitou, no lugar da visita. */
function showOwn(): void {
  const example = 'pnpm --filter lesson-struct-marshal start --text olá';
  if (text && marshal)
    throw new UsageError('Escolha uma das opções: --text ou --marshal.');
  if (part !== 0)
    throw new UsageError('--part é da visita: use a opção sozinha.');
  if (words.length === 0)
    throw new UsageError(`Faltaram as palavras. Por exemplo: ${example}`);
  const [format = '', ...values] = words;
  if (text) showText(words.join(' '));
  else if (marshal)
    showMarshal('a sua lista em marshal', words.map(readAnyValue));
  else showStruct(format, readValues(format, values));
}

if (!touring) {
  try {
    showOwn();
  } catch (error) {
    // Um formato ou valor errado é uso errado, e não defeito do programa.
    const isUsage = error instanceof UsageError || error instanceof StructError;
    if (!isUsage) throw error;
    console.error(visibleText(error.message));
    process.exitCode = 2;
  }
}
// #endregion byte-tour-own

// #region byte-tour-start
if (touring && part > parts.length) {
  // Só acontece em um passo do meio: a última parte ainda não chegou.
  console.error(
    `Neste passo a visita só vai até a parte ${parts.length}: a parte ${part} vem depois.`,
  );
  process.exitCode = 2;
} else if (touring) {
  parts.forEach(([title, show], index) => {
    if (part !== 0 && part !== index + 1) return;
    if (part === 0 && index > 0) console.log();
    console.log(`${index + 1}. ${title}`);
    show();
  });
}
// #endregion byte-tour-start
