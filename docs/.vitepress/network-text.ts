import { Buffer } from 'node:buffer';
import type { NetworkEvent } from '@tomada/literate/transcript';
import { visibleText } from '@tomada/utils';

/** How many bytes the table shows of a long message. */
const MOST_BYTES = 48;

/** What a side did, in words. */
export interface EventText {
  readonly what: string;
  /** `11 bytes`, or nothing when no bytes went over. */
  readonly bytes: string;
  readonly text: string;
  readonly hex: string;
}

export function describeEvent(event: NetworkEvent): EventText {
  if (event.event === 'end') {
    return { what: 'não envio mais nada (FIN)', bytes: '', text: '', hex: '' };
  }
  if (event.event === 'reset') {
    return { what: 'derruba a conexão (RST)', bytes: '', text: '', hex: '' };
  }
  const bytes = countBytes(event.hex.length / 2);
  return {
    what: `envia ${bytes}`,
    bytes,
    text: previewText(event.hex, MOST_BYTES),
    hex: groupHex(event.hex),
  };
}

/** The bytes as text, with what does not show itself as escapes, cut when it is long. */
export function previewText(hex: string, most: number): string {
  const shown = [...visibleText(Buffer.from(hex, 'hex').toString('utf8'))];
  return shown.length <= most ? shown.join('') : `${shown.slice(0, most - 1).join('')}…`;
}

/** `6f6c c3a1…`: two digits a byte, two bytes a group, cut when it is long. */
function groupHex(hex: string): string {
  const groups = hex.slice(0, MOST_BYTES * 2).match(/.{1,4}/g) ?? [];
  const isCut = hex.length > MOST_BYTES * 2;
  return `${groups.join(' ')}${isCut ? `… (${countBytes(hex.length / 2)})` : ''}`;
}

function countBytes(count: number): string {
  return count === 1 ? '1 byte' : `${count.toLocaleString('pt-BR')} bytes`;
}
