export function startsWith(whole: Uint8Array, start: Uint8Array): boolean {
  return start.length <= whole.length && common(whole, start) === start.length;
}

export function equals(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && startsWith(one, other);
}

/** How many bytes at the beginning are the same. */
export function common(one: Uint8Array, other: Uint8Array): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at++;
  return at;
}
