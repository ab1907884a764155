import type { PortOption } from './ports-of-program.ts';

/** A typed command made ready to run: with real ports, and what was put in that the reader does not type. */
export interface Launch {
  readonly command: string;
  readonly added: readonly string[];
  /** The page's ports that it listens on. */
  readonly listensOn: readonly number[];
}

/**
 * What a launch needs to know; `real` gives the port in the place of the page's: the very one, or one where a
 * recorder of TCP may stand before it.
 */
export interface LaunchContext {
  options(program: string): Promise<readonly PortOption[]>;
  real(shown: number, isVeryOne: boolean): Promise<number>;
}

// What runs the project's tools has no ports of ours.
const PROGRAM =
  /^(?:pnpm (?:--filter [\w@/.-]+ |-C \S+ )?(?!(?:test|build|typecheck|lint|install|add|bench|bad-network|format|preview)\b)[a-z][\w:-]*(?<step>(?<=step) start\S* \d+)?|python3 lessons\/\S+\.py|node (?:--import tsx )?lessons\/\S+)(?= |$)/;

/**
 * Puts real ports into a typed command: in the place of those typed, and added where the program would take its
 * default. `npx -y pnpm@12` becomes the pnpm that runs now: a replay asks no registry.
 */
export async function prepareLaunch(typed: string, context: LaunchContext): Promise<Launch> {
  const command = typed.replace(/^npx -y pnpm@\d+(?= )/, 'pnpm');
  const proxy = PROXY.exec(command);
  if (proxy) return mapProxy(command, proxy, context);
  const found = PROGRAM.exec(command);
  if (!found) return { command: await mapAddresses(command, context), added: [], listensOn: [] };
  const [program] = found;
  const rest = command.slice(program.length);
  const dashes = / --(?: |$)/.exec(rest)?.index ?? rest.length;
  const ownWords = rest.slice(0, dashes);
  if (/ --help\b/.test(ownWords)) return { command, added: [], listensOn: [] };

  let words = ownWords;
  const added: string[] = [];
  const listensOn: number[] = [];
  const step = found.groups?.step;
  const asked = step ? program.replace(` step${step}`, step.replace(/ \d+$/, '')) : program;
  for (const { option, fallback, listens } of await context.options(asked)) {
    const given = new RegExp(` ${option}(?:[ =](\\S+))?(?= |$)`).exec(words);
    const shown = given ? readPort(given[1]) : fallback;
    if (shown === undefined) continue;
    const real = await context.real(shown, listens);
    if (listens) listensOn.push(shown);
    if (given) {
      words = words.replace(given[0], given[0].replace(String(shown), String(real)));
    } else {
      added.push(` ${option} ${real}`);
    }
  }
  const [server = '', before = '', port] = SERVER.exec(words) ?? [];
  const shownServer = readPort(port);
  if (shownServer !== undefined) {
    words = words.replace(server, `${before}${await context.real(shownServer, true)}`);
  }
  return {
    command: [program, ...added, words, rest.slice(dashes)].join(''),
    added,
    listensOn,
  };
}

/** A server's address and port in one word; all such servers speak UDP, so no recorder may stand before one. */
const SERVER = /( --server[ =](?:127\.0\.0\.1|\[::1\]):)(\d{1,5})(?= |$)/;

/** The bad network names two ports in one word: where it listens, and somebody else's. */
const PROXY =
  /^pnpm (?:-C \S+ )?bad-network (?<protocol>tcp|udp)(?: \S+)*? (?<ports>(?<own>\d{1,5}):(?<target>\d{1,5}))(?= |$)/;

async function mapProxy(
  command: string,
  { 0: start, groups: { protocol = '', ports = '', own, target } = {} }: RegExpExecArray,
  { real }: LaunchContext,
): Promise<Launch> {
  const [listens, passesOnTo] = [readPort(own), readPort(target)];
  const before = start.slice(0, start.length - ports.length);
  // Before a TCP server a recorder may stand, as it does for any client; it knows no UDP.
  const first = listens === undefined ? own : await real(listens, true);
  const second = passesOnTo === undefined ? target : await real(passesOnTo, protocol === 'udp');
  return {
    command: `${before}${first}:${second}${command.slice(start.length)}`,
    added: [],
    listensOn: listens === undefined ? [] : [listens],
  };
}

/** Port 0 asks for a free one, and what is no port is there to be refused: both stay. */
function readPort(text: string | undefined): number | undefined {
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? port : undefined;
}

const ADDRESS = /(127\.0\.0\.1|localhost|\[::1\])([: ])(\d{2,5})\b/g;

/** Other programs (curl, nc) name the port beside the address. */
async function mapAddresses(command: string, { real }: LaunchContext): Promise<string> {
  const ports = new Map<string, number>();
  for (const [, , , port = ''] of command.matchAll(ADDRESS)) {
    ports.set(port, await real(Number(port), false));
  }
  return command.replace(ADDRESS, (_, host: string, sign: string, port: string) => {
    return `${host}${sign}${ports.get(port) ?? port}`;
  });
}
