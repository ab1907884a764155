/** Acha por onde medir. */
import type { Network } from './network.ts';
import { NoNetworkError } from './network.ts';
import { OneNetwork } from './one-network.ts';
import { TwoNetworks } from './two-networks.ts';

/**
 * @param choice `auto`: entre duas redes, se a máquina deixa
 * @returns a rede e, se não é a que mede o TCP, por quê
 * @throws {NoNetworkError} se se pediu `namespaces` e a máquina não deixa
 */
export async function openNetwork(
  choice: 'auto' | 'namespaces' | 'bad-network',
): Promise<{ readonly network: Network; readonly reason?: string }> {
  if (choice === 'bad-network') {
    return { network: await OneNetwork.open(), reason: 'foi pedido com --network bad-network' };
  }
  try {
    return { network: await TwoNetworks.open() };
  } catch (error) {
    if (choice === 'namespaces' || !(error instanceof NoNetworkError)) throw error;
    return { network: await OneNetwork.open(), reason: error.message };
  }
}
