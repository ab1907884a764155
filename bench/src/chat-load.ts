/** What the process that plays the people of a room is asked to do. */
export interface ChatJob {
  readonly port: number;
  readonly people: number;
  /** How many of them speak; each says its next line once the room has confirmed the one before. */
  readonly speakers: number;
  /** Lines in all. */
  readonly lines: number;
  /** True: connect, and wait for the next job. False: speak, and leave. */
  readonly onlyJoin: boolean;
}

/** What they saw. */
export interface ChatResult {
  /** Lines that came to somebody, and those that should have. */
  readonly delivered: number;
  readonly expected: number;
  readonly deliveredPerSecond: number;
  /** ms from saying a line to one of the others having it. */
  readonly p50: number;
  readonly p99: number;
  /** The share of one core that these people used: near 1, they may be what limits. */
  readonly loadBusy: number;
}
