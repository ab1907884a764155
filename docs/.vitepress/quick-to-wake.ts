import type { Replacement } from './patch-theme.ts';

/**
 * The theme takes the texts of its menus for HTML, and sets all of them anew when Vue takes over the page: on an old
 * machine that is a third of the time in which nothing answers. Ours are plain texts, which Vue only compares.
 */
const plainTexts: readonly Replacement[] = [
  ...['VPNavMenuLink.vue', 'VPMenuLink.vue'].map((file) => ({
    file,
    from: '<span v-html="item.text"></span>',
    to: '<span>{{ item.text }}</span>',
  })),
  {
    file: 'VPSidebarItem.vue',
    from: ':is="textTag" class="text" v-html="item.text" />',
    to: ':is="textTag" class="text">{{ item.text }}</component>',
  },
  ...(['prev', 'next'] as const).map((side) => ({
    file: 'VPDocFooter.vue',
    from: `<span class="title" v-html="control.${side}.text"></span>`,
    to: `<span class="title">{{ control.${side}.text }}</span>`,
  })),
];

/** A language that is set anew, even to what it was, has all styles of the page computed anew. */
const sameLanguage: readonly Replacement[] = (['lang', 'dir'] as const).map((name) => ({
  file: 'app/index.js',
  from: `document.documentElement.${name} = ${name}.value;`,
  to: `if (document.documentElement.${name} !== ${name}.value) document.documentElement.${name} = ${name}.value;`,
}));

/** What Vue would do when it takes over a page, and nobody would see. */
export const quickToWake: readonly Replacement[] = [...plainTexts, ...sameLanguage];
