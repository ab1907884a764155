import { defineConfig } from 'vitepress';
import { claimsPlugin } from './claims.ts';
import { diagramsPlugin } from './diagrams.ts';
import { emptyHeadersPlugin } from './empty-headers.ts';
import { errorsPlugin } from './errors/plugin.ts';
import { exercisesPlugin } from './exercises.ts';
import { glossaryPlugin } from './glossary.ts';
import { hideRole, showRole } from './known-role.ts';
import { fixedLabels, markdownLabels, themeLabels } from './labels.ts';
import { lateLayoutPlugin, staysAtHeading } from './late-layout.ts';
import { lineNumbersPlugin } from './line-numbers.ts';
import { literatePlugin } from './literate.ts';
import { measuredPlugin } from './measured.ts';
import { nav, sidebar } from './navigation.ts';
import { networkPlugin } from './network.ts';
import { writeNotFound } from './not-found.ts';
import { optionsPlugin } from './options.ts';
import { ownEditorOnly } from './own-editor-only.ts';
import { patchTheme } from './patch-theme.ts';
import { permalink } from './permalink.ts';
import { plainBlocksPlugin } from './plain-blocks.ts';
import { quickToWake } from './quick-to-wake.ts';
import { quizPlugin } from './quiz/plugin.ts';
import { resistancePlugin } from './resistance.ts';
import { packedIndex } from './search/pack-index.ts';
import { longQueries, markAccents, search, searchIsDialog } from './search/search.ts';
import { baseLinksPlugin } from './site/base-links.ts';
import { finishSite } from './site/finish.ts';
import { pageHead, siteHead } from './site/head.ts';
import { readSiteAddress } from './site/site-address.ts';
import { textFirst } from './site/text-first.ts';
import { terminalPlugin } from './terminal.ts';
import { classesOfTokens, themes, tokenColours } from './token-colours.ts';
import { unusedStyles } from './unused-styles.ts';
import { waysPlugin } from './ways-plugin.ts';

const address = readSiteAddress();

export default defineConfig({
  base: address.base,
  lang: 'pt-BR',
  title: 'Tomada',
  description:
    'Programação com sockets em TypeScript, ensinada em português, com programas que rodam de verdade.',
  cleanUrls: true,
  // Else each page has its styles and its layout computed twice over when Vue wakes it, for a change that may not fade.
  appearance: { disableTransition: false },
  head: siteHead(address),
  ...(address.home && { sitemap: { hostname: address.home } }),
  themeConfig: { ...themeLabels, nav, sidebar, search },
  markdown: {
    ...markdownLabels,
    lineNumbers: true,
    theme: themes,
    codeTransformers: [classesOfTokens],
    anchor: { permalink },
    config(md) {
      md.use(literatePlugin).use(networkPlugin).use(measuredPlugin).use(resistancePlugin);
      md.use(diagramsPlugin);
      md.use(optionsPlugin).use(claimsPlugin).use(glossaryPlugin);
      md.use(plainBlocksPlugin).use(terminalPlugin).use(errorsPlugin);
      md.use(waysPlugin).use(exercisesPlugin).use(emptyHeadersPlugin).use(quizPlugin);
      md.use(baseLinksPlugin, address.base).use(lineNumbersPlugin);
      md.use(lateLayoutPlugin);
    },
  },
  vue: { template: { compilerOptions: { nodeTransforms: [hideRole] } } },
  transformHtml: (html, id) =>
    textFirst(id.endsWith('404.html') ? writeNotFound(html, address.base) : html),
  transformHead: (context) => pageHead(address, context),
  buildEnd: (site) => finishSite(site, address),
  vite: {
    // Vite speaks English; below this level only faults are left to say.
    logLevel: 'warn',
    plugins: [
      ownEditorOnly,
      unusedStyles,
      packedIndex,
      tokenColours,
      showRole,
      patchTheme([
        ...fixedLabels,
        ...quickToWake,
        ...staysAtHeading,
        markAccents,
        searchIsDialog,
        longQueries,
      ]),
    ],
  },
});
