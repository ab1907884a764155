import { onBeforeUnmount, onMounted, type Ref, ref } from 'vue';

/**
 * How far the window has been scrolled down, in px. The same of VueUse, which the theme asks, needs the styles and the
 * layout of the whole page as soon as it wakes; this one looks when the browser has them anyway.
 */
export function useWindowScroll(): { readonly y: Ref<number> } {
  const y = ref(0);
  const look = () => {
    y.value = window.scrollY;
  };
  onMounted(() => {
    addEventListener('scroll', look, { passive: true });
    requestAnimationFrame(look);
  });
  onBeforeUnmount(() => removeEventListener('scroll', look));
  return { y };
}
