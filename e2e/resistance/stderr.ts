/** What a server may say of a bad network, and goes on. */
const NETWORK_CODES = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED']);

const EXPLAINED =
  /^.+ \((?<code>[A-Z_]+)\): .+\n.+\nMais sobre este erro: \/erros#(?<anchor>[a-z_]+)/;

/** The codes of the errors that standard error explains, one after another; whatever else is there is a complaint. */
export function readExplained(stderr: string): { codes: string[]; complaint?: string } {
  const codes: string[] = [];
  // Threads of Python's `print` write the text and the line's end apart, so that another's text may come between.
  let rest = stderr.trimStart();
  while (rest !== '') {
    const { code, anchor } = EXPLAINED.exec(rest)?.groups ?? {};
    if (code === undefined || anchor !== code.toLowerCase()) {
      return { codes, complaint: `standard error holds what explains no error:\n${rest}` };
    }
    codes.push(code);
    rest = rest.slice(rest.indexOf(`/erros#${anchor}`) + `/erros#${anchor}`.length).trimStart();
  }
  return { codes };
}

/** What is wrong with a server's standard error, if anything. */
export function complainOf(stderr: string): readonly string[] {
  const { codes, complaint } = readExplained(stderr);
  const unexpected = new Set(codes.filter((code) => !NETWORK_CODES.has(code)));
  return [
    ...(complaint === undefined ? [] : [complaint]),
    ...[...unexpected].map((code) => `it says ${code}, which no fault of the network is`),
  ];
}
