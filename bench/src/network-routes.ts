import { join } from 'node:path';
import { root } from '@tomada/testing';
import { type ServerCommand, ServerProcess } from './server-process.ts';

/** The ways from a client to a server that are compared. */
export const routes = {
  direct: 'direta, sem proxy',
  ours: 'bad-network, sem falhas',
  minimal: 'proxy Node mínimo',
} as const;

export type RouteName = keyof typeof routes;

/** A way to a server that runs. */
export interface Route {
  readonly name: RouteName;
  /** Where a client connects. */
  readonly port: number;
  /** Undefined on the direct way. */
  readonly proxy: ServerProcess | undefined;
}

const bench = join(root, 'bench');
const run = [process.execPath, '--import', 'tsx'] as const;

/** What a bulk transfer goes to. */
export const sink: ServerCommand = {
  name: 'destino (servers/sink.ts)',
  argv: [...run, 'servers/sink.ts'],
  cwd: bench,
};

/** What answers small messages, lines: `bench tcp`'s minimal one. */
export const answerer: ServerCommand = {
  name: 'destino (servers/minimal-lines.ts)',
  argv: [...run, 'servers/minimal-lines.ts'],
  cwd: bench,
};

/** The proxies in front of a server: ours as `pnpm bad-network tcp 0:<port> --quiet` runs it, and its rival. */
function proxiesTo(port: number): (ServerCommand & { readonly route: RouteName })[] {
  const program = 'packages/bad-network/src/main.ts';
  return [
    {
      route: 'ours',
      name: routes.ours,
      argv: [...run, program, 'tcp', `0:${port}`, '--quiet'],
      cwd: root,
    },
    {
      route: 'minimal',
      name: routes.minimal,
      argv: [...run, 'servers/minimal-proxy.ts', String(port)],
      cwd: bench,
    },
  ];
}

/**
 * Starts a server and the proxies in front of it.
 *
 * @param started what was started is noted here at once, for the caller to end, also when the next does not start
 * @throws {Error} as `ServerProcess.start`
 */
export async function startRoutes(
  target: ServerCommand,
  started: ServerProcess[],
): Promise<Route[]> {
  const start = async (command: ServerCommand): Promise<ServerProcess> => {
    const server = await ServerProcess.start(command);
    started.push(server);
    return server;
  };
  const { port } = await start(target);
  const made: Route[] = [{ name: 'direct', port, proxy: undefined }];
  for (const command of proxiesTo(port)) {
    const proxy = await start(command);
    made.push({ name: command.route, port: proxy.port, proxy });
  }
  return made;
}
