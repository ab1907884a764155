/** Who shows a sentence on the terminal, or in the browser's window. */
export type Speaker = 'Node' | 'Python' | 'Java' | 'curl' | 'Chrome' | 'outros programas';

/**
 * How we know that a sentence reads so.
 *
 * - `machine`: e2e/test/errors.test.ts makes it happen on the machine itself;
 * - `namespace`: the same, in a network of its own that the test makes (Linux only);
 * - `tried`: seen by hand, in no test;
 * - `read`: taken from the source that is named.
 */
export type Proof = 'machine' | 'namespace' | 'tried' | 'read';

export interface Sentence {
  readonly by: Speaker;
  /** Where it reads so, for the page. */
  readonly on: string;
  readonly text: string;
  readonly proof: Proof;
  readonly source?: SourceId;
}

/** What the sentences that no test of ours can show were taken from. */
export const sources = {
  winsock: {
    title: 'Microsoft, Windows Sockets Error Codes',
    url: 'https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2',
  },
  winerror: {
    title: 'Microsoft, System Error Codes (9000–11999)',
    url: 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--9000-11999-',
  },
  portuguese: { title: 'relatos de quem usa o Windows em português', url: undefined },
  xnu: {
    title: 'Apple, xnu, bsd/sys/errno.h',
    url: 'https://github.com/apple-oss-distributions/xnu/blob/main/bsd/sys/errno.h',
  },
  glibc: {
    title: 'GNU libc, a tradução pt_BR das mensagens',
    url: 'https://translationproject.org/domain/libc.html',
  },
  openjdk: { title: 'experimentado à mão: OpenJDK 17 e 25, Linux', url: undefined },
  javaWindows: {
    title: 'OpenJDK, net_util_md.c para Windows',
    url: 'https://github.com/openjdk/jdk/blob/master/src/java.base/windows/native/libnet/net_util_md.c',
  },
  chromium: {
    title: 'Chromium, net_error_list.h',
    url: 'https://chromium.googlesource.com/chromium/src/+/main/net/base/net_error_list.h',
  },
  python: {
    title: 'Python, módulo socket',
    url: 'https://docs.python.org/pt-br/3/library/socket.html',
  },
} as const;

export type SourceId = keyof typeof sources;

type Tested = 'machine' | 'namespace';

/** Node's own words are libuv's, and so the same on every system. */
export const node = (text: string, proof: Tested): Sentence => ({
  by: 'Node',
  on: 'qualquer sistema',
  text,
  proof,
});
export const python = (text: string, proof: Tested, on = 'Linux'): Sentence => ({
  by: 'Python',
  on,
  text,
  proof,
});
export const curl = (text: string, proof: Tested): Sentence => ({
  by: 'curl',
  on: 'qualquer sistema',
  text,
  proof,
});
const read =
  (by: Speaker, on: string, source: SourceId) =>
  (text: string): Sentence => ({
    by,
    on,
    text,
    proof: 'read',
    source,
  });
export const mac = read('Python', 'macOS', 'xnu');
export const windows = read('Python', 'Windows em inglês', 'winerror');
export const windowsPt = read('Python', 'Windows em português', 'portuguese');
export const glibc = read('outros programas', 'Linux em português', 'glibc');
export const javaOnWindows = read('Java', 'Windows', 'javaWindows');
export const chrome = read('Chrome', 'qualquer sistema', 'chromium');
export const oldPython = read('Python', 'versões até 3.9', 'python');
export const java = (text: string): Sentence => ({
  by: 'Java',
  on: 'Linux',
  text,
  proof: 'tried',
  source: 'openjdk',
});
