import { basename } from 'node:path';
import type { Plugin } from 'vitepress';

/** One text in a component of VitePress's default theme, and what stands there instead. */
export interface Replacement {
  /** The component's file name in theme-default/components. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Replaces texts of the default theme that have no option, in its source, so that they hold in the built HTML too.
 *
 * Fails as soon as a component no longer holds its text: an update of VitePress must not bring English back unseen.
 */
export function patchTheme(replacements: readonly Replacement[]): Plugin {
  return {
    name: 'tomada:patch-theme',
    enforce: 'pre',
    transform: {
      filter: { id: /\/theme-default\/components\/\w+\.vue$/ },
      handler(code, id) {
        const wanted = replacements.filter(({ file }) => file === basename(id));
        if (wanted.length === 0) return;
        return wanted.reduce((patched, { file, from, to }) => {
          if (!patched.includes(from)) this.error(`${file} no longer holds ${from}`);
          return patched.replaceAll(from, to);
        }, code);
      },
    },
  };
}
