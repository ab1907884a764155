const base = process.argv[2];
const { TcpProxy } = await import(`${base}/packages/bad-network/src/index.ts`);
const { createServer, connect } = await import('node:net');
const server = createServer({ allowHalfOpen: true }, (s) => {
  s.on('error', () => {});
  const p: Buffer[] = [];
  s.on('data', (d) => p.push(d));
  s.on('end', () => s.end(Buffer.concat(p)));
}).listen(0, '127.0.0.1');
await new Promise((r) => server.once('listening', r));
const port = (server.address() as any).port;
let stuck = 0,
  conns = 0;
for (let round = 0; round < 15; round++) {
  const proxy = await TcpProxy.listen({
    target: { host: '127.0.0.1', port },
    seed: round,
    toServer: { chunk: { from: 1, to: 8 }, gap: 0, reset: { probability: 0.05 } },
    toClient: { chunk: { from: 1, to: 8 }, gap: 0, reset: { probability: 0.05 } },
    recordEvents: false,
  });
  let n = 0;
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      while (n++ < 300)
        await new Promise<void>((r) => {
          const c = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
          c.on('error', () => r());
          c.on('data', () => {});
          c.on('end', () => {
            c.end();
            r();
          });
          c.setTimeout(2000, () => {
            c.destroy();
            r();
          });
          c.end('0123456789abcdefghijklmnop');
          for (let t = performance.now() + Math.random() * 12; performance.now() < t; );
        });
    }),
  );
  const left = await Promise.race([
    proxy.close().then(() => 'closed'),
    new Promise((r) => setTimeout(() => r('stuck'), 3000)),
  ]);
  if (left === 'stuck') {
    stuck++;
    conns += proxy.connections;
  }
}
console.log(base, 'stuck rounds', stuck, 'connections', conns);
process.exit();
