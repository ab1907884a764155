import { expect, test } from 'vitest';
import { fingerprint, passages } from '../src/similar/fingerprint.ts';
import { findAlike, type Work } from '../src/similar/pairs.ts';
import { type Language, tokensOf } from '../src/similar/tokens.ts';

const PROGRAM = `
import socket
server = socket.create_server(("127.0.0.1", 12345))
while True:
    connection, peer = server.accept()
    data = b""
    while not data.endswith(b"\\n"):
        piece = connection.recv(1024)
        if not piece:
            break
        data += piece
    if data:
        connection.sendall(random.choice(["sim", "talvez"]).encode("utf-8"))
    connection.close()
`;
/** The same with other names, texts, comments and layout. */
const RENAMED = PROGRAM.replaceAll('connection', 'c')
  .replaceAll('data', 'tudo')
  .replace('"sim"', "'SIM'")
  .replace('break', 'break  # outra')
  .replaceAll('    ', '\t');
const OTHER = `
import socketserver
class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(self.answer(line) + b"!")
    def answer(self, line):
        return {1: b"a", 2: b"b", 3: b"c"}.get(len(line) % 3 + 1, b"")
with socketserver.ThreadingTCPServer(("", 1), Handler) as server:
    server.serve_forever(poll_interval=0.5)
`;

function work(owner: string, text: string, language: Language = 'python'): Work {
  const file = `${owner}.py`;
  return { owner, part: 'oracle-server', file, language, prints: fingerprint(text, language) };
}

test('tokens: names, numbers, texts are alike, comments and layout do not count', () => {
  expect(tokensOf('const porta = 0x50; // "x"\n/* y */ f(`a`);', 'javascript').join(' ')).toBe(
    'const n = 0 ; n ( s ) ;',
  );
  expect(tokensOf('def f(a): # "x\n  return b"""\n"""', 'python').join(' ')).toBe(
    'def n ( n ) : return s',
  );
});

test('a renamed copy is told with 100 % of both, another program not', () => {
  const works = [work('ana', PROGRAM), work('bia', OTHER), work('caio', RENAMED)];
  const pairs = findAlike(works, new Map());
  expect(pairs).toMatchObject([
    {
      part: 'oracle-server',
      works: [
        { name: 'ana', percent: 100 },
        { name: 'caio', percent: 100 },
      ],
    },
  ]);
});

test('a copy inside of more: still found, with a share for each', () => {
  const longer = `${OTHER}\n${PROGRAM}`;
  const [pair] = findAlike([work('ana', PROGRAM), work('bia', longer)], new Map());
  const [ana, bia] = pair?.works ?? [];
  expect(ana?.percent).toBeGreaterThan(80);
  expect(bia?.percent).toBeLessThan(ana?.percent ?? 0);
});

test('what the starter gave is no likeness, nor what half of a class wrote', () => {
  const given = new Map([['oracle-server', new Set(passages(PROGRAM, 'python'))]]);
  expect(findAlike([work('ana', PROGRAM), work('bia', PROGRAM)], given)).toEqual([]);
  const all = Array.from({ length: 9 }, (_, n) => work(String(n), n < 6 ? PROGRAM : OTHER));
  const names = findAlike(all, new Map()).map(({ works }) => works.map(({ name }) => name).join());
  expect(names).toEqual(['6,7', '6,8', '7,8']);
});

test('an empty program, and one of a single token, have no fingerprint', () => {
  expect([fingerprint('', 'python').size, fingerprint('x', 'javascript').size]).toEqual([0, 0]);
});
