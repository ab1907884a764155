/**
 * Um servidor que chama o que lhe pedirem: sem lista, o nome que vem da rede
 * vai direto para o objeto.
 */
import { createServer } from 'node:net';
import {
  endOnInterrupt,
  LengthPrefixDecoder,
  listen,
  listenPortOption,
  readOptions,
} from '@tomada/utils';
import { encode, readCall } from '#message';

const { port } = readOptions({
  usage: 'pnpm --filter lesson-remote-objects fault:any-method',
  about: 'Um servidor ingênuo: chama qualquer método que lhe peçam.',
  options: { port: listenPortOption(9090) },
});

// #region any-method
class Account {
  private total = 0;

  deposit(amount: number) {
    return this.setTotal(this.total + amount);
  }

  private setTotal(total: number) {
    this.total = total;
    return total;
  }
}

// O `any` é o defeito: o nome vem da rede, e nada o confere.
// biome-ignore lint/suspicious/noExplicitAny: a fault on purpose
const objects: any = { ana: new Account() };

const server = createServer((connection) => {
  const frames = new LengthPrefixDecoder();
  connection.on('data', (piece) => {
    for (const frame of frames.push(piece)) {
      const { id, object, method, args } = readCall(frame);
      const result = objects[object][method](...args);
      connection.write(encode({ id, result }));
    }
  });
});
// #endregion any-method

endOnInterrupt(server);
console.log(
  `Escutando em ${await listen(server, { host: '127.0.0.1', port })}`,
);
