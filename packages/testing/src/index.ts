export { browserFlags, browserPath, skipWithoutBrowser } from './browser.ts';
export {
  type Command,
  type Ended,
  lessonScript,
  Program,
  pnpm,
  pythonPeer,
  root,
  run,
  start,
} from './program.ts';
export { python, skipWithoutPython } from './python.ts';
export { ask, open, readAll, TestServer } from './sockets.ts';
