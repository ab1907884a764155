/**
 * Portas abertas: tenta cada porta TCP deste computador em um intervalo e diz
 * em quais alguém escuta. Só deste: varrer o dos outros pede licença.
 */
import {
  endOnInterrupt,
  lineFromKeyboard,
  readOptions,
  secondsOption,
} from '@tomada/utils';

const CALL = 'pnpm --filter lesson-exercises scanner:client';
const EXAMPLE = `${CALL} 12300 12400`;
const { timeout, words } = readOptions({
  usage: `${CALL} <primeira> <última>`,
  about: 'Diz em quais portas deste computador alguém escuta.',
  options: {
    timeout: secondsOption('quanto esperar por cada porta', 1),
  },
  words: { example: EXAMPLE, optional: true },
});
endOnInterrupt();
const range = words.join(' ') || (await lineFromKeyboard('Portas: ', EXAMPLE));
console.log(`Vou procurar em ${range}, até ${timeout} s em cada porta`);

// Sua vez: confira o intervalo (o errado é uso errado: uma frase e o código 2),
// tente uma conexão com cada porta, sem enviar nada, e feche o que abrir. No
// fim, mostre «Porta 12345 aberta» para cada uma, em ordem, e o total.
