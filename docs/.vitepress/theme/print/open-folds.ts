/** Paper shows what is folded, too; afterwards the page is as the reader left it. Loaded after the page. */
let opened: HTMLDetailsElement[] = [];

addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  for (const fold of opened) fold.open = true;
});

addEventListener('afterprint', () => {
  for (const fold of opened) fold.open = false;
  opened = [];
});

export {};
