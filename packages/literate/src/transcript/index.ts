export {
  nameOf,
  needsNetworks,
  needsPython,
  needsSs,
  readTranscripts,
  type Transcript,
} from './blocks.ts';
export {
  type Conversation,
  type NetworkEvent,
  parseConversations,
  type Side,
} from './conversation.ts';
export { networkFile } from './network-file.ts';
export { findUnrecorded, readAllTranscripts } from './pages.ts';
export { parseTerminalSession, type TerminalLine, type Turn } from './session.ts';
