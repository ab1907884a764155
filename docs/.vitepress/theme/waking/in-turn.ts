import {
  type Component,
  defineAsyncComponent,
  defineComponent,
  getCurrentInstance,
  h,
  onBeforeUnmount,
} from 'vue';
import { wakingLine } from './waking-line.ts';

/**
 * The same component, but when Vue takes over a built page it wakes in a task of its own, after those asked for before
 * it. Until then it stands as it was built, and nothing new reaches it. So it must not look different for what another
 * part learns when it wakes.
 *
 * @param isLast whether it waits for all others, because they look different once it is awake
 */
export function inTurn(part: Component, { isLast = false } = {}): Component {
  return defineComponent({
    inheritAttrs: false,
    setup(_props, { attrs, slots }) {
      const instance = getCurrentInstance();
      // Only what was built has an element before it is drawn.
      const isTakenOver = !import.meta.env.SSR && Boolean(instance?.vnode.el);
      if (!import.meta.env.SSR && !isTakenOver) return () => h(part, attrs, slots);

      let isAwake = false;
      let isDrawn = false;
      let isLate = false;
      const sleeper = defineAsyncComponent({
        loader: async () => part,
        hydrate: (wake) =>
          wakingLine.join(() => {
            wake();
            isAwake = true;
            if (isLate) instance?.proxy?.$forceUpdate();
          }, isLast),
      });
      if (isTakenOver) {
        wakingLine.expect();
        onBeforeUnmount(() => {
          if (!isAwake) wakingLine.leave();
        });
      }
      // Vue would draw a part anew that is changed in its sleep, and half of the text is in the built page alone.
      const asBuilt = { attrs: { ...attrs }, slots: { ...slots, $stable: true } };
      return () => {
        if (isAwake) return h(sleeper, attrs, slots);
        isLate = isDrawn;
        isDrawn = true;
        return h(sleeper, asBuilt.attrs, asBuilt.slots);
      };
    },
  });
}
