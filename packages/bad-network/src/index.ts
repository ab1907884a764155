export { FaultError } from './fault-error.ts';
export { randomSeed } from './random.ts';
export type { Direction, TcpEvent } from './tcp-events.ts';
export type { Size, TcpFaults, When } from './tcp-faults.ts';
export { TcpProxy, type TcpProxyOptions } from './tcp-proxy.ts';
export type { UdpEvent } from './udp-events.ts';
export type { UdpFaults, Which } from './udp-faults.ts';
export { UdpRelay, type UdpRelayOptions } from './udp-relay.ts';
