/** Every fault of a TCP direction. */
export const TCP_FAULTS = [
  'chunk',
  'gap',
  'join',
  'delay',
  'jitter',
  'rate',
  'stall',
  'halfClose',
  'close',
  'reset',
] as const;

/** Every fault of a UDP direction. */
export const UDP_FAULTS = [
  'loss',
  'repeat',
  'reorder',
  'cut',
  'cutTo',
  'change',
  'delay',
  'jitter',
] as const;
