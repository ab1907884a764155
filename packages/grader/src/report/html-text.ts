import { visibleText } from '@tomada/utils';

const SIGNS: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

/** Text of a stranger as HTML, in which it is nothing but text. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}

/** A paragraph, if there is something to say. */
export function remarkLines(remark: string | undefined): string {
  return remark === undefined ? '' : `<p class="remark">${escapeHtml(remark)}</p>\n`;
}
