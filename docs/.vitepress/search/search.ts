import type { DefaultTheme } from 'vitepress';
import { searchLabels } from '../labels.ts';
import type { Replacement } from '../patch-theme.ts';
import { renderForSearch, sectionsOf } from './text-of-page.ts';

export const search: NonNullable<DefaultTheme.Config['search']> = {
  provider: 'local',
  options: {
    translations: searchLabels,
    miniSearch: {
      options: {
        // VitePress writes this function as text into the client's bundle: it must not use anything from outside.
        processTerm: (term) => term.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(),
      },
      searchOptions: {
        // Lessons first; then what explains; then what retells or lists. Who types what a terminal said, or its number,
        // looks for the error's section. Written out, too.
        boostDocument: (page: string, term: string) => {
          if (page.startsWith('/erros#e')) {
            // The anchors of the codes, and they alone, begin with an e. Addresses and ports are in every sentence.
            const isNumber = /^[0-9]{2,}$/.test(term) && !/^(127|80|8080|8081)$/.test(term);
            return isNumber ? 5 : 1.5;
          }
          if (page.startsWith('/erros#') || page.startsWith('/comece-aqui')) return 1.5;
          if (page.startsWith('/licoes/exercises')) return 0.6;
          if (/^\/licoes\/(?:chat|remote-objects)/.test(page)) return 0.8;
          if (page.startsWith('/licoes/')) return 1.2;
          if (page.startsWith('/conceitos/')) return 1;
          if (page.startsWith('/resistencia') || page.startsWith('/referencia/')) return 0.4;
          return 0.6;
        },
      },
      _splitIntoSections: (_path, html) => sectionsOf(html),
    },
    _render: renderForSearch,
  },
};

/** The theme calls its search window a button, and screen readers then hide what is inside. */
export const searchIsDialog: Replacement = {
  file: 'VPLocalSearchBox.vue',
  from: 'role="button"',
  to: 'role="dialog" aria-modal="true"',
};

/** Found terms have lost their accents; what the page shows has not. Both must be marked in the results. */
export const markAccents: Replacement = {
  file: 'VPLocalSearchBox.vue',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a piece of the theme's source, searched as it stands
  from: '`(${escapeRegExp(term)})`',
  to: String.raw`"(" + escapeRegExp(term).replace(/\p{L}/gu, (letter) => ({ a: "[aáàâãä]", c: "[cç]", e: "[eéê]", i: "[ií]", o: "[oóôõ]", u: "[uúü]" })[letter] ?? letter) + ")"`,
};

/** People paste whole lines of a terminal, and those of Windows are long. */
export const longQueries: Replacement = {
  file: 'VPLocalSearchBox.vue',
  from: 'maxlength="64"',
  to: 'maxlength="400"',
};
