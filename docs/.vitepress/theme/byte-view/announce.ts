import { onBeforeUnmount, type Ref, ref, watch } from 'vue';

/** How long nobody must have typed, in ms: a screen reader that is interrupted at each letter says nothing at all. */
const PAUSE = 600;

/** The text that a live region holds: the newest one, once it has stood for a moment; nothing before it first changes. */
export function announce(text: () => string): Ref<string> {
  const said = ref('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(text, (newest) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      said.value = newest;
    }, PAUSE);
  });
  onBeforeUnmount(() => clearTimeout(timer));
  return said;
}
