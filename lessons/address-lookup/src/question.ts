// #region question-read
/**
 * O que é cada palavra da linha de comando: um nome, um IPv4 ou um IPv6. O que
 * parece um endereço tem de ser um endereço certo; nada se procura às cegas.
 */
import { domainToASCII } from 'node:url';
import { UsageError } from '@tomada/utils';
import { readIPv4, readIPv6, reverseName } from '#address-bytes';

export interface Question {
  /** Como foi digitada. */
  readonly text: string;
  readonly kind: 'nome' | 'endereço IPv4' | 'endereço IPv6';
  /** Os bytes de um endereço; um nome não tem nenhum. */
  readonly bytes: readonly number[];
  /** O nome que se pergunta ao DNS. */
  readonly dnsName: string;
}

/** UsageError diz por que a palavra não serve. */
export function readQuestion(text: string): Question {
  if (/^[0-9.]+$/.test(text)) {
    const bytes = readIPv4(text);
    const dnsName = reverseName(bytes);
    return { text, kind: 'endereço IPv4', bytes, dnsName };
  }
  if (text.includes(':')) {
    refuseDecorated(text);
    const bytes = readIPv6(text);
    const dnsName = reverseName(bytes);
    return { text, kind: 'endereço IPv6', bytes, dnsName };
  }
  return { text, kind: 'nome', bytes: [], dnsName: readName(text) };
}
// #endregion question-read

// #region question-decorated
/** Com dois-pontos, mas com algo em volta que não é do endereço. */
function refuseDecorated(text: string): void {
  const wrong = (reason: string) =>
    new UsageError(`«${text}» não é só um endereço: ${reason}.`);
  if (text.includes('/'))
    throw wrong('tire o protocolo e as barras, que são de uma URL');
  if (text.includes('['))
    throw wrong(
      'os colchetes só servem para separar a porta; tire-os, e a porta também',
    );
  const port = /^[^:]*(:[0-9]*)$/.exec(text)?.[1];
  if (port !== undefined)
    throw wrong(`a porta não faz parte dele; tire «${port}»`);
  if (text.includes('%'))
    throw wrong('o que vem depois de «%» é a interface por onde sair; tire-o');
}
// #endregion question-decorated

// #region question-name
/**
 * O nome como ele anda no DNS, só em ASCII: «pão.example» é «xn--po-sia.example»
 * (punycode, RFC 3492).
 */
function readName(text: string): string {
  const wrong = (reason: string) =>
    new UsageError(`«${text}» não é um nome: ${reason}.`);
  const isAscii = /^\p{ASCII}*$/u.test(text);
  const name = (isAscii ? text : domainToASCII(text)).replace(/\.$/, '');
  if (name === '')
    throw wrong('não sobra nada dele que se possa perguntar ao DNS');
  if (name.length > 253)
    throw wrong(`tem ${name.length} letras no DNS, e o máximo são 253`);
  const labels = name.split('.');
  for (const label of labels) {
    if (label === '') throw wrong('há um ponto sobrando');
    if (label.length > 63)
      throw wrong(
        `entre dois pontos cabem 63 letras, e um pedaço tem ${label.length}`,
      );
    const [strange] = /[^a-z0-9_-]/i.exec(label) ?? [];
    if (strange !== undefined) throw wrong(`não pode ter «${strange}»`);
  }
  // O sistema tomaria 0x7f.1 por um endereço: 127.0.0.1.
  if (/^(?:[0-9]+|0x[0-9a-f]*)$/i.test(labels.at(-1) ?? ''))
    throw wrong('o último pedaço de um nome não pode ser um número');
  return name;
}
// #endregion question-name
