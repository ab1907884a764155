import type { Conversation } from '@tomada/literate/transcript';
import { describeEvent, type EventText } from './network-text.ts';

const NO_BYTES = { bytes: '', text: '', hex: '' };

/** The sequence of a connection as a table: what the drawing shows, for everyone, with the bytes. */
export function tabulateConversation(
  { client, server, events }: Conversation,
  escapeHtml: (text: string) => string,
): string {
  const rows: readonly (EventText & { readonly who: string })[] = [
    { who: client, what: 'abre a conexão (SYN, SYN-ACK, ACK)', ...NO_BYTES },
    ...events.map((event) => ({
      who: event.from === 'client' ? client : server,
      ...describeEvent(event),
    })),
  ];
  const body = rows.map(({ who, what, text, hex }, index) => {
    const code = (content: string) =>
      content === '' ? '<td>—</td>' : `<td><code>${escapeHtml(content)}</code></td>`;
    return `<tr><td>${index + 1}</td><td>${escapeHtml(who)}</td><td>${escapeHtml(what)}</td>${code(text)}${code(hex)}</tr>`;
  });
  const heads = ['nº', 'quem', 'o quê', 'texto', 'hexadecimal'].map(
    (head) => `<th scope="col">${head}</th>`,
  );
  return [
    '<details class="network-bytes" open><summary>Passo a passo, byte a byte</summary>',
    '<div class="network-scroll" role="region" tabindex="0" aria-label="Passo a passo, byte a byte">',
    `<table><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`,
    '</div></details>',
  ].join('');
}
