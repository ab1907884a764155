import { isIP } from 'node:net';
import { type Endpoint, formatHelp, parseOptions, UsageError } from '@tomada/utils';
import { drawsLots, type TcpFaults } from '../tcp-faults.ts';
import { type UdpFaults, udpDrawsLots } from '../udp-faults.ts';
import { OVERALL_HELP, type Protocol, programs } from './options.ts';
import { given, readWhole } from './values.ts';

interface Common {
  readonly listen: Endpoint;
  readonly target: Endpoint;
  /** Undefined when nobody gave one. */
  readonly seed: number | undefined;
  /** Whether the seed changes what happens. */
  readonly isRandom: boolean;
  readonly json: string | undefined;
  readonly times: boolean;
  readonly quiet: boolean;
}

interface Faults<Kind> {
  readonly toServer: Kind;
  readonly toClient: Kind;
}

/** What the command line asks for. */
export type Plan = Common &
  (
    | ({ readonly protocol: 'tcp' } & Faults<TcpFaults>)
    | ({ readonly protocol: 'udp' } & Faults<UdpFaults>)
  );

/**
 * Reads the command line.
 *
 * @returns the plan, or the help that was asked for
 * @throws {UsageError} one sentence that names what is wrong
 */
export function readPlan(args: readonly string[]): Plan | { readonly help: string } {
  const [first] = args;
  if (first === undefined || first === '--help') return { help: OVERALL_HELP };
  const protocol = readProtocol(first);
  refuseFaultsOfOther(protocol, args);
  return protocol === 'tcp' ? readTcp(args) : readUdp(args);
}

function readTcp(args: readonly string[]): Plan | { readonly help: string } {
  const values = parseOptions(programs.tcp, args);
  if (values === 'help') return { help: formatHelp(programs.tcp) };
  const faults: TcpFaults = {
    chunk: given(values.chunk),
    gap: values.gap,
    join: values.join,
    delay: values.delay,
    jitter: values.jitter,
    rate: given(values.rate),
    stall: given(values.stall),
    halfClose: given(values['half-close']),
    close: given(values.close),
    reset: given(values.reset),
  };
  const common = readCommon('tcp', values, drawsLots(faults));
  return { protocol: 'tcp', ...common, ...inDirection(values.direction, faults) };
}

function readUdp(args: readonly string[]): Plan | { readonly help: string } {
  const values = parseOptions(programs.udp, args);
  if (values === 'help') return { help: formatHelp(programs.udp) };
  const faults: UdpFaults = {
    loss: given(values.loss),
    repeat: given(values.repeat),
    reorder: given(values.reorder),
    cut: given(values.cut),
    change: given(values.change),
    delay: values.delay,
    jitter: values.jitter,
  };
  const common = readCommon('udp', values, udpDrawsLots(faults));
  return { protocol: 'udp', ...common, ...inDirection(values.direction, faults) };
}

function inDirection<Kind extends object>(
  direction: 'both' | 'to-server' | 'to-client',
  faults: Kind,
): Faults<Kind | Record<string, never>> {
  return {
    toServer: direction === 'to-client' ? {} : faults,
    toClient: direction === 'to-server' ? {} : faults,
  };
}

interface CommonValues {
  readonly words: readonly string[];
  readonly 'listen-host': string;
  readonly 'target-host': string;
  readonly seed: number | string;
  readonly json: { readonly file: string } | string;
  readonly times: boolean;
  readonly quiet: boolean;
}

function readCommon(protocol: Protocol, values: CommonValues, isRandom: boolean): Common {
  const [, ports, extra] = values.words;
  const { example } = programs[protocol].words;
  if (ports === undefined) {
    throw new UsageError(
      `Faltaram as portas: onde escutar e para onde passar. Por exemplo: ${example}`,
    );
  }
  if (extra !== undefined) {
    throw new UsageError(
      `Não sei o que fazer com «${extra}»: além das portas, só há opções. Veja ${example.split(' ').slice(0, 3).join(' ')} --help`,
    );
  }
  const [listenPort, targetPort] = readPorts(ports, example.split(' ').at(-1) ?? '');
  const listen = { host: values['listen-host'], port: listenPort };
  const target = { host: values['target-host'], port: targetPort };
  // A name or «every address» may be the other one's address as well.
  const mayBeSame = [listen, target].some(({ host }) => !isIP(host) || /^[0:.]+$/.test(host));
  if (listenPort === targetPort && (mayBeSame || listen.host === target.host)) {
    throw new UsageError(
      `Em «${ports}», a escuta e o destino são a mesma porta: eu falaria comigo mesmo. Escolha outra para a escuta.`,
    );
  }
  return {
    listen,
    target,
    seed: given(values.seed),
    isRandom,
    json: given(values.json)?.file,
    times: values.times,
    quiet: values.quiet,
  };
}

function readProtocol(word: string): Protocol {
  if (word === 'tcp' || word === 'udp') return word;
  if (word.startsWith('-') || word.includes(':')) {
    throw new UsageError(
      `Antes de «${word}» falta o protocolo, tcp ou udp. Por exemplo: ${programs.tcp.words.example}`,
    );
  }
  throw new UsageError(
    `Não conheço o protocolo «${word}». Use tcp ou udp, por exemplo: ${programs.tcp.words.example}`,
  );
}

function readPorts(text: string, example: string): [number, number] {
  const parts = text.split(':');
  const [listen = '', target = ''] = parts;
  if (parts.length !== 2) {
    throw new UsageError(
      `«${text}» não diz as duas portas. Use <escuta>:<destino>, por exemplo: ${example}`,
    );
  }
  const ports: [number, number] = [readWhole(listen), readWhole(target)];
  if (ports[0] <= 65535 && ports[1] >= 1 && ports[1] <= 65535) return ports;
  const wrong = ports[0] <= 65535 ? target : listen;
  throw new UsageError(
    `Em «${text}», «${wrong}» não é uma porta. Use números inteiros de 1 a 65535 (na escuta, 0 pede uma livre), por exemplo: ${example}`,
  );
}

/** A fault that only the other protocol has gets a sentence of its own. */
function refuseFaultsOfOther(protocol: Protocol, args: readonly string[]): void {
  const other = protocol === 'tcp' ? 'udp' : 'tcp';
  for (const arg of args) {
    const name = /^--([a-z-]+)(?:=|$)/.exec(arg)?.[1] ?? '';
    if (name in programs[other].options && !(name in programs[protocol].options)) {
      throw new UsageError(
        `A opção --${name} é só do ${other.toUpperCase()}; no ${protocol.toUpperCase()} isso não acontece. Veja pnpm bad-network ${protocol} --help`,
      );
    }
  }
}
