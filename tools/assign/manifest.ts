/** The part of a package.json that changes when its package is handed out. */
export interface Manifest {
  readonly name: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/**
 * What only we run: tests, style, packing for npm. `step` reads the directives of the pages, which a handed-out page has no
 * more: it shows their code instead; and it would bring the whole gate along, Vitest included.
 */
const LEFT_SCRIPTS = new Set(['test', 'lint', 'step', 'build:package', 'prepack']);
const ONLY_FOR_STEP = '@tomada/literate';
const LEFT_FIELDS = new Set(['steps', 'files', 'publishConfig']);
/** What the type check needs without a line that names it. */
const FOR_TYPES = ['@types/node', 'typescript'];

/**
 * A manifest without what stays behind.
 *
 * @param sources the text of every file that is handed out: of the development dependencies, those that one of them imports
 * are kept
 */
export function reduceManifest(manifest: Manifest, sources: readonly string[]): Manifest {
  const imported = new Set(sources.flatMap(importsOf));
  const isNeeded = (name: string) =>
    FOR_TYPES.includes(name) || imported.has(name.replace(/^@types\//, ''));
  const fields = Object.entries(manifest).filter(([field]) => !LEFT_FIELDS.has(field));
  const { scripts, dependencies, devDependencies } = manifest;
  return {
    ...Object.fromEntries(fields),
    name: manifest.name,
    ...(scripts && { scripts: pick(scripts, (name) => !LEFT_SCRIPTS.has(name)) }),
    ...(dependencies && { dependencies: pick(dependencies, (name) => name !== ONLY_FOR_STEP) }),
    ...(devDependencies && { devDependencies: pick(devDependencies, isNeeded) }),
  };
}

/** Names of the packages that a TypeScript file imports. */
function importsOf(source: string): readonly string[] {
  const found = source.matchAll(/\b(?:from|import) '((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/g);
  return [...found].map(([, name = '']) => name);
}

function pick(
  record: Readonly<Record<string, string>>,
  isKept: (name: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => isKept(name)));
}

/** Every dependency of a manifest, with the version that it asks for. */
export function dependenciesOf(manifest: Manifest): readonly (readonly [string, string])[] {
  return Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
}
