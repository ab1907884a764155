import type { DefaultTheme } from 'vitepress';

/** What the page for addresses that do not exist says. */
export const notFound = {
  title: 'Esta página não existe',
  quote: 'O endereço pode ter sido digitado errado, ou a página mudou de lugar.',
  linkLabel: 'Ir para a página inicial',
  linkText: 'Voltar ao início',
} satisfies DefaultTheme.Config['notFound'];

/** VitePress writes 404.html with an empty body and an English head: this one speaks, without JavaScript too. */
export function writeNotFound(html: string): string {
  const replacements: readonly (readonly [string, string])[] = [
    ['<title>404 | Tomada</title>', `<title>${notFound.title} | Tomada</title>`],
    ['content="Not Found"', `content="${notFound.title}"`],
    [
      '<div id="app"></div>',
      `<div id="app"></div><noscript><h1>${notFound.title}</h1><p>${notFound.quote}</p><p><a href="/">${notFound.linkText}</a></p></noscript>`,
    ],
  ];
  return replacements.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`404.html no longer holds ${from}`);
    return text.replace(from, to);
  }, html);
}
