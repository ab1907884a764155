import { fileURLToPath } from 'node:url';

export const publicFolder = fileURLToPath(new URL('../public', import.meta.url));

/** From which drawing each PNG was made (SHA-256 of the SVG, by path): a test sees when one is out of date. */
export const drawnFile = fileURLToPath(new URL('drawn.json', import.meta.url));
