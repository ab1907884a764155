import type { Plugin } from 'vitepress';

/** One text in what VitePress sends to the browser, and what stands there instead. */
export interface Replacement {
  /** How the path ends: a component of the default theme, such as `VPSidebar.vue`, a composable such as `composables/layout.js`, or `app/index.js`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Replaces what has no option, in its source, so that it holds in the built HTML too.
 *
 * Fails as soon as a file no longer holds its text: an update of VitePress must not bring English back unseen.
 */
export function patchTheme(replacements: readonly Replacement[]): Plugin {
  return {
    name: 'tomada:patch-theme',
    enforce: 'pre',
    transform: {
      filter: {
        id: /\/client\/(?:theme-default\/(?:(?:components\/)?\w+\.vue|composables\/\w+\.js)|app\/(?:index|router)\.js)$/,
      },
      handler(code, id) {
        const wanted = replacements.filter(({ file }) => id.endsWith(`/${file}`));
        if (wanted.length === 0) return;
        return wanted.reduce((patched, { file, from, to }) => {
          if (!patched.includes(from)) this.error(`${file} no longer holds ${from}`);
          return patched.replaceAll(from, to);
        }, code);
      },
    },
  };
}
