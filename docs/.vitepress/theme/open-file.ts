/**
 * Opens the folded file that a link of the page leads to. Browsers do so by themselves for a link that they follow,
 * but the site's router follows links to the same page in their place.
 */
export function openFileOnClick(page: Document): void {
  page.addEventListener('click', ({ target }) => {
    const link = target instanceof Element && target.closest('a[href^="#arquivo-"]');
    if (!(link instanceof HTMLAnchorElement)) return;
    const fold = page.getElementById(link.hash.slice(1))?.closest('details');
    if (fold) fold.open = true;
  });
}
