// #region address-bytes-ipv4
/**
 * Endereços em texto e em bytes. Pela rede só andam os bytes: quatro no IPv4,
 * dezesseis no IPv6. O texto é para as pessoas.
 */
import { isIPv6 } from 'node:net';
import { UsageError } from '@tomada/utils';

/** De «192.168.0.1» para os quatro bytes; UsageError diz o que não serve. */
export function readIPv4(text: string): number[] {
  const wrong = (reason: string) =>
    new UsageError(`«${text}» não é um endereço IPv4: ${reason}.`);
  const parts = text.split('.');
  if (parts.includes('')) throw wrong('falta um número junto de um ponto');
  if (parts.length !== 4)
    throw wrong(`são quatro números separados por pontos, não ${parts.length}`);
  return parts.map((part) => {
    if (!/^[0-9]+$/.test(part)) throw wrong(`«${part}» não é um número`);
    // Há programas que leem 010 em base 8, e o endereço deles seria outro.
    if (part.length > 1 && part.startsWith('0'))
      throw wrong(`«${part}» começa com zero, e há quem leia isso em base 8`);
    if (part.length > 3 || Number(part) > 255)
      throw wrong(`${part} não cabe em um byte, que vai só até 255`);
    return Number(part);
  });
}

/** E de volta: um byte, um número em decimal. */
export function writeIPv4(bytes: readonly number[]): string {
  return bytes.join('.');
}
// #endregion address-bytes-ipv4

// #region address-bytes-ipv6
/** De «2001:db8::1» para os dezesseis bytes. */
export function readIPv6(text: string): number[] {
  if (!isIPv6(text)) {
    const rule =
      'são até oito grupos de um a quatro algarismos hexadecimais, separados por «:», e «::» uma vez só';
    throw new UsageError(`«${text}» não é um endereço IPv6: ${rule}.`);
  }
  // A URL escreve o endereço na forma curta de sempre (RFC 5952), mesmo quando
  // ele termina como um IPv4: ::ffff:1.2.3.4.
  const short = new URL(`http://[${text}]/`).hostname.slice(1, -1);
  const [before = [], after = []] = short
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  // «::» está no lugar de todos os grupos de zeros que faltam.
  const missing = 8 - before.length - after.length;
  const zeros = Array<string>(missing).fill('0');
  return [...before, ...zeros, ...after].flatMap((group) => {
    const number = Number.parseInt(group, 16);
    return [number >> 8, number & 0xff];
  });
}

/** E de volta, por extenso: dois bytes em cada grupo, sem encurtar nada. */
export function writeIPv6(bytes: readonly number[]): string {
  return hexadecimal(bytes).replaceAll(' ', '').match(/.{4}/g)?.join(':') ?? '';
}

/** Cada byte em dois algarismos: 127 é 7f. */
export function hexadecimal(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
// #endregion address-bytes-ipv6

// #region address-bytes-reverse
/**
 * O nome que se pergunta ao DNS para achar os nomes de um endereço. Um nome tem
 * o mais geral no fim, um endereço, no começo: por isso vai de trás para frente.
 */
export function reverseName(bytes: readonly number[]): string {
  if (bytes.length === 4) return `${bytes.toReversed().join('.')}.in-addr.arpa`;
  const digits = hexadecimal(bytes).replaceAll(' ', '');
  return `${[...digits].reverse().join('.')}.ip6.arpa`;
}
// #endregion address-bytes-reverse
