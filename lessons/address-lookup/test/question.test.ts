import { skipWithoutPython } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { readQuestion } from '#question';
import { inPython } from './in-python.ts';

const refused: readonly (readonly [text: string, reason: string])[] = [
  ['256.1.1.1', '256 não cabe em um byte'],
  ['1.2.3', 'são quatro números separados por pontos, não 3'],
  ['1.2.3.4.5', 'são quatro números separados por pontos, não 5'],
  ['01.2.3.4', '«01» começa com zero'],
  ['1..2.3', 'falta um número'],
  ['.', 'falta um número'],
  ['3232235521', 'são quatro números separados por pontos, não 1'],
  ['99999999999999999999.1.1.1', 'não cabe em um byte'],
  ['::g', 'não é um endereço IPv6'],
  ['1::2::3', 'não é um endereço IPv6'],
  ['::1.2.3.256', 'não é um endereço IPv6'],
  ['[::1]', 'os colchetes'],
  ['[::1]:80', 'os colchetes'],
  ['10.0.0.1:80', 'tire «:80»'],
  ['localhost:8080', 'tire «:8080»'],
  ['fe80::1%eth0', 'a interface por onde sair'],
  ['http://a.example/', 'que são de uma URL'],
  ['0x7f.1', 'o último pedaço de um nome não pode ser um número'],
  ['a.0x7f000001', 'o último pedaço de um nome não pode ser um número'],
  [`${'a'.repeat(64)}.example`, 'um pedaço tem 64'],
  [`${'a.'.repeat(130)}example`, 'e o máximo são 253'],
  ['a..b', 'há um ponto sobrando'],
  ['.example', 'há um ponto sobrando'],
  ['a b', 'não pode ter « »'],
  ['a/b', 'não pode ter «/»'],
  ['oi!', 'não pode ter «!»'],
  ['', 'não sobra nada dele'],
  ['a\x1b[31m', 'não pode ter «\x1b»'],
];
const taken = [
  ['localhost', 'nome', 'localhost'],
  ['Servidor.example.', 'nome', 'Servidor.example'],
  ['pão.example', 'nome', 'xn--po-sia.example'],
  ['MÜNCHEN.example', 'nome', 'xn--mnchen-3ya.example'],
  ['_dns._udp.a-b', 'nome', '_dns._udp.a-b'],
  ['1a', 'nome', '1a'],
  ['0.0.0.0', 'endereço IPv4', '0.0.0.0.in-addr.arpa'],
  ['255.255.255.255', 'endereço IPv4', '255.255.255.255.in-addr.arpa'],
  ['::', 'endereço IPv6', `${'0.'.repeat(32)}ip6.arpa`],
] as const;

/** The reason for which a word is refused. */
function reasonOf(text: string): string {
  try {
    readQuestion(text);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'taken';
}

describe('readQuestion', () => {
  test.each(refused)('%j: refused, because %s', (text, reason) => {
    expect(reasonOf(text)).toMatch(/^«[^\n]*» não é [^\n]*\.$/);
    expect(reasonOf(text)).toContain(reason);
  });

  test.each(taken)('%s: %s, asked for as %s', (text, kind, dnsName) => {
    expect(readQuestion(text)).toMatchObject({ text, kind, dnsName });
  });

  test.skipIf(skipWithoutPython)('in Python: the same', async () => {
    const texts = [...refused, ...taken].map(([text]) => text);
    const said = await inPython(
      [
        'def read(text):',
        '    try:',
        '        found = question.read_question(text)',
        '        return [found.kind, found.dns_name]',
        '    except tomada.UsageError as error:',
        '        return str(error)',
        'print(json.dumps([read(each) for each in value]))',
      ].join('\n'),
      texts,
    );
    expect(said).toEqual([
      ...refused.map(([text]) => reasonOf(text)),
      ...taken.map(([, kind, dnsName]) => [kind, dnsName]),
    ]);
  });
});
