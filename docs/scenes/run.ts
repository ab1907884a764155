import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { python } from '@tomada/testing';
import type { SceneEvent, StatesEvent } from '../.vitepress/scene.ts';

/** Where the recorded scenes are, one file each. */
export const recordedFolder = fileURLToPath(new URL('../conceitos/recorded/', import.meta.url));

const script = fileURLToPath(new URL('record.py', import.meta.url));

/** The names of the scenes that pages draw. */
export const sceneNames: readonly string[] = readdirSync(recordedFolder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''));

/** Without root a user namespace gives the right to make a network of one's own, where the system allows it. */
const namespaces = [
  ['unshare', '--user', '--map-root-user', '--net'],
  ['unshare', '--net'],
] as const;

const needed =
  'test -w /dev/net/tun && command -v ip >/dev/null && command -v ss >/dev/null && exec 3<>/dev/net/tun';

const namespace = namespaces.find(
  ([file, ...args]) =>
    process.platform === 'linux' &&
    spawnSync(file, [...args, 'sh', '-c', needed], { stdio: 'ignore' }).status === 0,
);

/** Why scenes cannot be recorded on this machine; undefined where they can. */
export const cannotRecord =
  namespace && python
    ? undefined
    : 'gravar precisa de Linux, Python 3.10, iproute2, /dev/net/tun e permissão para um espaço de rede (unshare --net)';

/** What `ss -tan` showed while a scene was in these states. */
export interface SeenStates extends StatesEvent {
  readonly ss: readonly string[];
}

/**
 * Plays a scene on real sockets of Linux, on a wire that holds, loses and repeats packets as the scene asks.
 *
 * @param options `--ss` adds to each note of the states what `ss -tan` shows
 */
export async function recordScene(
  name: string,
  ...options: readonly '--ss'[]
): Promise<SceneEvent[]> {
  if (!namespace || !python) throw new Error(cannotRecord);
  const [file, ...args] = [...namespace, ...python, '-B', script, name, ...options];
  const running = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = [[] as Buffer[], [] as Buffer[]];
  running.stdout.on('data', (piece: Buffer) => out.push(piece));
  running.stderr.on('data', (piece: Buffer) => err.push(piece));
  const code = await new Promise<number | null>((resolve, reject) => {
    running.on('error', reject);
    running.on('close', resolve);
  });
  if (code !== 0) throw new Error(`scene «${name}» failed:\n${Buffer.concat(err).toString()}`);
  return JSON.parse(Buffer.concat(out).toString('utf8'));
}
