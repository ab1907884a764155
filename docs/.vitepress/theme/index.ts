import type { Theme } from 'vitepress';
import { inBrowser, onContentUpdated, useData } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineAsyncComponent, defineComponent, h, onMounted, ref } from 'vue';
import { copyOnClick } from './copy-commands.ts';
import { enhanceStates, explainStates } from './explain-states.ts';
import HomePage from './HomePage.vue';
import { openFile, openFileOnClick } from './open-file.ts';
import { showProgramSoFar } from './program-so-far.ts';
import { applyLanguage, rememberLanguage } from './remember-language.ts';
import TomadaLogo from './TomadaLogo.vue';
import { inTurn } from './waking/in-turn.ts';
import { wakingLine } from './waking/waking-line.ts';
import { whenNear } from './waking/when-near.ts';
import 'virtual:token-colours.css';
import './palette.css';
import './type.css';
import './blocks.css';
import './no-script.css';
import './side-map.css';
import './piece.css';
import './terminal.css';
import './measured.css';
import './network.css';
import './reference.css';
import './figures.css';
import './states.css';
import './resistance.css';
import './ways.css';
import './errors.css';
import './progress/progress.css';

// Nobody waits for what few pages show, or what shows itself later.
const NotFoundPage = defineAsyncComponent(() => import('./not-found/NotFoundPage.vue'));
const UpdateNotice = defineAsyncComponent(() => import('./offline/UpdateNotice.vue'));

const DefaultLayout = inTurn(DefaultTheme.Layout);

const Layout = defineComponent(() => {
  const isMounted = ref(false);
  let following: Promise<void> | undefined;
  onMounted(() => {
    wakingLine.whenAwake(async () => {
      isMounted.value = true;
      await following;
      // From now on the page answers to everything: for tests, and for whoever writes a style.
      document.documentElement.dataset.awake = '';
    });
  });
  const { site } = useData();
  onContentUpdated(applyLanguage);
  // Nobody needs it to read: it comes after the page.
  const follow = async () => {
    const { followPage } = await import('./progress/follow.ts');
    followPage(document, site.value.base);
  };
  onContentUpdated(() => {
    following = new Promise((resolve, reject) => {
      setTimeout(() => follow().then(resolve, reject));
    });
  });
  onContentUpdated(() => enhanceStates(document));
  onContentUpdated(() => openFile(document, location.hash));
  if (import.meta.env.DEV) {
    onContentUpdated(async () => {
      const { offerEditor } = await import('./editor/open-in-editor.ts');
      offerEditor(document, site.value.base);
    });
  }
  return () =>
    h(DefaultLayout, null, {
      'nav-bar-title-before': () => h(TomadaLogo),
      'not-found': () => (isMounted.value ? h(NotFoundPage) : null),
      'layout-bottom': () => (isMounted.value ? h(UpdateNotice) : null),
    });
});

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    app.component('HomePage', HomePage);
    app.component(
      'ProgressPage',
      defineAsyncComponent(() => import('./progress/ProgressPage.vue')),
    );
    // With @tomada/struct inside: only the page that shows it loads it.
    app.component(
      'ByteView',
      defineAsyncComponent({ loader: () => import('./byte-view/ByteView.vue'), hydrate: whenNear }),
    );
    if (!inBrowser) return;
    for (const touch of ['pointerdown', 'click', 'keydown', 'focusin']) {
      addEventListener(touch, () => wakingLine.wakeAll(), { capture: true, once: true });
    }
    copyOnClick(document);
    explainStates(document);
    openFileOnClick(document);
    void import('./print/open-folds.ts');
    rememberLanguage(document);
    showProgramSoFar(document);
  },
} satisfies Theme;
