import type { Socket } from 'node:net';
import { abort, dnsServer, type Probe } from './own-probes.ts';
import {
  endOf,
  freePort,
  type Stage,
  UNPRIVILEGED,
  withServer,
  withSilentReceiver,
} from './stage.ts';

type Use = (port: number) => Promise<string>;

const nobody = (use: Use) => freePort().then(use);
const silent = (use: Use) => withServer(() => {}, use);
const resets = (use: Use) => withServer((client: Socket) => client.resetAndDestroy(), use);
const resetsAfterHearing = (use: Use) =>
  withServer((client) => client.once('data', () => client.resetAndDestroy()), use);
/** Closes its side and reads no more: the next bytes that come are answered with a reset. */
const goesAway = (use: Use) => withServer((client) => client.destroy(), use);
const closesInSilence = (use: Use) =>
  withServer((client) => client.once('data', () => client.end()), use);

const CONNECT = (host: string) => `require("net").connect(Number(process.env.PORT), "${host}")`;
const PYTHON_CONNECT = (host: string) => `socket.create_connection(("${host}", port))`;
const connectTo = (host: string): Probe => {
  return (stage) => stage.node(CONNECT(host), 8080);
};
const pythonTo = (host: string): Probe => {
  return (stage) => stage.python(PYTHON_CONNECT(host), 8080);
};

async function withDns(stage: Stage, use: () => Promise<string>): Promise<string> {
  await using dns = stage.start(dnsServer, ['--port', '53']);
  await dns.listening();
  return await use();
}

/** One question to the toy DNS server, by plain Node. */
const query = (method: 'resolve4' | 'resolve6', name: string): Probe => {
  return async (stage) => {
    await using dns = stage.start(dnsServer, ['--port', '0']);
    const port = await dns.listening();
    return await stage.node(
      `const r = new (require("dns").Resolver)({ timeout: 200, tries: 1 });
       r.setServers(["127.0.0.1:" + process.env.PORT]);
       r.${method}("${name}", (error) => { if (error) throw error; });`,
      port,
    );
  };
};

