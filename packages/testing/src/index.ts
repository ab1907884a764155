export { browserFlags, browserPath, skipWithoutBrowser } from './browser.ts';
export { type Datagram, UdpPeer } from './datagrams.ts';
export { lateReader, skipWithoutLateReader } from './late-reader.ts';
export { hasNetworks, Network, skipWithoutNetworks } from './network.ts';
export { type Closed, Peer, sendUntilStuck } from './peer.ts';
export { cut, decode } from './pieces.ts';
export {
  type Command,
  type Ended,
  lessonScript,
  Program,
  pnpm,
  pythonFault,
  pythonPeer,
  quickly,
  type RunOptions,
  root,
  run,
  start,
  type Twin,
  twins,
} from './program.ts';
export { codeBlocks, PublishedPackage } from './published-package.ts';
export { python, skipWithoutPython } from './python.ts';
export { ask, open, readAll, TestServer } from './sockets.ts';
export { skipWithoutSs } from './ss.ts';
export { inTerminal, skipWithoutTerminal } from './terminal.ts';
export { type Computer, TwoComputers } from './two-computers.ts';
