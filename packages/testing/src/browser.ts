import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of a Chromium or Chrome of this machine, or undefined; CHROMIUM_PATH names one by hand. */
export const browserPath: string | undefined = findBrowser();

function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  // The shell is the same browser without a window: its pages open in half the time.
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
  ];
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const usual = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((folder) => {
      const base = process.env[folder];
      return base
        ? [
            join(base, 'Google/Chrome/Application/chrome.exe'),
            join(base, 'Microsoft/Edge/Application/msedge.exe'),
          ]
        : [];
    }),
  ];
  return [...onPath, ...usual].find((path) => existsSync(path));
}

/** For `describe.skipIf`: true where there is no browser and nobody promised one. */
export const skipWithoutBrowser = browserPath === undefined && !process.env.CI;

/** Flags for a headless browser that talks to nobody but the page's own server. */
export const browserFlags: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  // Root has no sandbox to give; everyone else keeps it.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
