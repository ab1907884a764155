import { fileURLToPath } from 'node:url';
import { run } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import {
  formatHelp,
  hostOption,
  listenPortOption,
  type Option,
  parseOptions,
  peerPortOption,
  secondsOption,
  serverOption,
  switchOption,
  wholeNumberOption,
} from './index.ts';

const server = {
  usage: 'pnpm --filter lesson-x start',
  about: 'Um servidor.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(8080),
    once: switchOption('atende um só'),
  },
};
const client = {
  usage: 'pnpm --filter lesson-x start <palavras…>',
  about: 'Um cliente.',
  options: { port: peerPortOption(8080), timeout: secondsOption('quanto esperar', 10) },
  words: { example: 'pnpm --filter lesson-x start olá' },
};

describe('parseOptions', () => {
  test('no words: the fallbacks', () => {
    expect(parseOptions(server, [])).toEqual({
      host: '127.0.0.1',
      port: 8080,
      once: false,
      words: [],
    });
  });

  test('values apart, with an equals sign, and the last one of two count', () => {
    expect(parseOptions(server, ['--port', '1', '--host=::1', '--port=0', '--once'])).toEqual({
      host: '::1',
      port: 0,
      once: true,
      words: [],
    });
  });

  test('words keep their order, and after -- everything is a word', () => {
    const parsed = parseOptions(client, ['olá', '--timeout', '1.5', 'mundo', '--', '--port']);
    expect(parsed).toMatchObject({ words: ['olá', 'mundo', '--port'], timeout: 1.5, port: 8080 });
  });

  test('negative numbers: are words, and values of options, never options', () => {
    const parsed = parseOptions(client, ['-2', '-.5', '--port', '7', '-inf', '-1e9', '--', '-3']);
    expect(parsed).toMatchObject({ words: ['-2', '-.5', '-inf', '-1e9', '-3'], port: 7 });
  });

  test('--help is answered even beside other words', () => {
    expect(parseOptions(client, ['--port', '9', '--help'])).toBe('help');
  });

  test.each([
    [
      server,
      ['--port', 'abc'],
      '--port: «abc» não é uma porta. Use um número inteiro de 0 a 65535',
    ],
    [server, ['--port', '70000'], '«70000»'],
    [server, ['--port', '-1'], '«-1»'],
    [server, ['--port', '8080.5'], '«8080.5»'],
    [server, ['--port', '0x50'], '«0x50»'],
    [server, ['--port='], '«»'],
    [client, ['--port', '0', 'a'], 'de 1 a 65535'],
    [server, ['--port'], 'Faltou o valor da opção --port'],
    [server, ['--host', ''], '--host: «»'],
    [server, ['--host', '--port'], '--host: «--port»'],
    [server, ['--host', '127.0.0.1:8080'], 'e a porta à parte'],
    [server, ['--host', 'http://127.0.0.1/'], 'não é só um endereço'],
    [server, ['--toString', '1'], 'Não conheço a opção --toString'],
    [server, ['--__proto__', '1'], 'Não conheço a opção --__proto__'],
    [server, ['--help=sim'], 'A opção --help não leva valor'],
    [server, ['--porta', '1'], 'Não conheço a opção --porta. As que existem são: --host, --port'],
    [server, ['-p', '1'], 'Não conheço a opção -p'],
    [server, ['--once=sim'], 'A opção --once não leva valor, mas recebeu «sim»'],
    [server, ['oi'], '«oi»'],
    [client, [], 'Faltou dizer o que enviar'],
    [client, ['--timeout', '0', 'a'], '--timeout: «0»'],
    [client, ['--timeout', '1e3', 'a'], '«1e3»'],
    [client, ['--timeout', '86401', 'a'], '«86401»'],
  ] as const)(
    '%o with %j: one sentence that names the option and the value',
    (program, args, part) => {
      const attempt = () => parseOptions<Record<string, Option<unknown>>>(program, args);
      expect(attempt).toThrow(expect.objectContaining({ name: 'UsageError' }));
      expect(attempt).toThrow(part);
      expect(attempt).not.toThrow('\n');
    },
  );
});

