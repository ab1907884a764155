import { fileURLToPath } from 'node:url';
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

/** @returns the file's path as the source of an import */
function waking(file: string): string {
  return JSON.stringify(fileURLToPath(new URL(`theme/waking/${file}`, import.meta.url)));
}

/** Where each part is drawn: it comes from theme/waking/parts.ts, and wakes in its turn. */
const wakeInTurn: readonly Replacement[] = (
  [
    ['theme-default/Layout.vue', './components', 'VPNav', 'VPLocalNav', 'VPSidebar', 'VPContent'],
    ['VPDoc.vue', '.', 'VPDocFooter'],
    ['VPNav.vue', '.', 'VPNavBar'],
    [
      ...(['VPNavBar.vue', '.', 'VPNavBarTitle', 'VPNavBarSearch'] as const),
      ...(['VPNavMenu', 'VPNavAppearance', 'VPNavBarHamburger'] as const),
    ],
    ['VPSidebarGroup.vue', '.', 'VPSidebarItem'],
  ] as const
).flatMap(([file, folder, ...names]) =>
  names.map((name) => ({
    file,
    from: `import ${name} from "${folder}/${name}.vue";`,
    to: `import { ${name} } from ${waking('parts.ts')};`,
  })),
);

/** A lesson of the side map wakes in its turn, with its pages. */
const wakeLessons: readonly Replacement[] = [
  {
    file: 'VPSidebarItem.vue',
    from: 'import VPLink from "./VPLink.vue";',
    to: `import VPLink from "./VPLink.vue"; import { VPSidebarItem as ItemInTurn } from ${waking('parts.ts')};`,
  },
  {
    file: 'VPSidebarItem.vue',
    from: `<VPSidebarItem
          v-for="i in item.items"
          :key="i.text"
`,
    to: `<template v-for="i in item.items" :key="i.text">
        <ItemInTurn v-if="i.items?.length" :item="i" :depth="depth + 1" />
        <VPSidebarItem
          v-else
`,
  },
  {
    file: 'VPSidebarItem.vue',
    from: `:depth="depth + 1"
        />
      </li>`,
    to: `:depth="depth + 1"
        />
        </template>
      </li>`,
  },
];

/** How far a page is scrolled, without asking for its layout. */
const scrolled: readonly Replacement[] = ['VPNavBar.vue', 'VPLocalNav.vue'].map((file) => ({
  file,
  from: 'import { useWindowScroll } from "@vueuse/core";',
  to: `import { useWindowScroll } from ${waking('window-scroll.ts')};`,
}));

/** What was watched to its last leaf, for each line of the side map: where the reader is, and a map that never changes. */
const watchedLess: readonly Replacement[] = [
  {
    file: 'composables/sidebar.js',
    from: 'watch([item, route], () => updateActiveLink());',
    to: 'watch([item, () => route.hash, () => route.data.relativePath], () => updateActiveLink());',
  },
  { file: 'composables/layout.js', from: 'deep: true,', to: '' },
  { file: 'VPSidebar.vue', from: '}, { deep: true });', to: '});' },
];

/** The list of the page's headings is drawn in a task of its own, after that in which its text woke. */
const headingsApart: readonly Replacement[] = [
  {
    file: 'composables/layout.js',
    from: 'headers.value = getHeaders(frontmatter.value.outline ?? theme.value.outline);',
    to: 'setTimeout(() => { headers.value = getHeaders(frontmatter.value.outline ?? theme.value.outline); });',
  },
];

/** How tall the bar above is asks for the page's layout: the browser has it when it draws the next frame. */
const measuredLater: readonly Replacement[] = [
  {
    file: 'VPLocalNav.vue',
    from: `navHeight.value = probe.offsetHeight;
	probe.remove();`,
    to: `requestAnimationFrame(() => {
	navHeight.value = probe.offsetHeight;
	probe.remove();
	});`,
  },
];

/** The page is taken over in a task of its own, after that in which it was got ready. */
const mountApart: readonly Replacement[] = [
  { file: 'app/index.js', from: 'app.mount("#app");', to: 'setTimeout(() => app.mount("#app"));' },
];

/** What Vue would do when it takes over a page, and nobody would see. */
export const quickToWake: readonly Replacement[] = [
  ...plainTexts,
  ...sameLanguage,
  ...mountApart,
  ...wakeInTurn,
  ...wakeLessons,
  ...scrolled,
  ...watchedLess,
  ...headingsApart,
  ...measuredLater,
];
