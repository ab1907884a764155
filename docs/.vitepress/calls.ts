import type { CallEvent, ReturnEvent } from './scene.ts';

/** What Node has in the place of Python's calls; in quotes, the event that tells of it. */
const inNode: Readonly<Record<string, string>> = {
  // Node asks the system for a socket only when it connects or listens.
  'socket client': 'connect',
  'socket server': 'listen',
  bind: 'listen',
  listen: 'listen',
  'accept waits': '',
  'accept returns': "'connection'",
  connect: 'connect',
  'connect returns': "'connect'",
  'connect ECONNREFUSED': "'error'",
  sendall: 'write',
  recv: "'data'",
  'recv vazio': "'end'",
  'recv ECONNRESET': "'error'",
  shutdown: 'end',
  close: 'end ou destroy',
  sendto: 'send',
  recvfrom: "'message'",
};

/** A call as the drawings and tables tell it. */
export interface CallText {
  /** The call in Python: `recv(1024)`. */
  readonly call: string;
  /** What it does at this moment: waits, returns something, or is just done. */
  readonly outcome: string;
  readonly node: string;
}

/**
 * @param waits whether the call returns only later, in an event of its own
 * @throws {Error} when nobody has said yet what Node has in its place
 */
export function describeCall(event: CallEvent | ReturnEvent, waits: boolean): CallText {
  const { event: kind, side, call } = event;
  const result = event.result ?? '';
  const keys = [
    `${call} ${result}`,
    ...(waits ? [`${call} waits`] : []),
    ...(kind === 'return' ? [`${call} returns`] : []),
    `${call} ${side}`,
    call,
  ];
  const node = keys.map((key) => inNode[key]).find((name) => name !== undefined);
  if (node === undefined) throw new Error(`calls.ts: no name in Node for «${call}»`);
  if (kind === 'return') {
    return { call, outcome: result === '' ? 'retorna' : `dá ${result}`, node };
  }
  const outcome = waits ? 'espera' : result === '' ? '' : result === 'vazio' ? 'dá vazio' : result;
  return { call: `${call}(${event.shown})`, outcome, node };
}
