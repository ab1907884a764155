/**
 * Opens the folded file that a link of the page leads to. Browsers do so by themselves for a link that they follow,
 * but the site's router follows links to the same page in their place.
 */
export function openFileOnClick(page: Document): void {
  page.addEventListener('click', ({ target }) => {
    const link = target instanceof Element && target.closest('a[href^="#arquivo-"]');
    if (link instanceof HTMLAnchorElement) openFile(page, link.hash);
  });
}

/**
 * Opens the folded file that an address leads to: where the text comes after the page, the browser found none to open.
 *
 * @param hash of the address, with its `#`; of anything but a file nothing is opened
 */
export function openFile(page: Document, hash: string): void {
  if (!hash.startsWith('#arquivo-')) return;
  const fold = page.getElementById(hash.slice(1))?.closest('details');
  if (fold) fold.open = true;
}
