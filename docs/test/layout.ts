/**
 * What of the layout of the page in the browser is wrong at its present width: the page scrolls sideways, something
 * sticks out, a text is cut, small, or lies on another one. Measured by geometry. Runs inside the page
 * (`page.evaluate`), so it uses nothing from outside itself.
 *
 * @param smallest px that the smallest text may have
 */
export function layoutFaults(smallest: number): string[] {
  const faults = new Set<string>();
  const pass = String(performance.now());
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.add(`the page is ${scrollWidth} px wide of ${clientWidth}`);

  function nameOf(element: Element): string {
    const text = element.textContent?.replace(/[\s\u200b]+/g, ' ').trim() ?? '';
    const classes = element.getAttribute('class')?.split(/\s+/).slice(0, 2).join('.') ?? '';
    return `${element.localName}.${classes} «${text.slice(0, 40)}»`;
  }
  /** Whether it scrolls by itself, as code and wide tables do, so that nothing in it is lost. */
  function scrolls(element: Element | null): boolean {
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(each).overflowX)) return true;
    }
    return false;
  }
  /** The part of the document that is painted: what lies behind a menu or a head that stays is no fault. */
  const fixed = new Map<Element, boolean>();
  function isFixed(element: Element | null): boolean {
    if (!element || element === document.body) return false;
    const known = fixed.get(element);
    if (known !== undefined) return known;
    const { position } = getComputedStyle(element);
    const found = /fixed|sticky/.test(position) || isFixed(element.parentElement);
    fixed.set(element, found);
    return found;
  }

  interface Text {
    readonly element: Element;
    readonly box: DOMRect;
  }
  const texts: Text[] = [];
  const seen = new Set<Element>();
  // A block of code is one text for what may lie on it; its lines are the browser's own affair.
  const isMeasured = (node: Node) =>
    node.parentElement?.closest('pre, svg')?.getAttribute('data-measured') === pass;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
    isMeasured(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!element || !node.textContent?.replace(/[\s\u200b]+/g, '')) continue;
    if (/^(?:SCRIPT|STYLE|NOSCRIPT|TITLE|DESC)$/i.test(element.tagName)) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest('.visually-hidden, .VPSkipLink')) continue;
    if (!seen.has(element)) {
      seen.add(element);
      // Drawings shrink with the screen; a list or a table beside each says all that is in it.
      const isDrawing = element instanceof SVGElement;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (!isDrawing && size < smallest) faults.add(`${size.toFixed(1)} px: ${nameOf(element)}`);
    }
    const block = element.closest('pre, svg') ?? element;
    if (block !== element) block.setAttribute('data-measured', pass);
    const range = document.createRange();
    range.selectNodeContents(block === element ? node : block);
    for (const box of block === element
      ? range.getClientRects()
      : [block.getBoundingClientRect()]) {
      if (box.width < 1 || box.height < 1) continue;
      if (!isFixed(element)) texts.push({ element: block, box });
      if ((box.right > clientWidth + 1 || box.left < -1) && !scrolls(element)) {
        faults.add(`sticks out, ${box.left.toFixed(0)}–${box.right.toFixed(0)}: ${nameOf(block)}`);
      }
    }
  }

  for (const element of seen) {
    const style = getComputedStyle(element);
    const cutsX =
      /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const cutsY =
      /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 2;
    if (style.display !== 'inline' && (cutsX || cutsY)) faults.add(`cut: ${nameOf(element)}`);
  }

  // From top to bottom, each with those that begin before it ends.
  texts.sort((a, b) => a.box.top - b.box.top);
  for (const [index, upper] of texts.entries()) {
    for (let next = index + 1; next < texts.length; next++) {
      const lower = texts[next];
      if (!lower || lower.box.top >= upper.box.bottom) break;
      if (upper.element.contains(lower.element) || lower.element.contains(upper.element)) continue;
      const width =
        Math.min(upper.box.right, lower.box.right) - Math.max(upper.box.left, lower.box.left);
      const height = Math.min(upper.box.bottom, lower.box.bottom) - lower.box.top;
      // Lines of text touch: their boxes hold room above and below the letters.
      const room = Math.min(upper.box.height, lower.box.height) * 0.35;
      if (width > 2 && height > room && !scrolls(upper.element) && !scrolls(lower.element)) {
        faults.add(`${nameOf(upper.element)} lies on ${nameOf(lower.element)}`);
      }
    }
  }
  return [...faults];
}
