export { endOnInterrupt, endWithError } from './ending.ts';
export { type Endpoint, formatEndpoint } from './endpoint.ts';
export { explainError, knownErrorCodes, PeerError } from './explain-error.ts';
export { type Decoder, LONGEST_MESSAGE } from './framing.ts';
export { encodeLengthPrefixed, LengthPrefixDecoder } from './length-prefix.ts';
export { lineFromKeyboard } from './line-from-keyboard.ts';
export { LineDecoder } from './lines.ts';
export { endAndLinger } from './linger.ts';
export { close, listen } from './listen.ts';
export { type Activity, messages } from './messages.ts';
export {
  choiceOption,
  formatHelp,
  hostOption,
  listenPortOption,
  type Option,
  type Program,
  parseOptions,
  peerPortOption,
  readOptions,
  secondsOption,
  serverOption,
  switchOption,
  UsageError,
  type Values,
  wholeNumberOption,
} from './options.ts';
export { portFromEnvironment } from './port-from-environment.ts';
export { startWorker } from './start-worker.ts';
export { trimAscii } from './trim-ascii.ts';
export { visibleText } from './visible-text.ts';
