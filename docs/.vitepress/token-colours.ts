import { bundledThemes, type ShikiTransformer, type ThemeRegistration } from 'shiki';
import type { Plugin } from 'vitepress';

export const themes = {
  light: 'github-light-high-contrast',
  dark: 'github-dark-high-contrast',
} as const;

/** The colours that a theme gives to code, in capitals; their places in the list are their classes' numbers. */
const palettes = {
  light: await coloursOf(themes.light),
  dark: await coloursOf(themes.dark),
};

async function coloursOf(theme: keyof typeof bundledThemes): Promise<readonly string[]> {
  const { default: registration }: { default: ThemeRegistration } = await bundledThemes[theme]();
  const { tokenColors = [], colors = {} } = registration;
  const foregrounds = [
    colors['editor.foreground'],
    ...tokenColors.map(({ settings }) => settings.foreground),
  ];
  return [...new Set(foregrounds.flatMap((each) => (each ? [each.toUpperCase()] : [])))];
}

/**
 * Shiki writes both colours of each word into a style of its own; the same in two short classes makes a page of code
 * half as long. A colour that is not in the theme's list stays as it is.
 */
export const classesOfTokens: ShikiTransformer = {
  name: 'token-colours',
  span(node) {
    const { style } = node.properties;
    if (typeof style !== 'string') return;
    const rest = style.split(';').filter((declaration) => {
      const [, scheme, colour = ''] = /^--shiki-(light|dark):(#\w+)$/.exec(declaration) ?? [];
      if (scheme !== 'light' && scheme !== 'dark') return declaration !== '';
      const place = palettes[scheme].indexOf(colour.toUpperCase());
      if (place === -1) return true;
      this.addClassToHast(node, `${scheme[0]}${place}`);
      return false;
    });
    if (rest.length > 0) node.properties.style = rest.join(';');
    else delete node.properties.style;
  },
  // A word in the colour of the text around it needs no element: that is every fourth of a program.
  line(node) {
    node.children = node.children.flatMap((child) =>
      child.type === 'element' && isPlain(child.properties) ? child.children : [child],
    );
  },
};

/** Whether a word has the first colour of both themes, which is that of the block, and nothing else. */
function isPlain({ class: name, className = name, ...rest }: Record<string, unknown>): boolean {
  return [className].flat().join(' ') === 'l0 d0' && Object.keys(rest).length === 0;
}

const NAME = 'virtual:token-colours.css';

/** Gives the theme the style sheet of these classes. */
export const tokenColours: Plugin = {
  name: 'token-colours',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load(id) {
    if (id !== `\0${NAME}`) return undefined;
    return (['light', 'dark'] as const)
      .flatMap((scheme) =>
        palettes[scheme].map(
          (colour, place) => `.shiki .${scheme[0]}${place}{--shiki-${scheme}:${colour}}`,
        ),
      )
      .join('\n');
  },
};
