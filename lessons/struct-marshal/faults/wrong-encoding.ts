/**
 * Texto e bytes com defeito: o Node nunca reclama de uma codificação errada, e
 * uma letra partida ao meio se perde.
 */
// #region wrong-encoding
const message = Buffer.from('olá', 'utf8');
console.log(`UTF-8 lido como Latin-1:   ${message.toString('latin1')}`);
console.log(`UTF-8 lido como ASCII:     ${message.toString('ascii')}`);
// O euro é U+20AC: em Latin-1 não existe. O Node guarda só o último byte.
const euro = Buffer.from('10 €', 'latin1');
console.log(`«10 €» escrito em Latin-1: ${euro.toString('latin1')}`);
// #endregion wrong-encoding

// #region half-letter
// Dois pedaços, como o TCP pode entregar: o corte caiu no meio do á (c3 a1).
const pieces = [message.subarray(0, 3), message.subarray(3)];
let naive = '';
for (const piece of pieces) naive += piece.toString('utf8');
console.log(`cada pedaço por si:        ${naive}`);

// O conserto: um decodificador que guarda a metade até a outra chegar.
const decoder = new TextDecoder('utf-8');
let mended = '';
for (const piece of pieces) mended += decoder.decode(piece, { stream: true });
mended += decoder.decode();
console.log(`com um decodificador só:   ${mended}`);
// #endregion half-letter