describe('serverOption', () => {
  const program = { usage: 'x', about: 'x', options: { server: serverOption('quem', 53) } };
  test.each([
    ['192.0.2.1', '192.0.2.1', 53],
    ['192.0.2.1:5300', '192.0.2.1', 5300],
    ['::1', '::1', 53],
    ['[::1]', '::1', 53],
    ['[::1]:65535', '::1', 65535],
  ])('%s: the address %s and the port %i', (text, host, port) => {
    expect(parseOptions(program, ['--server', text])).toMatchObject({ server: { host, port } });
  });

  test.each([
    '',
    'dns.example',
    '1.2.3',
    '192.0.2.1:',
    '192.0.2.1:0',
    '[192.0.2.1]:53',
    '[::1',
    '::1:x',
    'fe80::1%a',
  ])('«%s»: one sentence with the option and the value', (text) => {
    expect(() => parseOptions(program, [`--server=${text}`])).toThrow(`--server: «${text}»`);
  });

  test('not given: the system decides, and --help says so', () => {
    expect(parseOptions(program, [])).toMatchObject({ server: undefined });
    expect(formatHelp(program)).toContain('(padrão: o do sistema)');
  });
});

test('words that are optional: none is no fault', () => {
  const words = { example: 'x', optional: true };
  expect(parseOptions({ ...client, words }, [])).toMatchObject({ words: [] });
});

test.each([
  ['1', 1],
  ['64', 64],
  ['007', 7],
])('wholeNumberOption 1 to 64: «%s» is %d', (text, number) => {
  const { parse } = wholeNumberOption('quantas', 2, { lowest: 1, highest: 64 });
  expect(parse(text, '--workers')).toBe(number);
});

test.each(['0', '65', '1000000', 'três', '2.5', '-1', '', ' 2', '0x2', '1e1', '9'.repeat(400)])(
  'wholeNumberOption 1 to 64: «%s» is refused, with the option, the value, the bounds and an example',
  (text) => {
    const { parse } = wholeNumberOption('quantas', 2, { lowest: 1, highest: 64 });
    expect(() => parse(text, '--workers')).toThrow(
      `Opção --workers: «${text}» não serve. Use um número inteiro de 1 a 64, por exemplo: --workers 2`,
    );
  },
);

test('formatHelp: usage, what it is, and a row an option with its fallback', () => {
  expect(formatHelp(server)).toBe(`Uso: pnpm --filter lesson-x start [opções]

Um servidor.

Opções:
  --host <endereço>  onde escutar (padrão: 127.0.0.1)
  --port <porta>     porta onde escutar; 0 pede uma livre ao sistema (padrão: 8080)
  --once             atende um só
  --help             mostra esta ajuda`);
});

describe('portFromEnvironment', () => {
  const index = JSON.stringify(new URL('./index.ts', import.meta.url).href);
  const code = `import { portFromEnvironment } from ${index};
    console.log(portFromEnvironment(12345));`;
  const program = {
    name: 'portFromEnvironment',
    argv: [process.execPath, '--import', 'tsx', '--input-type=module', '-e', code] as const,
    cwd: fileURLToPath(new URL('..', import.meta.url)),
  };

  test.each([
    ['0', '0'],
    ['65535', '65535'],
    ['', '12345'],
  ])('PORT=«%s»: the port %s', async (PORT, port) => {
    const ended = await run(program, [], { env: { PORT } });
    expect(ended).toMatchObject({ code: 0, stdout: `${port}\n`, stderr: '' });
  });

  test.each(['65536', '-1', 'abc', '80 ', '8e1'])(
    'PORT=«%s»: one sentence with the variable and the value, code 2',
    async (PORT) => {
      const ended = await run(program, [], { env: { PORT } });
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toBe(
        `Variável de ambiente PORT: «${PORT}» não é uma porta. Use um número inteiro de 0 a 65535, por exemplo: PORT=12345\n`,
      );
    },
  );
});
