import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong with a page for people who see, hear or move otherwise, each as one line.
 *
 * @param rules those to leave out or to add: all by default
 */
export async function askAxe(
  page: Page,
  rules: NonNullable<RunOptions['rules']> = {},
): Promise<readonly string[]> {
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    (options): Promise<AxeResults> =>
      (window as unknown as { axe: typeof import('axe-core') }).axe.run(document, options),
    { resultTypes: ['violations' as const], rules },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html }) => `${page.url()} ${id}: ${target.join(' ')} ${html.slice(0, 120)}`,
    ),
  );
}
