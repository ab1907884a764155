import type { ClassReport, PartHead, Row } from '../class-report.ts';
import { alikeSection } from './html-alike.ts';
import { resultSection } from './html-result.ts';
import { STYLE } from './html-style.ts';
import { escapeHtml, remarkLines } from './html-text.ts';

const ISOLATION = {
  namespaces:
    'Cada programa rodou em uma cópia própria, sem rede além de 127.0.0.1, sem poder gravar fora dela e sem ver as outras entregas (namespaces do Linux).',
  limits:
    'Este sistema não deixou isolar os programas: rodaram em cópias próprias e com limites, mas com acesso à rede e aos arquivos desta conta.',
} as const;

/** The whole report as one page: it works from disk, without scripts, and asks nobody for anything. */
export function formatHtml(report: ClassReport): string {
  const { title, rows, isolation } = report;
  return `<!doctype html>
<html lang="pt-BR">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>Notas: ${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#conteudo">Ir para o conteúdo</a>
<header>
<h1>Notas: ${escapeHtml(title)}</h1>
<p>${escapeHtml(countOf(rows))} ${ISOLATION[isolation]}</p>
</header>
<nav aria-label="Partes do relatório"><ul>
<li><a href="#tabela">Tabela</a></li>
<li><a href="#entregas">Cada entrega</a></li>
<li><a href="#parecidas">Entregas parecidas</a></li>
</ul></nav>
<main id="conteudo">
${tableSection(report)}
<section aria-labelledby="entregas">
<h2 id="entregas">Cada entrega</h2>
${rows.map((row, index) => rowSection(row, index, report)).join('\n')}
</section>
${alikeSection(report)}
</main>
<footer><p>Feito com <code>pnpm grade</code>, da Tomada. Os comandos depois de <code>$</code> repetem à mão a conversa de cada verificação: o programa roda na pasta da entrega, e os que começam com <code>pnpm</code>, na da Tomada.</p></footer>
</body>
</html>
`;
}

function countOf(rows: readonly Row[]): string {
  const count = (state: Row['state']) => rows.filter((row) => row.state === state).length;
  const parts = [
    `${rows.length} entregas`,
    `${count('judged')} julgadas`,
    ...(count('refused') > 0 ? [`${count('refused')} recusadas`] : []),
    ...(count('pending') > 0 ? [`${count('pending')} ainda não julgadas`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function tableSection({ parts, points, rows }: ClassReport): string {
  const head = parts
    .map(
      ({ name, title }) =>
        `<th scope="col">${escapeHtml(title)}<br><code>${escapeHtml(name)}</code></th>`,
    )
    .join('');
  const body = rows
    .map((row, index) => {
      const cells = parts.map((part) => cellOf(row, part)).join('');
      const total = row.state === 'pending' ? 'ainda não' : `${row.earned} de ${points}`;
      const link = `<a href="#${idOf(index)}">${escapeHtml(row.name)}</a>`;
      return `<tr><th scope="row">${link}</th><td class="total">${total}</td>${cells}</tr>`;
    })
    .join('\n');
  return `<section>
<h2 id="tabela">Tabela</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="tabela">
<table>
<caption>Pontos de cada entrega, por programa</caption>
<thead><tr><th scope="col">Entrega</th><th scope="col">Total</th>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table>
</div>
</section>`;
}

function cellOf({ state, results }: Row, { name }: PartHead): string {
  const result = results.find(({ part }) => part === name);
  if (result === undefined) return `<td>${state === 'refused' ? 'recusada' : 'ainda não'}</td>`;
  if (result.state === 'missing') return '<td class="none">não entregou</td>';
  if (result.state === 'broken') return '<td class="none">não julgado</td>';
  const { earned, points } = result;
  return `<td class="${earned === points ? 'all' : 'some'}">${earned} de ${points}</td>`;
}

function rowSection(row: Row, index: number, { parts, points }: ClassReport): string {
  const total = row.state === 'pending' ? 'ainda não julgada' : `${row.earned} de ${points} pontos`;
  const programs = parts.flatMap((part) => {
    const result = row.results.find((each) => each.part === part.name);
    return result === undefined ? [] : [resultSection(part, result)];
  });
  return `<article id="${idOf(index)}" aria-labelledby="${idOf(index)}-nome">
<h3 id="${idOf(index)}-nome">${escapeHtml(row.name)}: ${total}</h3>
${remarkLines(row.reason)}${programs.join('\n')}
<p><a href="#tabela">Voltar à tabela</a></p>
</article>`;
}

/** By number: a name may hold anything. */
function idOf(index: number): string {
  return `entrega-${index + 1}`;
}
