import { createMarkdownRenderer } from 'vitepress';
import { describe, expect, test } from 'vitest';
import { literatePlugin } from '../.vitepress/literate.ts';
import { waysPlugin } from '../.vitepress/ways-plugin.ts';

const render = async (relativePath: string, text: string) => {
  const md = await createMarkdownRenderer('.', {
    config: (each) => {
      each.use(literatePlugin).use(waysPlugin);
    },
  });
  return md.render(text, { relativePath });
};

describe('directives on a page that is of no lesson', () => {
  test('show: a piece, named from the root, with its file and lines', async () => {
    const html = await render('x.md', '<<< show lessons/udp/faults/too-long.ts#too-long\n');
    expect(html).toContain(
      '<span class="piece-file"><code>lessons/udp/faults/too-long.ts</code> · linhas 2–',
    );
    expect(html).toContain('createSocket');
  });

  test('show of what is not there: fails, and names it', async () => {
    const text = 'Texto.\n\n<<< show lessons/udp/faults/too-long.ts#nada\n';
    await expect(render('x.md', text)).rejects.toThrow(
      'docs/x.md:3: «lessons/udp/faults/too-long.ts#nada» não existe',
    );
  });

  test.each(['start 1 src/x.ts#x', 'whole src/x.ts', 'left-out src/x.ts#x: motivo'])(
    '%s: fails, because it is only for lessons',
    async (directive) => {
      await expect(render('x.md', `<<< ${directive}\n`)).rejects.toThrow('só das lições');
    },
  );

  test('a way that does not exist: fails, and names those that do', async () => {
    await expect(render('x.md', '<<< way nada\n')).rejects.toThrow(
      /docs\/x\.md:1: não há o caminho «nada»[\s\S]*student, instructor, alone/,
    );
  });
});
