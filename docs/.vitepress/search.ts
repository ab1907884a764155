import type { DefaultTheme } from 'vitepress';
import { searchLabels } from './labels.ts';
import type { Replacement } from './patch-theme.ts';

/** What stands in the HTML of a page but is no text of it, so nobody searches for it. */
const furniture: readonly RegExp[] = [
  /<div class="line-numbers-wrapper"[\s\S]*?<\/div>/g,
  /<span class="lang">[\s\S]*?<\/span>/g,
  /<button\b[\s\S]*?<\/button>/g,
  /<div class="piece-bar">[\s\S]*?<\/div>/g,
  /<span class="terminal-step"[\s\S]*?<!--step--><\/span>/g,
  /<!--not-searched-->[\s\S]*?<!--\/not-searched-->/g,
  /<figcaption\b[\s\S]*?<\/figcaption>/g,
];

/**
 * Takes line numbers, labels, buttons, switches and file names out of a page's HTML.
 * A line ends after each heading: VitePress looks for headings with a pattern whose time grows with the cube of what
 * follows one on its line, and took 75 s for a list of our own that stood on a single line.
 */
export function stripFurniture(html: string): string {
  const text = furniture.reduce((rest, pattern) => rest.replace(pattern, ''), html);
  return text.replace(/<\/h[1-6]>/g, '$&\n');
}

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
        // Who types what a terminal said, or its number, looks for the error's section. Written out, too.
        boostDocument: (page: string, term: string) => {
          if (!page.startsWith('/erros#')) return 1;
          // The anchors of the codes, and they alone, begin with an e. Addresses and ports are in every sentence.
          const isNumber = /^[0-9]{2,}$/.test(term) && !/^(127|80|8080|8081)$/.test(term);
          return page.startsWith('/erros#e') && isNumber ? 5 : 1.5;
        },
      },
    },
    async _render(source, env, md) {
      const html = await md.renderAsync(source, env);
      // They say again, on the way to something else, what the lessons and the errors explain, and would outrank those.
      const isRetelling = /^(?:licoes\/(?:exercises|chat)|para-professores)\b/.test(
        env.relativePath,
      );
      return isRetelling || env.frontmatter?.search === false ? '' : stripFurniture(html);
    },
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
