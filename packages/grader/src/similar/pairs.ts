import type { Language } from './tokens.ts';

/** A program of a submission, as it is compared. */
export interface Work {
  /** The submission's name. */
  readonly owner: string;
  /** `oracle-server`: only programs for the same are compared. */
  readonly part: string;
  readonly file: string;
  readonly language: Language;
  readonly prints: ReadonlySet<string>;
}

/** One of two programs that are alike. */
export interface AlikeWork {
  readonly name: string;
  readonly file: string;
  /** How much of it is in the other: 0 to 100. */
  readonly percent: number;
}

/** Two programs that are alike beyond the starter: a place to look, and no verdict. */
export interface AlikePair {
  readonly part: string;
  readonly works: readonly [AlikeWork, AlikeWork];
  /** Passages that both have. */
  readonly shared: number;
}

/** From here on a pair is listed: so much of one of the two, and so many passages. */
const LISTED = { percent: 50, shared: 6, pairs: 100 } as const;
/** A passage that more of the class have than this is a way to write, and no sign of copying; of few nothing is said. */
const COMMON = { share: 0.5, fewest: 8 } as const;

/**
 * The pairs of programs that are most alike, the likest first.
 *
 * @param given by the part's name, the passages of the starter and whatever else everybody was given
 */
export function findAlike(
  works: readonly Work[],
  given: ReadonlyMap<string, ReadonlySet<string>>,
): AlikePair[] {
  const pairs: AlikePair[] = [];
  for (const key of new Set(works.map(groupOf))) {
    const group = works.filter((work) => groupOf(work) === key);
    pairs.push(...pairsOf(ownOnly(group, given)));
  }
  const likeness = ({ works: [a, b] }: AlikePair) => Math.max(a.percent, b.percent);
  return pairs
    .sort((a, b) => likeness(b) - likeness(a) || b.shared - a.shared)
    .slice(0, LISTED.pairs);
}

function groupOf({ part, language }: Work): string {
  return `${part} ${language}`;
}

/** The programs with what is their author's own: without what was given, and what half of the class wrote. */
function ownOnly(
  group: readonly Work[],
  given: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Work[] {
  const counts = new Map<string, number>();
  for (const { prints } of group) {
    for (const print of prints) counts.set(print, (counts.get(print) ?? 0) + 1);
  }
  const most = group.length < COMMON.fewest ? group.length : group.length * COMMON.share;
  return group.map((work) => {
    const starter = given.get(work.part);
    const own = [...work.prints].filter(
      (print) => !starter?.has(print) && (counts.get(print) ?? 0) <= most,
    );
    return { ...work, prints: new Set(own) };
  });
}

function pairsOf(group: readonly Work[]): AlikePair[] {
  return group.flatMap((first, index) =>
    group.slice(index + 1).flatMap((second) => compare(first, second) ?? []),
  );
}

function compare(first: Work, second: Work): AlikePair | undefined {
  const shared = [...first.prints].filter((print) => second.prints.has(print)).length;
  if (shared < LISTED.shared) return undefined;
  const side = ({ owner, file, prints }: Work): AlikeWork => {
    return { name: owner, file, percent: Math.round((100 * shared) / prints.size) };
  };
  const works = [side(first), side(second)] as const;
  if (works.every(({ percent }) => percent < LISTED.percent)) return undefined;
  return { part: first.part, works, shared };
}
