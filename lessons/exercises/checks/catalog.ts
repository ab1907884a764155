/** Os exercícios desta lição, na ordem em que se fazem. */
import { fileURLToPath } from 'node:url';
import type { Catalog } from '@tomada/checker';
import { broadcast } from './broadcast.ts';
import { divisors } from './divisors.ts';
import { framing } from './framing.ts';
import { oracle } from './oracle.ts';
import { primes } from './primes.ts';
import { reliableEcho } from './reliable-echo.ts';
import { scanner } from './scanner.ts';

export const catalog: Catalog = {
  exercises: [oracle, primes, divisors, framing, broadcast, scanner, reliableEcho],
  folder: fileURLToPath(new URL('..', import.meta.url)),
  call: 'pnpm --filter lesson-exercises',
};
