import type { MarkdownRenderer } from 'vitepress';

/** Shell commands and plain text are no lines of a file: they get no line numbers. */
export function plainBlocksPlugin(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index];
    if (token && /^(?:sh|txt|powershell)\b/.test(token.info)) token.info += ' :no-line-numbers';
    return fence?.(tokens, index, options, env, self) ?? '';
  };
}
