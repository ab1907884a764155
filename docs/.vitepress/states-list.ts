import { anchorOf, type TcpState, tcpStateNames, tcpStates, transitions } from './tcp-states.ts';

/** Each state with what the drawing says of it, and all that it says when it is chosen: for everyone, on the page. */
export function listStates(escapeHtml: (text: string) => string): string {
  const rich = (text: string) => renderInline(text, escapeHtml);
  const entries = tcpStateNames.map((name) => {
    const { means, more, see } = tcpStates[name];
    const id = anchorOf(name);
    return [
      `<section class="states-entry" id="${id}"><h3>${name}${renderAnchor(id, name)}</h3>`,
      `<p><strong id="${id}-means">${rich(means)}</strong> ${rich(more)}</p><dl>`,
      `<dt>Chega-se aqui</dt><dd>${listArrows('to', name, rich)}</dd>`,
      `<dt>Sai-se daqui</dt><dd>${listArrows('from', name, rich)}</dd>`,
      `<dt>Para ver</dt><dd>${rich(see)}</dd>`,
      `<dt>Como aparece</dt><dd>${listSpellings(name)}</dd></dl></section>`,
    ].join('\n');
  });
  return `<div class="states-list">${entries.join('')}</div>`;
}

/**
 * What every heading on a page has. The search makes a section of the heading by it; a heading without one, in a long
 * line, sends VitePress's pattern for sections through that line for minutes.
 */
function renderAnchor(id: string, name: string): string {
  return `<a class="header-anchor" href="#${id}" aria-label="Link para esta seção: ${name}">&#8203;</a>`;
}

/** The arrows as a table, by their numbers. */
export function tabulateArrows(escapeHtml: (text: string) => string): string {
  const rows = transitions.map(
    ({ from, to, when, sends }, index) =>
      `<tr><td>${index + 1}</td><td>${renderName(from)} → ${renderName(to)}</td><td>${renderInline(when, escapeHtml)}</td><td>${sends ?? '—'}</td></tr>`,
  );
  const heads = ['nº', 'de → para', 'o que acontece', 'o que se manda'].map(
    (head) => `<th scope="col">${head}</th>`,
  );
  return [
    '<details class="states-arrows" open><summary>As setas, por escrito</summary>',
    '<div class="network-scroll" role="region" tabindex="0" aria-label="As setas, por escrito">',
    `<table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div></details>`,
  ].join('');
}

function listArrows(end: 'from' | 'to', name: TcpState, rich: (text: string) => string): string {
  const items = transitions.flatMap((transition, index) => {
    if (transition[end] !== name) return [];
    const other =
      end === 'to' ? `de ${renderName(transition.from)}` : `para ${renderName(transition.to)}`;
    const sends = transition.sends ? `; manda ${transition.sends}` : '';
    return [
      `<li><span class="states-number">${index + 1}</span> ${other}: ${rich(transition.when)}${sends}</li>`,
    ];
  });
  return `<ul>${items.join('')}</ul>`;
}

function listSpellings(name: TcpState): string {
  const { spelt } = tcpStates[name];
  if (!spelt) return 'em nenhuma lista';
  const { ss, linux, macos, windows } = spelt;
  const code = (text: string) => `<code>${text}</code>`;
  return `${code(ss)} no <code>ss</code>; no <code>netstat</code>, ${code(linux)} (Linux), ${code(macos)} (macOS), ${code(windows)} (Windows)`;
}

/** A state's name, which no line end parts. */
export function renderName(name: TcpState): string {
  return `<span class="states-name">${name}</span>`;
}

/** `code`, **strong** and [links](#there), as in the table's texts. */
function renderInline(text: string, escapeHtml: (text: string) => string): string {
  return escapeHtml(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]+)\]\((#[\w-]+)\)/g, '<a href="$2">$1</a>');
}
