import type { MarkdownOptions } from 'vitepress';

type Permalink = Extract<
  Exclude<MarkdownOptions['anchor'], boolean | undefined>['permalink'],
  (...args: never[]) => void
>;

/** The link beside each heading: as VitePress makes it, with its label in Portuguese. */
export const permalink: Permalink = (slug, _options, state, index) => {
  const heading = state.tokens[index + 1];
  const title = (heading?.children ?? [])
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('')
    .trim();
  const space = Object.assign(new state.Token('text', '', 0), { content: ' ' });
  const open = new state.Token('link_open', 'a', 1);
  open.attrs = [
    ['class', 'header-anchor'],
    ['href', `#${slug}`],
    ['aria-label', `Link para esta seção: ${title}`],
  ];
  const symbol = Object.assign(new state.Token('html_inline', '', 0), {
    content: '&#8203;',
    meta: { isPermalinkSymbol: true },
  });
  heading?.children?.push(space, open, symbol, new state.Token('link_close', 'a', -1));
};
