import type { HydrationStrategy } from 'vue';

/** A part of a built page wakes when the reader comes within half a screen of it. */
export const whenNear: HydrationStrategy = (wake, forEachElement) => {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      wake();
    },
    { rootMargin: '50%' },
  );
  forEachElement((element) => observer.observe(element));
  return () => observer.disconnect();
};
