import { Network } from '@tomada/testing';

/** What a look-up asks: the hosts file, then the name servers of resolv.conf. */
const nsswitch = 'hosts: files dns\n';
const hosts = '127.0.0.1 localhost\n::1 localhost\n';
const resolv = 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n';

/** A file of /etc as this network alone sees it. */
const ownFile = (name: string) =>
  `[ ! -e /etc/${name} ] || mount --bind "$FOLDER/${name}" /etc/${name}`;

/**
 * A computer on a wire with nobody at its other end. Its errors come in seconds, not minutes.
 *
 * - 192.0.2.1 would be in its own network, and nobody answers for it there: EHOSTUNREACH;
 * - 192.0.2.3 is a known neighbour that swallows all that it is sent, as a firewall does: ETIMEDOUT;
 * - 198.51.100.1 is outside, and there is no way out: ENETUNREACH;
 * - names are asked of a server on this computer, port 53, and there is none until a test starts one.
 */
export function openNetwork(): Promise<Network> {
  return Network.open(
    [
      'ip link set lo up',
      'ip link add here type veth peer name there',
      'ip address add 192.0.2.2/24 dev here',
      'ip link set here up',
      'ip link set there up',
      'ip neighbour add 192.0.2.3 lladdr 02:00:00:00:00:03 dev here nud permanent',
      'ip route add 255.255.255.255 dev here',
      'echo 1 >/proc/sys/net/ipv4/tcp_syn_retries',
      'echo 1 >/proc/sys/net/ipv4/neigh/here/mcast_solicit',
      'echo 100 >/proc/sys/net/ipv4/neigh/here/retrans_time_ms',
      ownFile('hosts'),
      ownFile('nsswitch.conf'),
      ownFile('resolv.conf'),
    ],
    { hosts, 'nsswitch.conf': nsswitch, 'resolv.conf': resolv },
  );
}

/** A computer whose IPv6 was switched off, so that not even ::1 is its own. */
export function openNetworkWithoutIpv6(): Promise<Network> {
  return Network.open(['ip link set lo up', 'echo 1 >/proc/sys/net/ipv6/conf/lo/disable_ipv6']);
}
