// #region text-bytes-encode
/** Texto e bytes: a mesma letra em três codificações, e o que dá errado. */
import { visibleText } from '@tomada/utils';
import { colours, counted, type Row, showBytes } from '#byte-rows';

/** «U+00E1»: o número da letra no Unicode. */
function codePoint(letter: string): string {
  const number = letter.codePointAt(0) ?? 0;
  return `U+${number.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A primeira letra de número grande demais: não cabe. */
function misfit(text: string, highest: number): string | undefined {
  return Array.from(text).find(
    (letter) => (letter.codePointAt(0) ?? 0) > highest,
  );
}

/** As três, com o maior número que cada uma sabe escrever. */
const encodings = [
  { name: 'ASCII', node: 'ascii', highest: 0x7f },
  { name: 'Latin-1', node: 'latin1', highest: 0xff },
  { name: 'UTF-8', node: 'utf8', highest: 0x10ffff },
] as const;
// #endregion text-bytes-encode

// #region text-bytes-show
/** O texto em cada codificação, uma letra por linha. */
export function showText(text: string): void {
  for (const { name, node, highest } of encodings) {
    const strange = misfit(text, highest);
    if (strange !== undefined) {
      const letter = `«${visibleText(strange)}» (${codePoint(strange)})`;
      console.log(`${name}: não existe; ${letter} não cabe`);
      continue;
    }
    let offset = 0;
    const rows = Array.from(text, (letter, index): Row => {
      const size = Buffer.byteLength(letter, node);
      const colour = colours[index % colours.length] ?? 'cyan';
      const cells = [codePoint(letter), visibleText(letter)];
      const row = { offset, size, colour, cells };
      offset += size;
      return row;
    });
    showBytes(name, Buffer.from(text, node), rows);
  }
  showMisreadings(text);
}
// #endregion text-bytes-show

// #region text-bytes-misread
/** O que se lê quando os dois lados não combinaram. */
function showMisreadings(text: string): void {
  const utf8 = Buffer.from(text, 'utf8');
  const say = (what: string, read: string) =>
    console.log(`${what}: ${visibleText(read)}`);
  say('UTF-8 lido como Latin-1', utf8.toString('latin1'));
  if (misfit(text, 0xff) === undefined)
    say(
      'Latin-1 lido como UTF-8',
      Buffer.from(text, 'latin1').toString('utf8'),
    );
  say('UTF-8 sem o último byte', utf8.subarray(0, -1).toString('utf8'));
  const letters = Array.from(text).length;
  console.log(
    `${counted(letters, 'letra')}, ${counted(utf8.length, 'byte')} em UTF-8`,
  );
}
// #endregion text-bytes-misread
