/** `pnpm --filter docs pictures`: draws the icons and the previews of links anew, as PNG, into docs/public. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { pictures } from '../.vitepress/site/pictures.ts';
import { browserFlags, browserPathOrEnd } from '../offline/browser.ts';
import { drawnFile, publicFolder } from './drawn.ts';

const browser = await chromium.launch({
  executablePath: browserPathOrEnd('desenha as figuras'),
  args: [...browserFlags],
});
try {
  const page = await browser.newPage();
  const drawn: Record<string, string> = {};
  for (const { path, width, height, svg } of pictures) {
    await page.setViewportSize({ width, height });
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
    const file = join(publicFolder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await page.screenshot());
    drawn[path] = createHash('sha256').update(svg).digest('hex');
    console.log(`Desenhei docs/public/${path}`);
  }
  writeFileSync(drawnFile, `${JSON.stringify(drawn, null, 2)}\n`);
} finally {
  await browser.close();
}
