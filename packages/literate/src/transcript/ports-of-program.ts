import { RunningCommand } from './running.ts';

/** An option of a program that takes a port: `--port`, `--local-port`… */
export interface PortOption {
  readonly option: string;
  /** What the program takes when nobody says: undefined when its help names no number, or 0. */
  readonly fallback: number | undefined;
  /** True when the program listens on it, false when it connects to it. */
  readonly listens: boolean;
}

const HELP_LINE = /^\s+(--(?:[a-z]+-)*port) <[^>]+>\s+(.*)$/gm;
const HELP_LIMIT = 30_000;

/** What was asked once is not asked again. */
const known = new Map<string, Promise<readonly PortOption[]>>();

/**
 * The options of a program that take ports, as its `--help` tells them.
 *
 * @param program how it is called, less its options: `pnpm --filter lesson-tcp-server start`
 */
export function portsOfProgram(
  program: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly PortOption[]> {
  const key = `${cwd}\n${program}`;
  const asked = known.get(key) ?? askHelp(program, cwd, env);
  known.set(key, asked);
  return asked;
}

async function askHelp(
  program: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly PortOption[]> {
  await using running = new RunningCommand(`${program} --help </dev/null`, { cwd, env });
  // A program without help may go on for ever; it has no ports to tell then.
  const guard = setTimeout(() => running.interrupt(), HELP_LIMIT);
  await running.ended;
  clearTimeout(guard);
  return readPortOptions(running.text);
}

/** Reads the lines of a help text that describe ports. */
export function readPortOptions(help: string): PortOption[] {
  return [...help.matchAll(HELP_LINE)].map(([, option = '', about = '']) => {
    const fallback = Number(/\(padrão: (\d+)\)/.exec(about)?.[1]);
    return {
      option,
      // By default 0: the program takes no port unless it is given one.
      fallback: fallback > 0 ? fallback : undefined,
      listens: about.includes('escutar'),
    };
  });
}
