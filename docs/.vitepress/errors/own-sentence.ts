import { type Activity, explainError } from '@tomada/utils';
import type { OwnForm } from './forms.ts';

/** A system call that makes `explainError` take the sentence of that activity. */
const SYSCALLS: Readonly<Record<Activity, string | undefined>> = {
  listen: 'listen',
  connect: 'connect',
  datagram: 'send',
  lookup: 'lookup',
  query: 'query',
  any: undefined,
};

/** What the programs of the lessons say on the first line, for this code and this activity. */
export function ownSentence(code: string, { activity, host, port }: OwnForm): string {
  const error = Object.assign(new Error(code), { code, syscall: SYSCALLS[activity] });
  return explainError(error, { host, port }).split('\n')[0] ?? '';
}
