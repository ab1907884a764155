import { judgeQuizzes, markAnswered } from './quiz.ts';
import { markSideMap } from './side-map.ts';
import { followSteps } from './steps.ts';

let base = '/';
let path = '/';
let isListening = false;

/** Called once a page stands: its steps and questions, and the signs of the side map. */
export function followPage(page: Document, siteBase: string): void {
  base = siteBase;
  path = pathOf(page.location.pathname);
  if (!isListening) {
    isListening = true;
    judgeQuizzes(page, () => path);
    page.addEventListener('tomada-progress', () =>
      markSideMap(page, ({ pathname }) => pathOf(pathname)),
    );
  }
  followSteps(page, path);
  markAnswered(page, path);
  markSideMap(page, ({ pathname }) => pathOf(pathname));
}

/** The address of a page without the site's base and ending, as the list of lessons has it. */
function pathOf(pathname: string): string {
  return `/${pathname.slice(base.length)}`.replace(/(?:\/index)?\.html$/, '');
}
