// #region own-addresses-kind
/** Os endereços deste computador, e qual deles dizer a um amigo. */
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

/** Nomes que os programas dão às placas de rede que inventam. */
const VIRTUAL =
  /^(?:br-|docker|podman|tailscale|tap|tun|utun|v(?:box|eth|ir|m)|wg|zt)/i;

/** Até onde um endereço vale; só pelo que ele e o nome da interface dizem. */
function reachOf(name: string, info: NetworkInterfaceInfo): string {
  const { address, family, internal } = info;
  if (internal) return 'só dentro deste computador (loopback)';
  if (/^(?:169\.254\.|fe[89ab])/i.test(address))
    return 'só neste cabo ou Wi-Fi (link-local)';
  if (VIRTUAL.test(name)) return 'de um programa, como VPN ou contêiner';
  if (family === 'IPv6') return 'IPv6';
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(address)
    ? 'dentro da sua rede (particular, RFC 1918)'
    : 'fora das faixas particulares';
}
// #endregion own-addresses-kind

// #region own-addresses-friend
/** As linhas que --self mostra; o sistema só conta as interfaces ligadas. */
export function ownAddresses(interfaces = networkInterfaces()): string[] {
  const rows = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos.map((info) => {
      const reach = reachOf(name, info);
      return { name, address: info.address, reach };
    }),
  );
  const longest = (texts: string[]) =>
    Math.max(0, ...texts.map(({ length }) => length));
  const left = longest(rows.map(({ name }) => name));
  const middle = longest(rows.map(({ address }) => address));
  const candidates = ['dentro da sua rede', 'fora das faixas']
    .map((start) => rows.filter(({ reach }) => reach.startsWith(start)))
    .find(({ length }) => length > 0);
  return [
    'Este computador',
    ...rows.map(
      ({ name, address, reach }) =>
        `  ${name.padEnd(left)}  ${address.padEnd(middle)}  ${reach}`,
    ),
    adviceOn(candidates?.map(({ address }) => address) ?? []),
  ];
}

function adviceOn(addresses: readonly string[]): string {
  const [only] = addresses;
  if (only === undefined)
    return 'Nenhum endereço IPv4 serve para um amigo: você parece estar sem rede.';
  if (addresses.length === 1) return `A um amigo na mesma rede, diga: ${only}`;
  return `A um amigo, diga o da rede em que ele também está: ${addresses.join(' ou ')}`;
}
// #endregion own-addresses-friend
