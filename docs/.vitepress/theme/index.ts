import type { Theme } from 'vitepress';
import { inBrowser } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { h } from 'vue';
import { copyOnClick } from './copy-commands.ts';
import HomePage from './HomePage.vue';
import TomadaLogo from './TomadaLogo.vue';
import './palette.css';
import './type.css';
import './blocks.css';
import './piece.css';
import './terminal.css';

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'nav-bar-title-before': () => h(TomadaLogo) }),
  enhanceApp({ app }) {
    app.component('HomePage', HomePage);
    if (inBrowser) copyOnClick(document);
  },
} satisfies Theme;
