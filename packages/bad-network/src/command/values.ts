import type { Option } from '@tomada/utils';
import type { Size, When } from '../tcp-faults.ts';
import type { Which } from '../udp-faults.ts';
import { refuseValue } from './sentences.ts';

/** The word that `--help` shows in the place of a value that nobody gave; never a value itself. */
type Or<Value> = Value | string;

/** The value of an option, or undefined when nobody gave one. */
export function given<Value extends number | object>(value: Or<Value>): Value | undefined {
  return typeof value === 'string' ? undefined : value;
}

/** A time in ms: 0 to a day. */
export function timeOption(about: string, fallback: number, example: string): Option<number> {
  return {
    placeholder: '<ms>',
    about,
    fallback,
    example,
    parse(text, option) {
      const ms = readWhole(text);
      if (ms <= 86_400_000) return ms;
      return refuseValue(
        option,
        text,
        'não é um tempo em milissegundos',
        'um número inteiro de 0 a 86400000',
        example,
      );
    },
  };
}

/** A size of pieces: `1`, or a range `1-8`. */
export function sizeOption(about: string): Option<Or<Size>> {
  return {
    placeholder: '<bytes>',
    about,
    fallback: 'como vierem',
    example: '1',
    parse(text, option) {
      const [from = Number.NaN, to = from, ...more] = text.split('-').map(readWhole);
      if (from >= 1 && to >= from && more.length === 0) return from === to ? from : { from, to };
      return refuseValue(
        option,
        text,
        'não é um tamanho de pedaço',
        'um número de bytes a partir de 1, ou uma faixa',
        '1',
        '1-8',
      );
    },
  };
}

/** Bytes a second. */
export function rateOption(about: string): Option<Or<number>> {
  return {
    placeholder: '<bytes/s>',
    about,
    fallback: 'sem limite',
    example: '1000',
    parse(text, option) {
      const rate = readWhole(text);
      if (rate >= 1) return rate;
      return refuseValue(
        option,
        text,
        'não é uma taxa em bytes por segundo',
        'um número inteiro a partir de 1',
        '1000',
      );
    },
  };
}

/** A number: after so many bytes; a percentage: at random, for each piece. */
export function whenOption(about: string): Option<Or<When>> {
  return {
    placeholder: '<quando>',
    about,
    fallback: 'nunca',
    example: '100',
    parse(text, option) {
      if (text.endsWith('%')) return readPercentage(text, option, '5%');
      const after = readWhole(text);
      if (after >= 0) return { after };
      return refuseValue(
        option,
        text,
        'não diz quando',
        'um número de bytes, ou uma porcentagem para sortear a cada pedaço',
        '100',
        '5%',
      );
    },
  };
}

/** Numbers of datagrams with commas, or a percentage: at random, for each one. */
export function whichOption(about: string): Option<Or<Which>> {
  return {
    placeholder: '<quais>',
    about,
    fallback: 'nenhum',
    example: '20%',
    parse(text, option) {
      if (text.endsWith('%')) return readPercentage(text, option, '20%');
      const datagrams = text.split(',').map(readWhole);
      if (datagrams.every((number) => number >= 1)) return { datagrams };
      return refuseValue(
        option,
        text,
        'não diz quais datagramas',
        'os números deles, a partir de 1, ou uma porcentagem',
        '2,5',
        '20%',
      );
    },
  };
}

function readPercentage(text: string, option: string, example: string): { probability: number } {
  const percent = /^\d+([.,]\d+)?%$/.test(text)
    ? Number(text.slice(0, -1).replace(',', '.'))
    : Number.NaN;
  if (percent <= 100) return { probability: percent / 100 };
  return refuseValue(option, text, 'não é uma probabilidade', 'de 0% a 100%', example);
}

/** NaN for what is no whole number; comparisons with it are false. */
export function readWhole(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
