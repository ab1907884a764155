/** Frames in which what stands above may still be laid out, and grow or shrink. */
const FRAMES = 20;

/** What says that the reader goes on. */
const TOUCHES = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Scrolls to a heading and keeps it there while the parts of the page around it are laid out (late-layout.ts), which
 * they are only now that they are near. Ends as soon as the reader scrolls on.
 */
export function scrollToStay(heading: Element): void {
  const touched = new AbortController();
  for (const touch of TOUCHES) {
    addEventListener(touch, () => touched.abort(), { passive: true, signal: touched.signal });
  }
  let left = FRAMES;
  const scroll = () => {
    if (touched.signal.aborted) return;
    heading.scrollIntoView({ block: 'start' });
    left--;
    if (left > 0) requestAnimationFrame(scroll);
    else touched.abort();
  };
  scroll();
}
