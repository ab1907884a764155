import type { ClassReport } from '../class-report.ts';
import { escapeHtml } from './html-text.ts';

/** The pairs that are alike, as places to look. */
export function alikeSection({ alike }: ClassReport): string {
  const rows = alike.map(({ part, works: [first, second], shared }) => {
    const cells = [first, second].map(
      ({ name, file, percent }) =>
        `<td>${escapeHtml(name)}: <code>${escapeHtml(file)}</code>, ${percent}%</td>`,
    );
    return `<tr><th scope="row">${escapeHtml(part)}</th>${cells.join('')}<td>${shared}</td></tr>`;
  });
  const table = `<div class="scroll" tabindex="0" role="region" aria-labelledby="parecidas">
<table>
<caption>Pares com muito em comum, do mais parecido ao menos</caption>
<thead><tr><th scope="col">Programa</th><th scope="col">Um</th><th scope="col">Outro</th><th scope="col">Trechos em comum</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</div>`;
  return `<section>
<h2 id="parecidas">Entregas parecidas</h2>
<p>São lugares onde olhar, e não um veredito: dois alunos podem ter partido do mesmo exemplo, ou a tarefa deixa poucos jeitos de fazer. Nomes, números, textos e comentários não contam, nem o que veio no ponto de partida; a porcentagem diz quanto do programa está também no outro.</p>
${rows.length === 0 ? '<p>Nenhum par tem tanto em comum.</p>' : table}
</section>`;
}
