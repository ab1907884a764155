import { readFileSync } from 'node:fs';
import { knownErrorCodes } from '@tomada/utils';
import { describe, expect, test } from 'vitest';
import { builtPages, fileOf } from './site.ts';

const pages = builtPages();

function idsOf(html: string): Set<string> {
  return new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id));
}

/** The links of a page that lead nowhere, each with what is missing. */
function brokenLinks(path: string, html: string): string[] {
  const links = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link = '']) =>
    link.replaceAll('&amp;', '&'),
  );
  return [...new Set(links)].flatMap((link) => {
    const url = new URL(link, `http://site${path}`);
    if (url.host !== 'site' || !url.protocol.startsWith('http')) return [];
    const file = fileOf(decodeURIComponent(url.pathname));
    if (!file) return [`${link}: no such page`];
    const anchor = decodeURIComponent(url.hash.slice(1));
    return anchor === '' || idsOf(readFileSync(file, 'utf8')).has(anchor)
      ? []
      : [`${link}: no such anchor`];
  });
}

describe('the built site', () => {
  test.each(pages)(
    '$path: every link inside the site leads to a page and an anchor that exist',
    ({ path, html }) => {
      expect(brokenLinks(path, html)).toEqual([]);
    },
  );

  test('/erros: every code that explainError knows has an anchor', () => {
    const ids = idsOf(pages.find(({ path }) => path === '/erros')?.html ?? '');
    expect(knownErrorCodes.filter((code) => !ids.has(code.toLowerCase()))).toEqual([]);
  });
});
