import { join } from 'node:path';
import { lessonScript, python, root, run, skipWithoutPython } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const fault = (name: string) => run(lessonScript('struct-marshal', `fault:${name}`), []);
const inPython = (name: string) => {
  const file = join(root, 'lessons/struct-marshal/faults', `${name}.py`);
  return run({ name, argv: [...(python ?? (['python3'] as const)), file], cwd: root }, []);
};

describe('faults', () => {
  test('damage: what is cut is seen, what is changed is not, and sealed all is', async () => {
    const { code, stdout, stderr } = await fault('damage');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [cut = '', lost = '', changed = '', more = ''] = stdout.split(/^\S.*:\n/m).slice(1);
    const seen = (text: string) =>
      text.match(/^ {2}.*percebeu$/gm)?.map((line) => line.trim().split(/ {2,}| percebeu/)[0]);
    expect(seen(cut)).toEqual(['struct', 'marshal', 'JSON', 'struct selado']);
    expect(seen(lost)).toContain('struct');
    expect(lost).toContain('JSON           leu [7,100,0.5], sem perceber');
    expect(seen(changed)).toEqual(['struct selado']);
    expect(seen(more)).toEqual(['struct', 'JSON', 'struct selado']);
    expect(stdout).toMatch(
      /\nmarshal com 2 no lugar do tamanho 3: leu \[7,1000\], sem perceber\n$/,
    );
  });

  test('misread: struct sees what is cut and not what is changed, sealed sees both', async () => {
    const { code, stdout, stderr } = await fault('misread');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/ingênuo percebeu: .*\n {2}selado {2}percebeu: o tamanho/);
    expect(stdout).toMatch(/ingênuo leu 71, sem perceber\n {2}selado {2}percebeu: a soma/);
    expect(stdout).toContain('li 1 512 768 1024\n');
    expect(stdout).toContain('lido em <I: 117440512; ');
  });

  test('wrong-encoding: nothing is said, and a letter in halves is lost', async () => {
    const { code, stdout } = await fault('wrong-encoding');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Latin-1: {3}olÃ¡\n/);
    expect(stdout).toMatch(/cada pedaço por si: +ol\ufffd\ufffd\n.* só: +olá\n/);
  });

  test('not-everything: the dict is taken, an object and a function are refused', async () => {
    const { code, stdout, stderr } = await fault('not-everything');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toHaveLength(4);
    expect(stdout).toMatch(/^\d+ bytes\n/);
  });

  describe.skipIf(skipWithoutPython)('in Python', () => {
    test.each([
      ['native-long', /um Windows entende: \(7, 0\)\n.*\ne todos entendem: +\(7, -2\)/],
      ['pickle-code', /^Eu vim de quem .*\no que foi lido: None\n$/],
      [
        'marshal-versions',
        /versão 2: 67 9a 99 99 99 99 99 b9 3f\nlido por este Python: (?:bad|slice)/,
      ],
      [
        'not-everything',
        /dicionário -> b'\{'\n.*unmarshallable.*\n.*unmarshallable.*\n.*unmarshallable/,
      ],
    ])('%s: %s', async (name, expected) => {
      const { code, stdout, stderr } = await inPython(name);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(expected);
    });

    test.each([
      ['wrong-encoding', "UnicodeEncodeError: 'ascii' codec can't encode"],
      ['hidden-bytes', "TypeError: 'bytes' object is not callable"],
    ])('%s: ends with %s', async (name, expected) => {
      const { code, stderr } = await inPython(name);
      expect(code).toBe(1);
      expect(stderr).toContain(expected);
    });
  });
});
