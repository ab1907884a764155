/** What VitePress's theme says when nobody translates it. («Menu» is Portuguese as well.) */
export const englishLabels = [
  'Appearance',
  'Change language',
  'Close search',
  'Copied',
  'Copy Code',
  'Display detailed list',
  'Loading search results',
  'Main Navigation',
  'More options',
  'Next page',
  'No results for',
  'Not Found',
  'On this page',
  'PAGE NOT FOUND',
  'Pager',
  'Permalink to',
  'Previous page',
  'Reset search',
  'Return to top',
  'Search',
  'Sidebar Navigation',
  'Skip to content',
  'Switch to dark theme',
  'Switch to light theme',
  'Take me home',
  'extra navigation',
  'go to home',
  'mobile navigation',
  'to close',
  'to navigate',
  'to select',
  'toggle section',
  'DANGER',
  'TIP',
  'WARNING',
] as const;

/** Words that no Portuguese label has. */
const englishWords =
  /(?<![\p{L}\p{N}])(?:the|of|to|your|this|with|and|is|not|for)(?![\p{L}\p{N}])/iu;

/** What a screen reader says of a thing: its role, its name, and what else describes it. */
export interface Spoken {
  readonly role: string;
  readonly names: readonly string[];
}

/** The roles of what the site itself names: controls and landmarks. Links are named by what the pages write. */
const OWN_NAMES = new Set([
  ...['banner', 'complementary', 'contentinfo', 'form', 'main', 'navigation', 'region', 'search'],
  ...[
    'button',
    'checkbox',
    'combobox',
    'dialog',
    'group',
    'radio',
    'searchbox',
    'slider',
    'switch',
  ],
  ...['tab', 'tablist', 'tabpanel', 'textbox', 'toolbar'],
]);

/** Those names of controls, landmarks and links that are English. */
export function englishSpoken(things: readonly Spoken[]): string[] {
  return things.flatMap(({ role, names }) =>
    names
      .filter(
        (name) =>
          englishLabels.some((label) => name.trim().toLowerCase() === label.toLowerCase()) ||
          (OWN_NAMES.has(role) && englishWords.test(name)),
      )
      .map((name) => `${role} «${name}»`),
  );
}
