import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { formatEndpoint, UsageError } from '@tomada/utils';
import type { TcpEvent } from '../tcp-events.ts';
import type { UdpEvent } from '../udp-events.ts';
import type { Plan } from './plan.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'o sistema não deixa',
  EPERM: 'o sistema não deixa',
  EROFS: 'o disco só se lê',
  ENOENT: 'essa pasta não existe',
  ENOTDIR: 'essa pasta não existe',
  EISDIR: 'isso é uma pasta',
  ENOSPC: 'o disco está cheio',
};

/**
 * Opens the file of `--json` before anything else happens, so that nobody learns at the end that it cannot be.
 *
 * @throws {UsageError} when it cannot be written
 */
export function openRecord(file: string): number {
  try {
    return openSync(file, 'a'); // what an earlier run left there stays until this one has something to say
  } catch (error) {
    throw new UsageError(
      `Opção --json: não consigo gravar em «${file}» (${describe(error)}). Escolha outro arquivo, por exemplo: --json rede.json`,
    );
  }
}

/**
 * Writes a run's events, one a line, and closes the file.
 *
 * @returns what is wrong, a sentence, or undefined
 */
export function writeRecord(
  record: number,
  plan: Plan,
  run: {
    readonly address: string;
    readonly seed: number;
    readonly events: readonly (TcpEvent | UdpEvent)[];
    readonly eventsNotKept: number;
  },
): string | undefined {
  const { protocol, target, toServer, toClient } = plan;
  const { address, seed, events, eventsNotKept } = run;
  const about = {
    protocol,
    listen: address,
    target: formatEndpoint(target),
    seed,
    faults: { toServer, toClient },
    eventsNotKept,
  };
  const lines = events.map((event) => `    ${JSON.stringify(event)}`).join(',\n');
  const head = JSON.stringify(about, null, 2).replace(/\n\}$/, '');
  try {
    ftruncateSync(record);
    writeSync(record, `${head},\n  "events": [\n${lines}\n  ]\n}\n`);
    closeSync(record);
    return undefined;
  } catch (error) {
    return `Não consegui gravar em «${plan.json}» (${describe(error)}).`;
  }
}

function describe(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const reason = REASONS[code];
  return reason === undefined ? code : `${code}: ${reason}`;
}
