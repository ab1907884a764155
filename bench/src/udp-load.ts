/** What the process that plays the UDP client is asked to do. */
export interface UdpJob {
  readonly port: number;
  /** Questions that are on their way at the same time, all from one socket; 1 is ping-pong. */
  readonly outstanding: number;
  readonly requests: number;
}

/** What it saw. Latencies are in milliseconds, from the question to its answer. */
export interface UdpResult {
  /** Questions that got their answer. */
  readonly answered: number;
  /** Datagrams that are the answer to nothing that is still open. */
  readonly wrong: number;
  /** Questions without an answer within a second; they are not asked again. */
  readonly lost: number;
  readonly roundTripsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** The share of one core that the client itself used: near 1, it may be what limits. */
  readonly loadBusy: number;
}
