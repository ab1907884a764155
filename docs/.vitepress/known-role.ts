import type { DefaultTheme, UserConfig } from 'vitepress';

type TransformNode = NonNullable<
  NonNullable<
    NonNullable<NonNullable<UserConfig<DefaultTheme.Config>['vue']>['template']>['compilerOptions']
  >['nodeTransforms']
>[number];

/**
 * Vue writes what never changes as one text, if it knows all its attributes, and it does not know `role`: for a single
 * one a whole page would be made of thousands of parts. While Vue works the attribute has a name that is known.
 */
export const hideRole: TransformNode = (node) => {
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

const HIDDEN = 'data-hidden-role';
