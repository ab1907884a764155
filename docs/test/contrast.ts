/**
 * The texts of the page in the browser whose contrast with what lies behind them is below WCAG 2.2 AA: 4.5, or 3 for
 * large text. Runs inside the page (`page.evaluate`), so it uses nothing from outside itself.
 */
export function lowContrastTexts(): string[] {
  type Colour = readonly [red: number, green: number, blue: number, alpha: number];

  function parse(text: string): Colour {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  }
  function over(top: Colour, below: Colour): Colour {
    const mix = (a: number, b: number) => a * top[3] + b * (1 - top[3]);
    return [mix(top[0], below[0]), mix(top[1], below[1]), mix(top[2], below[2]), 1];
  }
  function luminance(colour: Colour): number {
    const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
  const known = new Map<Element, Colour>();
  function behind(element: Element | null): Colour {
    if (!element) return [255, 255, 255, 1];
    const found = known.get(element);
    if (found) return found;
    const own = parse(getComputedStyle(element).backgroundColor);
    const colour = own[3] === 1 ? own : over(own, behind(element.parentElement));
    known.set(element, colour);
    return colour;
  }

  const low = new Set<string>();
  const seenInCode = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent?.replace(/[\s\u200b]+/g, ' ').trim();
    if (!element || !text || /^(?:SCRIPT|STYLE)$/.test(element.tagName)) continue;
    // A program has thousands of words in a dozen colours: each is measured once.
    const code = element.closest('pre');
    if (code) {
      const line = element.closest('.line')?.className;
      const parent = element.parentElement?.className;
      const key = [code.className, line, parent, element.className, element.getAttribute('style')];
      if (seenInCode.has(key.join('|'))) continue;
      seenInCode.add(key.join('|'));
    }
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest('.visually-hidden')) continue;
    const style = getComputedStyle(element);
    const background = behind(element);
    const [a = 0, b = 0] = [
      luminance(over(parse(style.color), background)),
      luminance(background),
    ].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) {
      low.add(
        `${ratio.toFixed(2)} ${style.color} on ${background.join(' ')}: ${text.slice(0, 40)}`,
      );
    }
  }
  return [...low];
}
