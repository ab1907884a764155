import type { Plugin } from 'vitepress';

/** Parts of VitePress's default theme that this site never shows: teams, sponsors, its own home page, other searches. */
const UNUSED =
  /\/theme-default\/(?:components\/VP(?:Algolia|AskAi|CarbonAds|Feature|Hero|Home|Sponsor|Team|SocialLink|NavTranslations)\w*\.vue\?.*\btype=style|styles\/(?:docsearch|components\/vp-sponsor)\.css)/;

/** Keeps their styles out of the sheet that every reader waits for. */
export const unusedStyles: Plugin = {
  name: 'tomada:unused-styles',
  enforce: 'pre',
  load: (id) => (UNUSED.test(id) ? '' : undefined),
};
