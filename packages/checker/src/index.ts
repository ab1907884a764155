export { ClientRun } from './client-run.ts';
export type { ClientSession } from './client-session.ts';
export { type Catalog, type Part, partsOf } from './command/catalog.ts';
export { runCommand } from './command/main.ts';
export type { Conversation } from './conversation.ts';
export type { DatagramPeer } from './datagram-peer.ts';
export type { Check, ClientSide, Exercise, ServerSide, Side } from './exercise.ts';
export { CheckFailure, type FailureKind, failingAfter, failingAs } from './failure.ts';
export { judgeClient } from './judge-client.ts';
export { judgeServer } from './judge-server.ts';
export type { CheckResult, Finding, Judgement } from './judgement.ts';
export type { Tools } from './log.ts';
export { PortLock } from './program/port-lock.ts';
export {
  DEFAULT_LIMITS,
  type ProgramCommand,
  type ProgramLimits,
} from './program/supervised-program.ts';
export type { ServerSession } from './server-session.ts';
export type { JudgeOptions } from './trial.ts';
