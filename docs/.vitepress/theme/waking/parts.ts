/** The parts of the theme that wake in turn, under the names of their originals: see quick-to-wake.ts. */
import Content from 'vitepress/dist/client/theme-default/components/VPContent.vue';
import DocFooter from 'vitepress/dist/client/theme-default/components/VPDocFooter.vue';
import LocalNav from 'vitepress/dist/client/theme-default/components/VPLocalNav.vue';
import Nav from 'vitepress/dist/client/theme-default/components/VPNav.vue';
import NavAppearance from 'vitepress/dist/client/theme-default/components/VPNavAppearance.vue';
import NavBar from 'vitepress/dist/client/theme-default/components/VPNavBar.vue';
import NavBarHamburger from 'vitepress/dist/client/theme-default/components/VPNavBarHamburger.vue';
import NavBarSearch from 'vitepress/dist/client/theme-default/components/VPNavBarSearch.vue';
import NavBarTitle from 'vitepress/dist/client/theme-default/components/VPNavBarTitle.vue';
import NavMenu from 'vitepress/dist/client/theme-default/components/VPNavMenu.vue';
import Sidebar from 'vitepress/dist/client/theme-default/components/VPSidebar.vue';
import SidebarItem from 'vitepress/dist/client/theme-default/components/VPSidebarItem.vue';
import { inTurn } from './in-turn.ts';

// It tells the others what headings the page has.
export const VPContent = inTurn(Content, { isLast: true });
export const VPDocFooter = inTurn(DocFooter);
export const VPLocalNav = inTurn(LocalNav);
export const VPNav = inTurn(Nav);
export const VPNavAppearance = inTurn(NavAppearance);
export const VPNavBar = inTurn(NavBar);
export const VPNavBarHamburger = inTurn(NavBarHamburger);
export const VPNavBarSearch = inTurn(NavBarSearch);
export const VPNavBarTitle = inTurn(NavBarTitle);
export const VPNavMenu = inTurn(NavMenu);
export const VPSidebar = inTurn(Sidebar);
export const VPSidebarItem = inTurn(SidebarItem);
