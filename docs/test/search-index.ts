import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import MiniSearch from 'minisearch';
import { search } from '../.vitepress/search/search.ts';
import { dist } from './site.ts';

/** The index that the site's search window asks, with the options that the window gives it. */
export interface SearchIndex {
  search(query: string): readonly { readonly id: string }[];
}

let opened: Promise<SearchIndex> | undefined;

/** Opens the index of the built site as `VPLocalSearchBox.vue` does, without a browser. */
export function openSearchIndex(): Promise<SearchIndex> {
  opened ??= readIndex();
  return opened;
}

async function readIndex(): Promise<SearchIndex> {
  const chunks = join(dist, 'assets', 'chunks');
  const name = readdirSync(chunks).find((file) => file.startsWith('@localSearchIndex'));
  if (!name) throw new Error(`the built site has no index of its search in ${chunks}`);
  const chunk: { default: string } = await import(pathToFileURL(join(chunks, name)).href);
  if (search.provider !== 'local') throw new Error('the search of the site is not a local one');
  const { options, searchOptions } = search.options?.miniSearch ?? {};
  return MiniSearch.loadJSON(chunk.default, {
    fields: ['title', 'titles', 'text'],
    storeFields: ['title', 'titles'],
    searchOptions: {
      fuzzy: 0.2,
      prefix: true,
      boost: { title: 4, text: 2, titles: 1 },
      ...searchOptions,
    },
    ...options,
  });
}
