import { describe, expect, test } from 'vitest';
import { checkTranscript } from './check.ts';
import { CONVERSATION, Project, pageOf } from './fixture.ts';
import { findUnrecorded } from './pages.ts';
import { updateTranscript } from './update.ts';

const KEPT = 'docs/network/page-conversa.json';
const RECORD = '<!-- network: conversa -->\n';

describe.runIf(process.platform !== 'win32')('updateTranscript', () => {
  test('wrong lines, missing lines and lines too many: become what happens', async () => {
    const wrong = CONVERSATION.replace('OLÁ', 'nada\ndisso').replace('Recebido: olá\n', '');
    await using project = await Project.create(`${pageOf(wrong)}\nDepois.\n`);
    const { root } = project;
    expect(await updateTranscript(project.transcript(), { root, limit: 2_000 })).toBeUndefined();
    expect(await project.read('docs/page.md')).toMatch(/OLÁ\n[\s\S]*```\n\nDepois\.\n$/);
    expect(await checkTranscript(project.transcript(), { root })).toBeUndefined();
  });

  test('a text that may differ: stays as the page has it', async () => {
    const comments = '<!-- transcript: vary "v20" as /v\\d+/ -->\n';
    const page = pageOf('$ echo v99 x; echo novo v98\nv20 y\nv20 x\n', comments);
    await using project = await Project.create(page);
    await updateTranscript(project.transcript(), { root: project.root });
    expect(project.transcript().source).toBe('$ echo v99 x; echo novo v98\nv20 x\nnovo v20\n');
  });

  test('what passes over the network: is kept, and a stale file fails until it is written anew', async () => {
    await using project = await Project.create(pageOf(CONVERSATION, RECORD));
    const { root } = project;
    const missing = await checkTranscript(project.transcript(), { root });
    expect(missing?.message).toContain(`falta ${KEPT}`);

    await updateTranscript(project.transcript(), { root });
    const kept = await project.read(KEPT);
    expect(JSON.parse(kept).conversations).toEqual([
      {
        client: 'cliente',
        server: 'servidor',
        events: [
          { event: 'data', from: 'client', hex: Buffer.from('olá\n').toString('hex') },
          { event: 'end', from: 'client' },
          { event: 'data', from: 'server', hex: Buffer.from('OLÁ\n').toString('hex') },
          { event: 'end', from: 'server' },
        ],
      },
    ]);
    expect(await checkTranscript(project.transcript(), { root })).toBeUndefined();

    await project.write('docs/network/page-outra.json', kept);
    expect(findUnrecorded(root, 'docs', [project.transcript()])).toEqual([
      expect.objectContaining({ file: 'docs/network/page-outra.json' }),
    ]);

    await project.write(KEPT, kept.replace('6f6c', '4f4c'));
    const stale = await checkTranscript(project.transcript(), { root });
    expect(stale?.message).toContain(`${KEPT} não é mais o que passa pela rede`);
    expect(stale?.remedy).toContain('--update');
  });
});
