import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, test } from 'vitest';
import { ownAddresses } from '#own-addresses';

/** An interface as the system tells of it. */
function has(address: string, internal = false): NetworkInterfaceInfo {
  const common = { address, netmask: '', mac: '', internal, cidr: null };
  return address.includes(':')
    ? { ...common, family: 'IPv6', scopeid: 0 }
    : { ...common, family: 'IPv4' };
}
const loopback = { lo: [has('127.0.0.1', true), has('::1', true)] };

describe('ownAddresses', () => {
  test('one private address: that is the one to tell', () => {
    const lines = ownAddresses({
      ...loopback,
      wlan0: [has('192.168.0.12'), has('fe80::1'), has('2001:db8::5')],
    });
    expect(lines).toEqual([
      'Este computador',
      '  lo     127.0.0.1     só dentro deste computador (loopback)',
      '  lo     ::1           só dentro deste computador (loopback)',
      '  wlan0  192.168.0.12  dentro da sua rede (particular, RFC 1918)',
      '  wlan0  fe80::1       só neste cabo ou Wi-Fi (link-local)',
      '  wlan0  2001:db8::5   IPv6',
      'A um amigo na mesma rede, diga: 192.168.0.12',
    ]);
  });

  test.each([
    ['10.0.0.5', '10.0.0.5'],
    ['172.16.0.1', '172.16.0.1'],
    ['172.31.255.1', '172.31.255.1'],
    ['172.32.0.1', '172.32.0.1'],
    ['203.0.113.9', '203.0.113.9'],
  ])('%s alone: told', (address, told) => {
    expect(ownAddresses({ ...loopback, en0: [has(address)] }).at(-1)).toBe(
      `A um amigo na mesma rede, diga: ${told}`,
    );
  });

  test('a private and a public one: the private', () => {
    const lines = ownAddresses({
      eth0: [has('203.0.113.9')],
      eth1: [has('10.1.1.1')],
    });
    expect(lines.at(-1)).toBe('A um amigo na mesma rede, diga: 10.1.1.1');
  });

  test('several: all, and how to choose', () => {
    const lines = ownAddresses({
      eth0: [has('10.1.1.1')],
      wlan0: [has('192.168.0.2')],
    });
    expect(lines.at(-1)).toBe(
      'A um amigo, diga o da rede em que ele também está: 10.1.1.1 ou 192.168.0.2',
    );
  });

  test.each([
    ['only loopback', loopback],
    ['nothing', {}],
    ['link-local', { eth0: [has('169.254.3.4')] }],
    ['a container bridge', { docker0: [has('172.17.0.1')] }],
    ['a VPN', { tun0: [has('10.8.0.2')] }],
    ['a virtual switch', { 'vEthernet (WSL)': [has('172.20.0.1')] }],
    ['IPv6 only', { eth0: [has('2001:db8::5')] }],
  ])('%s: said that none serves', (_what, interfaces) => {
    expect(ownAddresses(interfaces).at(-1)).toBe(
      'Nenhum endereço IPv4 serve para um amigo: você parece estar sem rede.',
    );
  });
});
