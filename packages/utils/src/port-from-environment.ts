import { fill, messages } from './messages.ts';

/**
 * The port that the environment variable PORT names, as hosting services and the exercises' checker give it; an empty
 * one counts as none. Made to be the default of `--port`, which so wins over it. A PORT that is no port prints one
 * sentence in Portuguese on standard error and ends the process with code 2.
 *
 * @param fallback the port (0 to 65535) where PORT says nothing
 * @example listenPortOption(portFromEnvironment(12345))
 */
export function portFromEnvironment(fallback: number): number {
  const text = process.env.PORT ?? '';
  if (text === '') return fallback;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65535) return port;
  const values = { variable: 'PORT', value: text, example: fallback };
  process.stderr.write(`${fill(messages.usage.badPortVariable, values)}\n`);
  process.exit(2);
}
