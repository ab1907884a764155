/** What the page for addresses that do not exist says. */
export const notFound = {
  title: 'Esta página não existe',
  quote: 'O endereço pode ter sido digitado errado, ou a página mudou de lugar.',
  linkLabel: 'Ir para a página inicial',
  linkText: 'Voltar ao início',
} as const;

/** The ways on for those whom no script can tell more likely ones. */
const ways = [
  ['', notFound.linkText],
  ['comece-aqui', 'Comece aqui'],
  ['licoes/tcp-server', 'A primeira lição'],
  ['erros', 'Os erros, um por um'],
  ['referencia/glossario', 'Glossário'],
] as const;

/**
 * VitePress writes 404.html with an empty body and an English head: this one speaks, without JavaScript too.
 *
 * @param base the site's base path: the page answers addresses in any folder
 */
export function writeNotFound(html: string, base: string): string {
  const links = ways.map(([path, text]) => `<li><a href="${base}${path}">${text}</a></li>`);
  const replacements: readonly (readonly [string, string])[] = [
    ['<title>404 | Tomada</title>', `<title>${notFound.title} | Tomada</title>`],
    ['content="Not Found"', `content="${notFound.title}"`],
    [
      '<div id="app"></div>',
      `<div id="app"></div><noscript><h1>${notFound.title}</h1><p>${notFound.quote}</p><ul>${links.join('')}</ul></noscript>`,
    ],
  ];
  return replacements.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`404.html no longer holds ${from}`);
    return text.replace(from, to);
  }, html);
}
