import type { CheckResult } from '@tomada/checker';
import type { PartHead, PartResult } from '../class-report.ts';
import { escapeHtml, remarkLines } from './html-text.ts';

/** One program of a submission: its points, and folded below them every check with its log. */
export function resultSection({ title }: PartHead, result: PartResult): string {
  const { earned, points, reason, note, judgement } = result;
  const heading = `<h4>${escapeHtml(title)}: ${earned} de ${points}</h4>`;
  const remarks = remarkLines(reason) + remarkLines(note);
  if (judgement === undefined) return `${heading}\n${remarks}`;
  const { target, results, passed } = judgement;
  const lost = results.filter((each) => !each.passed && each.points > 0).length;
  const summary = passed
    ? 'Todas as verificações passaram'
    : lost === 1
      ? 'Uma verificação não passou'
      : `${lost} verificações não passaram`;
  return `${heading}
${remarks}<p>O que foi julgado: <code>${escapeHtml(target)}</code></p>
<details${passed ? '' : ' open'}><summary>${summary}</summary>
<ol class="checks">
${results.map(checkItem).join('\n')}
</ol>
</details>`;
}

function checkItem({
  name,
  passed,
  points,
  earned,
  badge,
  failure,
  hint,
  log,
}: CheckResult): string {
  const worth = badge === undefined ? `${earned} de ${points}` : passed ? 'medalha' : 'sem medalha';
  const sign = passed ? '✓ passou' : badge === undefined ? '✗ não passou' : '· sem a medalha';
  const lines = [failure?.message ?? '', ...(failure?.details ?? [])].filter((line) => line !== '');
  const found = lines.length > 0 ? `<pre>${lines.map(escapeHtml).join('\n')}</pre>` : '';
  const advice = hint === undefined ? '' : `<p class="hint">Dica: ${escapeHtml(hint)}</p>`;
  const talk =
    log.length > 0
      ? `<details><summary>A conversa, para repetir à mão</summary><pre>${log.map(escapeHtml).join('\n')}</pre></details>`
      : '';
  const kind = passed ? 'good' : badge === undefined ? 'bad' : 'none';
  return `<li class="${kind}"><strong>${sign}</strong>: ${escapeHtml(name)} (${worth})${found}${advice}${talk}</li>`;
}
