import { once } from 'node:events';
import { connect } from 'node:net';

/** Asks for the primes up to a number, says that no more comes, and gives the whole answer. */
async function askPrimes(port: number, limit: number): Promise<{ ms: number; answer: string }> {
  const since = performance.now();
  const connection = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  await once(connection, 'connect');
  connection.end(`${limit}\n`);
  let answer = '';
  for await (const piece of connection.setEncoding('utf8')) answer += piece;
  return { ms: performance.now() - since, answer };
}

/**
 * Big sums from many clients at once, and a small one that comes a moment later.
 *
 * @returns ms until all big ones were answered, ms that the small one took, and wrong answers
 */
export async function askAll(
  port: number,
  clients: number,
  limit: number,
): Promise<{ ms: number; smallMs: number; wrong: string[] }> {
  // The threads of a pool are there before the first client; what they cost to start is measured apart.
  await Promise.all(Array.from({ length: 4 }, () => askPrimes(port, 100)));
  const since = performance.now();
  const big = Promise.all(Array.from({ length: clients }, () => askPrimes(port, limit)));
  const small = askPrimes(port, 100);
  const answers = await big;
  const ms = performance.now() - since;
  const { ms: smallMs, answer } = await small;
  const expected = `até ${limit}.`;
  const wrong = answers
    .filter((each) => !each.answer.includes(expected))
    .map((each) => each.answer);
  if (!answer.startsWith('Há 25 primos até 100.')) wrong.push(answer);
  return { ms, smallMs, wrong };
}
