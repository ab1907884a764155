import { inTerminal, lessonScript, run, skipWithoutTerminal, start, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const programs = twins('struct-marshal', 'start', 'byte-tour');
const noTrace = /^\s+at |Traceback/m;
const escapes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

describe.each(programs)('byte-tour in $language', ({ program, skip, language }) => {
  describe.skipIf(skip)('without words', () => {
    test('the tour: six parts, each byte with its owner', async () => {
      const { code, stdout, stderr } = await run(program, []);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.match(/^\d\. .+$/gm)).toHaveLength(6);
      for (const line of [
        'formato !iIlLfd: 28 bytes',
        '    16  3d cc cc cd              f  float          0.10000000149011612',
        'escrito com > e lido com <, o 7 vira 117440512',
        '     2  c3 a1  U+00E1  á',
        'UTF-8 lido como Latin-1: olÃ¡',
        '    15  6f 6c c3 a1      valor: «olá»',
        '{"x": 1, "y": 2}       24    13       8  !2i',
      ])
        expect(stdout).toContain(`${line}\n`);
    });

    test('--part 2: that part alone', async () => {
      const { code, stdout } = await run(program, ['--part', '2']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^2\. A ordem dos bytes: > e <\nformato >I: 4 bytes\n/);
      expect(stdout.match(/^\d\. /gm)).toHaveLength(1);
    });

    test('nobody reads on (| head -1): it ends, and shows no trace', async () => {
      await using tour = start(program, []);
      tour.stopReading();
      const { stderr } = await tour.ended;
      expect(stderr).not.toMatch(noTrace);
    });
  });

  describe.skipIf(skip)('after a step', () => {
    const step = (number: string, part: string) => {
      const inLanguage = language === 'Python' ? ['--python'] : [];
      const args = ['start', number, ...inLanguage, '--part', part];
      return run(lessonScript('struct-marshal', 'step'), args);
    };

    test.each([
      ['2', '3'],
      ['4', '4'],
      ['5', '5'],
      ['6', '6'],
    ])('step %s has no part %s yet: it says so, code 2', async (number, part) => {
      const { code, stdout, stderr } = await step(number, part);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe(
        `Neste passo a visita só vai até a parte ${Number(part) - 1}: a parte ${part} vem depois.\n`,
      );
    });

    test('step 5 has part 4: it is shown alone', async () => {
      const { code, stdout } = await step('5', '4');
      expect(code).toBe(0);
      expect(stdout).toMatch(/^4\. Texto/);
      expect(stdout.match(/^\d\. /gm)).toHaveLength(1);
    });
  });

  describe.skipIf(skip)('own values', () => {
    test('31 digits for a float: taken', async () => {
      const { code, stdout } = await run(program, ['!d', '1'.repeat(31)]);
      expect(code).toBe(0);
      expect(stdout).toContain('  1.111111111111111e+30');
    });

    test('a format and its values: bytes, owners, and a negative number is no option', async () => {
      const { code, stdout, stderr } = await run(program, ['!Ih', '7', '-2']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toBe(
        [
          'formato !Ih: 6 bytes',
          '  00 00 00 07 ff fe',
          '     0  00 00 00 07  I  unsigned int  7',
          '     4  ff fe        h  short         -2',
          'unpack devolve uma sequência de 2 valores\n',
        ].join('\n'),
      );
    });

    test.each([
      [['!h', '70000'], '!h'],
      [['!y', '7'], '!y'],
      [['!Ih', '7'], 'O formato «!Ih» pede 2 valores; você deu 1.'],
      [['!h', '1', '2'], 'O formato «!h» pede 1 valor; você deu 2.'],
      [['!h', 'olá'], '«olá» não serve para o código h: escreva um número inteiro'],
      [['!h', '2.5'], '«2.5» não serve para o código h'],
      [['!d', '2,5'], 'com ponto e não vírgula (2.5)'],
      [['!?', '1'], 'escreva sim ou não'],
      [['!c', 'á'], 'ele é de um byte só, e isto são 2'],
      [['!2000x'], 'ocupa 2000 bytes; aqui cabem 128'],
      [['9999999999x'], 'ocupa 9999999999 bytes'],
      [['!f', '1e39'], '!f'],
      [['!q', '9'.repeat(30)], '!q'],
      [['!q', '9'.repeat(31)], '9» tem algarismos demais: no máximo 30, ou 20 depois de 0x.'],
      [['!q', `0x${'f'.repeat(21)}`], 'f» tem algarismos demais'],
      [['--marshal', '7', `-${'9'.repeat(31)}`], '9» tem algarismos demais'],
      [["'!Ih'", '7', '-2'], "Formato «'!Ih'»: tire as aspas; no cmd use aspas duplas."],
      [['"!h"', '7'], 'Formato «"!h"»: tire as aspas'],
      [['!z', '7'], 'Formato «!z»'],
      [['--part', '2', '!i', '7'], '--part é da visita'],
      [['--part', '2', '--text', 'a'], '--part é da visita'],
      [['!h', 'a\x1b[31m'], '«a\\x1b[31m»'],
      [['oi'], 'oi'],
      [['--text', '--marshal', 'a'], '--text ou --marshal'],
      [['--text'], 'Faltaram as palavras. Por exemplo: '],
      [['--marshal'], 'Faltaram as palavras.'],
      [['--part', '7'], '--part: «7»'],
      [['--part', '-1'], '--part: «-1»'],
      [['--hexa'], '--hexa'],
    ])('%j: one sentence, code 2', async (args, part) => {
      const { code, stdout, stderr } = await run(program, args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(part);
      expect(stderr).not.toMatch(noTrace);
      expect(stderr).not.toContain('\x1b');
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    });
  });

  describe.skipIf(skip || skipWithoutTerminal)('colours', () => {
    const args = ['@bl', '7', '-2'];
    // Even an empty NO_COLOR switches Node's colours off, and so does CI.
    const shell = (...set: string[]) =>
      inTerminal({
        ...program,
        argv: ['env', '-u', 'NO_COLOR', '-u', 'CI', ...set, ...program.argv],
      });

    test('on a terminal: the same text, each owner in a colour', async () => {
      const piped = await run(program, args);
      const { stdout } = await run(shell('TERM=xterm-256color'), args);
      expect(stdout.replace(escapes, '').replaceAll('\r\n', '\n')).toBe(piped.stdout);
      expect(stdout).toContain('\x1b[36m07\x1b[39m');
      expect(stdout).toContain('\x1b[33mfe ff ff ff ff ff ff ff\x1b[39m');
      expect(stdout).toContain('\x1b[90m00 00 00 00 00 00 00\x1b[39m');
    });

    test.each(['NO_COLOR=1', 'TERM=dumb'])('%s: none', async (set) => {
      const { code, stdout } = await run(shell('TERM=xterm-256color', set), args);
      expect(code).toBe(0);
      expect(stdout).not.toContain('\x1b');
    });
  });
});

describe.skipIf(programs[1].skip)('TypeScript beside Python', () => {
  test.each([
    ['--help'],
    [''],
    ['--part', '5'],
    ['!d', '-inf'],
    ['--text', '10', '€'],
    ['--marshal', '-7', '-0.0', '1e300', '12345678901234567890'],
    ['!h', 'x'],
    ['--text'],
    ['!q', '9'.repeat(31)],
    ['--marshal', '1'.repeat(31)],
    ["'!Ih'", '7'],
    ['--part', '2', '!i', '7'],
  ])('%j %j %j %j %j: the same words and the same code', async (...words) => {
    const args = words.filter((word) => word !== undefined);
    const said = await Promise.all(programs.map(({ program }) => run(program, args)));
    const [ours, theirs] = said.map(({ code, stdout, stderr }) => ({
      code,
      stdout: stdout.replace(/^Uso: .*/, ''),
      stderr: stderr.replace(/ Por exemplo: .*/, ''),
    }));
    expect(ours).toEqual(theirs);
  });
});
