import type { CompilerOptions } from 'vue/compiler-sfc';

type NodeTransform = NonNullable<CompilerOptions['nodeTransforms']>[number];

const HIDDEN = 'data-hidden-role';

/**
 * Vue writes what never changes as one text, if it knows all its attributes, and it does not know `role`: for a single
 * one a whole page would be made of thousands of parts. While Vue works the attribute has a name that is known.
 */
export const hideRole: NodeTransform = (node) => {
  if (!('props' in node)) return;
  for (const prop of node.props) if (prop.name === 'role') prop.name = HIDDEN;
};

/** Gives the attribute its name again in what Vue wrote. */
export const showRole = {
  name: 'show-role',
  enforce: 'post',
  transform: (code: string, id: string) =>
    /\.(?:md|vue)\b/.test(id) && code.includes(HIDDEN)
      ? { code: code.replaceAll(HIDDEN, 'role'), map: null }
      : undefined,
} as const;
