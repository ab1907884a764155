import { LiterateError } from '@tomada/literate';
import type { MarkdownRenderer } from 'vitepress';
import { parseQuestion, QuizError } from './parse.ts';
import { renderQuestion } from './render.ts';

/** Renders fences of the language `quiz` as questions that the browser judges: see `theme/progress/quiz.ts`. */
export function quizPlugin(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index];
    if (token?.info.trim() !== 'quiz') return fence?.(tokens, index, options, env, self) ?? '';
    const number = tokens.slice(0, index + 1).filter(({ info }) => info.trim() === 'quiz').length;
    try {
      const rich = (text: string) => md.renderInline(text);
      return renderQuestion(parseQuestion(token.content), number, rich, md.utils.escapeHtml);
    } catch (error) {
      if (!(error instanceof QuizError)) throw error;
      const remedy = 'Veja em CONTRIBUTING.md como se escreve uma pergunta.';
      const file = `docs/${env.relativePath}`;
      const line = (token.map?.[0] ?? 0) + 1;
      throw new LiterateError([{ file, line, message: error.message, remedy }]);
    }
  };
}
