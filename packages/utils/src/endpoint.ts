import { isIPv6 } from 'node:net';

/** An address or name and a port (0 to 65535), as a program was given them. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/**
 * Writes an endpoint the way people type it; an IPv6 address goes in brackets (RFC 3986 §3.2.2).
 *
 * @example formatEndpoint({ host: '::1', port: 8080 }) // '[::1]:8080'
 */
export function formatEndpoint({ host, port }: Endpoint): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}
