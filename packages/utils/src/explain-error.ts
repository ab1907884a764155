import { type Endpoint, formatEndpoint } from './endpoint.ts';
import { type Activity, fill, messages } from './messages.ts';

/** The codes that `explainError` knows, each with an anchor of its own on the site's page `/erros`. */
export const knownErrorCodes: readonly string[] = Object.keys(messages.errors);

/**
 * Says in Portuguese what happened (with the code, the address and the port), why, what to do, and
 * where the site says more. Never a stack trace.
 *
 * @param error whatever was caught: a system error of Node (`code`, `syscall`, `address`, `port`), an
 *   `AggregateError` of `connect` (its first error speaks for all), or anything else
 * @param endpoint the peer's or the own address, as the user gave it; without it the error's own is used
 * @returns one to three lines, without a newline at the end
 * @example
 * connection.on('error', (error) => console.error(explainError(error, { host, port })));
 */
export function explainError(error: unknown, endpoint?: Endpoint): string {
  const { code, syscall, message, where } = inspect(error);
  const about = endpoint ?? where;
  const values = {
    code: code ?? 'sem código',
    message,
    endpoint: about ? formatEndpoint(about) : messages.unknownEndpoint,
    host: about?.host ?? messages.unknownEndpoint,
    port: about?.port ?? 0,
    otherPort: about ? otherPort(about.port) : 8081,
    anchor: code?.toLowerCase() ?? '',
  };
  const explanations = code === undefined ? undefined : messages.errors[code];
  if (!explanations) return fill(messages.unknownError, values);
  const { happened, why, remedy } = explanations[activityOf(syscall)] ?? explanations.any;
  return fill(`${happened} ({code}): ${why}\n${remedy}\n${messages.more}`, values);
}

/** An error that no system call raised, made to look like one so that `explainError` knows it. */
export class PeerError extends Error {
  override readonly name = 'PeerError';
  readonly code: string;
  readonly syscall: string | undefined;

  /**
   * @param code one of `knownErrorCodes`, such as ETIMEDOUT or ERR_EMPTY_ANSWER
   * @param syscall what was being done, where that changes what the code means: `connect`, `send` of a datagram, `lookup`
   *   (asking the system for a name or an address), `query` (asking a DNS server)
   */
  constructor(code: string, syscall?: 'connect' | 'send' | 'lookup' | 'query') {
    super(code);
    this.code = code;
    this.syscall = syscall;
  }
}

interface SystemErrorLike {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly address?: unknown;
  readonly hostname?: unknown;
  readonly port?: unknown;
  readonly errors?: unknown;
}

function inspect(error: unknown): {
  code: string | undefined;
  syscall: string | undefined;
  message: string;
  where: Endpoint | undefined;
} {
  if (!(error instanceof Error)) {
    return { code: undefined, syscall: undefined, message: String(error), where: undefined };
  }
  const fields: SystemErrorLike & Error = error;
  // `connect` to a name with several addresses fails with all its errors together (Node's «happy eyeballs»).
  if (Array.isArray(fields.errors) && fields.errors.length > 0) return inspect(fields.errors[0]);
  const host = fields.address ?? fields.hostname;
  const port = typeof fields.port === 'number' ? fields.port : undefined;
  return {
    code:
      typeof fields.code === 'string' ? (messages.sameAs[fields.code] ?? fields.code) : undefined,
    syscall: typeof fields.syscall === 'string' ? fields.syscall : undefined,
    message: error.message,
    where: typeof host === 'string' && port !== undefined ? { host, port } : undefined,
  };
}

function activityOf(syscall: string | undefined): Activity {
  if (syscall === 'listen' || syscall === 'bind') return 'listen';
  if (syscall === 'connect' || syscall === 'lookup' || syscall === 'query') return syscall;
  if (syscall === 'send' || syscall === 'recvmsg') return 'datagram'; // what node:dgram calls its own
  return 'any';
}

/** A port to try instead: the usual «high» twin of a privileged one (80 → 8080), else the next one. */
function otherPort(port: number): number {
  if (port < 1024) return port + 8000;
  return port < 65535 ? port + 1 : 8080;
}
