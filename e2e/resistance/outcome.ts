/**
 * What became of a conversation, seen by the side that asked:
 * - `right`: the right answer, and the end of it;
 * - `error`: no right answer, and a person is told so: the code that the client says, or the server's own refusal;
 * - `wrong`: an answer that looks whole and is not the right one.
 */
export type Outcome =
  | { readonly result: 'right' }
  | { readonly result: 'error'; readonly by: 'client'; readonly code: string }
  | { readonly result: 'error'; readonly by: 'server'; readonly says: string }
  | { readonly result: 'wrong'; readonly shows: string };

/** An order and an identity for outcomes. */
export function keyOf(outcome: Outcome): string {
  return JSON.stringify(outcome);
}

/** Each outcome once, always in the same order. */
export function distinct(outcomes: readonly Outcome[]): readonly Outcome[] {
  const byKey = new Map(outcomes.map((outcome) => [keyOf(outcome), outcome]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, outcome]) => outcome);
}