/** By sentence, as in the table of forms: how it is had from plain Node, Python or curl. */
export const sentenceProbes: Readonly<Record<string, Probe>> = {
  'listen EADDRINUSE: address already in use 127.0.0.1:8080': (stage) =>
    silent((port) =>
      stage.node('require("net").createServer().listen(+process.env.PORT, "127.0.0.1")', port),
    ),
  'bind EADDRINUSE 127.0.0.1:8080': (stage) =>
    withSilentReceiver((port) =>
      stage.node(
        'require("dgram").createSocket("udp4").bind(+process.env.PORT, "127.0.0.1")',
        port,
      ),
    ),
  'OSError: [Errno 98] Address already in use': (stage) =>
    silent((port) => stage.python('socket.socket().bind(("127.0.0.1", port))', port)),

  'listen EACCES: permission denied 127.0.0.1:80': (stage) =>
    endOf(
      stage.startNode('require("net").createServer().listen(80, "127.0.0.1")', 80, UNPRIVILEGED),
    ),
  'send EACCES 255.255.255.255:8080': (stage) =>
    stage.node('require("dgram").createSocket("udp4").send("oi", 8080, "255.255.255.255", thrown)'),
  'PermissionError: [Errno 13] Permission denied': (stage) =>
    stage.python(
      'socket.socket(type=socket.SOCK_DGRAM).sendto(b"oi", ("255.255.255.255", port))',
      8080,
    ),

  'listen EADDRNOTAVAIL: address not available 192.0.2.1:8080': (stage) =>
    nobody((port) =>
      stage.node('require("net").createServer().listen(+process.env.PORT, "192.0.2.1")', port),
    ),
  'connect EADDRNOTAVAIL ::1:8080 - Local (:::0)': (_, bare) => bare.node(CONNECT('::1'), 8080),
  'OSError: [Errno 99] Cannot assign requested address': (stage) =>
    nobody((port) => stage.python('socket.socket().bind(("192.0.2.1", port))', port)),

  'connect ECONNREFUSED 127.0.0.1:8080': (stage) =>
    nobody((port) => stage.node(CONNECT('127.0.0.1'), port)),
  'connect ECONNREFUSED ::1:8080': connectTo('::1'),
  'AggregateError [ECONNREFUSED]': connectTo('localhost'),
  'recvmsg ECONNREFUSED': async (stage) => {
    const port = await withSilentReceiver(async (free) => free);
    return stage.node(
      `const s = require("dgram").createSocket("udp4");
       s.connect(+process.env.PORT, "127.0.0.1", () => s.send("oi"));`,
      port,
    );
  },
  'ConnectionRefusedError: [Errno 111] Connection refused': (stage) =>
    nobody((port) => stage.python(PYTHON_CONNECT('127.0.0.1'), port)),
  'curl: (7) Failed to connect to 127.0.0.1 port 8080': (stage) =>
    nobody((port) => stage.curl(`http://127.0.0.1:${port}/`, port)),

  'read ECONNRESET': (stage) =>
    resetsAfterHearing((port) => stage.node(`${CONNECT('127.0.0.1')}.write("oi")`, port)),
  // Who does not read hears of the reset when it writes.
  'write ECONNRESET': (stage) =>
    resetsAfterHearing((port) =>
      stage.node(
        `const s = ${CONNECT('127.0.0.1')};
         s.pause();
         const again = () => s.write("oi", () => setImmediate(again));
         s.on("connect", again);`,
        port,
      ),
    ),
  'Error: socket hang up': (stage) =>
    closesInSilence((port) =>
      stage.node('require("http").get("http://127.0.0.1:" + process.env.PORT)', port),
    ),
  'ConnectionResetError: [Errno 104] Connection reset by peer': (stage) =>
    resets((port) => stage.python(`s = ${PYTHON_CONNECT('127.0.0.1')}\ns.recv(1024)`, port)),
  'OSError: [Errno 107] Transport endpoint is not connected': (stage) =>
    stage.python('s = socket.socket()\ns.bind(("127.0.0.1", 0))\ns.listen()\ns.recv(1024)'),
  'curl: (56) Recv failure: Connection reset by peer': (stage) =>
    resetsAfterHearing((port) => stage.curl(`http://127.0.0.1:${port}/`, port)),

  'read ECONNABORTED': (stage) =>
    abort(stage, () => {
      const source = `${CONNECT('127.0.0.1')}.on("connect", () => console.log("conectado"))`;
      return stage.startNode(source, 8080);
    }),
  'ConnectionAbortedError: [Errno 103] Software caused connection abort': (stage) =>
    abort(stage, () => {
      const source = `s = ${PYTHON_CONNECT('127.0.0.1')}\nprint("conectado", flush=True)\ns.recv(1024)`;
      return stage.startPython(source, 8080);
    }),

  'write EPIPE': (stage) =>
    goesAway((port) =>
      stage.node(
        `const s = require("net").connect({ port: +process.env.PORT, host: "127.0.0.1", allowHalfOpen: true });
         const again = () => s.write("oi", () => setImmediate(again));
         s.resume().on("end", again);`,
        port,
      ),
    ),
  'Error: This socket has been ended by the other party': (stage) =>
    goesAway((port) =>
      stage.node(
        `const s = ${CONNECT('127.0.0.1')};\ns.resume().on("finish", () => s.write("oi"));`,
        port,
      ),
    ),
  'BrokenPipeError: [Errno 32] Broken pipe': (stage) =>
    goesAway((port) =>
      stage.python(
        `s = ${PYTHON_CONNECT('127.0.0.1')}\ns.recv(1024)\nwhile True: s.sendall(b"oi")`,
        port,
      ),
    ),

  'connect ETIMEDOUT 192.0.2.3:8080': connectTo('192.0.2.3'),
  'TimeoutError: [Errno 110] Connection timed out': pythonTo('192.0.2.3'),
  'TimeoutError: timed out': (stage) =>
    silent((port) =>
      stage.python(`s = ${PYTHON_CONNECT('127.0.0.1')}\ns.settimeout(0.1)\ns.recv(1024)`, port),
    ),

  'getaddrinfo ENOTFOUND nada.example': (stage) =>
    withDns(stage, () => stage.node(CONNECT('nada.example'), 8080)),
  'socket.gaierror: [Errno -2] Name or service not known': (stage) =>
    withDns(stage, () => stage.python(PYTHON_CONNECT('nada.example'), 8080)),
  'curl: (6) Could not resolve host: nada.example': (stage) =>
    withDns(stage, () => stage.curl('http://nada.example/')),
  'getaddrinfo EAI_AGAIN nada.example': connectTo('nada.example'),
  'socket.gaierror: [Errno -3] Temporary failure in name resolution': pythonTo('nada.example'),

  'queryA ETIMEOUT mudo.example': query('resolve4', 'mudo.example'),
  'queryAaaa ENODATA antigo.example': query('resolve6', 'antigo.example'),
  'queryA ESERVFAIL falha.example': query('resolve4', 'falha.example'),
  'queryA EREFUSED recusa.example': query('resolve4', 'recusa.example'),
  'queryA EFORMERR confuso.example': query('resolve4', 'confuso.example'),
  'queryA ENOTIMP novo.example': query('resolve4', 'novo.example'),
  'queryA EBADRESP lixo.example': query('resolve4', 'lixo.example'),

  'connect EHOSTUNREACH 192.0.2.1:8080': connectTo('192.0.2.1'),
  'OSError: [Errno 113] No route to host': pythonTo('192.0.2.1'),
  'connect ENETUNREACH 198.51.100.1:8080': connectTo('198.51.100.1'),
  'OSError: [Errno 101] Network is unreachable': pythonTo('198.51.100.1'),

  'send EMSGSIZE 127.0.0.1:8080': (stage) =>
    stage.node(
      'require("dgram").createSocket("udp4").send(Buffer.alloc(65508), 8080, "127.0.0.1", thrown)',
    ),
  'OSError: [Errno 90] Message too long': (stage) =>
    stage.python('socket.socket(type=socket.SOCK_DGRAM).sendto(bytes(65508), ("127.0.0.1", 9))'),
  'curl: (52) Empty reply from server': (stage) =>
    closesInSilence((port) => stage.curl(`http://127.0.0.1:${port}/`, port)),
};
