// #region bank-server-imports
/**
 * Servidor de objetos: duas contas e um banco, que outros programas chamam pela
 * rede como se fossem seus. Tudo à mão: o número, o nome, os argumentos, a
 * resposta, o erro.
 */
import { createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import {
  endAndLinger,
  endOnInterrupt,
  endWithError,
  explainError,
  hostOption,
  LengthPrefixDecoder,
  listen,
  listenPortOption,
  readOptions,
  secondsOption,
} from '@tomada/utils';
import {
  type Answer,
  type Call,
  encode,
  FormatError,
  LONGEST,
  readCall,
  showCall,
} from '#message';
import { CallError, perform, publish } from '#published';

// #endregion bank-server-imports

// #region bank-server-options
const {
  host,
  port,
  delay,
  'idle-timeout': idleTimeout,
} = readOptions({
  usage: 'pnpm --filter lesson-remote-objects start',
  about: 'Servidor de objetos: contas que outros programas chamam pela rede.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(9090),
    delay: {
      ...secondsOption('quanto demora a resposta de quem muda um saldo', 3),
      fallback: 0,
    },
    'idle-timeout': secondsOption('quanto esperar por uma chamada inteira', 60),
  },
});
const server = createServer({ allowHalfOpen: true });
// #endregion bank-server-options

// #region bank-server-answer
const objects = publish();

/** Faz a chamada e diz o que responder. */
function answerTo(call: Call): Answer {
  const { id } = call;
  try {
    const result = perform(objects, call);
    console.log(`${showCall(call)} → ${result}`);
    return { id, result };
  } catch (error) {
    // Um defeito de um método é problema de quem o chamou, não de todos.
    const isTold = error instanceof CallError;
    if (!isTold) console.error(`Defeito em ${showCall(call)}: ${error}`);
    const { code, message } = isTold
      ? error
      : { code: 'failed', message: 'o método falhou' };
    console.log(`${showCall(call)} → ${code}: ${message}`);
    return { id, error: { code, message } };
  }
}
// #endregion bank-server-answer

// #region bank-server-serve
/** Atende uma conexão, do começo ao fim. */
function serve(connection: Socket): void {
  const { remoteAddress = '?', remotePort = 0 } = connection;
  const peer = { host: remoteAddress, port: remotePort };
  connection.on('error', (error) => console.error(explainError(error, peer)));
  connection.setNoDelay(true); // Uma resposta pequena não espera companhia.
  const frames = new LengthPrefixDecoder(LONGEST);

  const send = (answer: Answer) => {
    if (connection.writable) connection.write(encode(answer));
  };
  /** Assim não dá para continuar: diz por quê, e encerra. */
  const refuse = (code: string, message: string) =>
    endAndLinger(
      connection,
      encode({ id: null, error: { code, message } }),
      idleTimeout * 1000,
    );
  // #endregion bank-server-serve

  // #region bank-server-under-way
  const MOST_CALLS = 16;
  let underWay = 0;
  // #endregion bank-server-under-way
  // #region bank-server-farewell
  let isOver = false;
  const endWhenDone = () => {
    if (isOver && underWay === 0)
      endAndLinger(connection, '', idleTimeout * 1000);
  };
  // #endregion bank-server-farewell
  // #region bank-server-idle
  // O prazo vale para cada chamada inteira, e não para cada byte.
  const deadline = setTimeout(() => {
    if (underWay > 0) deadline.refresh();
    else refuse('idle', `${idleTimeout} s sem uma chamada inteira`);
  }, idleTimeout * 1000);
  connection.once('close', () => clearTimeout(deadline));
  // #endregion bank-server-idle

  // #region bank-server-receive
  async function receive(call: Call): Promise<void> {
    // #endregion bank-server-receive
    // #region bank-server-refresh
    deadline.refresh();
    // #endregion bank-server-refresh
    // #region bank-server-too-many
    if (underWay === MOST_CALLS) {
      const message = `já há ${MOST_CALLS} chamadas em andamento`;
      return send({ id: call.id, error: { code: 'too-many-calls', message } });
    }
    underWay++;
    // #endregion bank-server-too-many
    // #region bank-server-perform
    const answer = answerTo(call);
    // #endregion bank-server-perform
    // #region bank-server-delay
    // Já está feito; o que demora é a resposta. As outras chamadas não esperam.
    if (delay > 0 && call.method !== 'balance') await pause(delay * 1000);
    underWay--;
    // #endregion bank-server-delay
    // #region bank-server-send
    send(answer);
    // #endregion bank-server-send
    // #region bank-server-last-answer
    endWhenDone();
    // #endregion bank-server-last-answer
    // #region bank-server-data
  }

  connection.on('data', (piece) => {
    try {
      for (const frame of frames.push(piece)) receive(readCall(frame));
    } catch (error) {
      if (error instanceof FormatError) refuse('invalid', error.message);
      else refuse('too-long', `mensagem com mais de ${LONGEST} bytes`);
    }
  });
  // #endregion bank-server-data

  // #region bank-server-end
  connection.on('end', () => {
    if (connection.writableEnded) return; // Já tínhamos nos despedido.
    try {
      frames.end();
      isOver = true;
      endWhenDone();
    } catch {
      refuse('incomplete', 'a conexão terminou no meio de uma mensagem');
    }
  });
  // #endregion bank-server-end

  // #region bank-server-backpressure
  // Não lê as respostas? Então não lemos as chamadas, até que a fila esvazie.
  connection.on('data', () => {
    if (connection.writableNeedDrain) connection.pause();
  });
  connection.on('drain', () => {
    connection.resume();
    deadline.refresh();
  });
  // #endregion bank-server-backpressure

  // #region bank-server-serve-end
}

server.on('connection', serve);
// #endregion bank-server-serve-end

// #region bank-server-listen
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
// #endregion bank-server-listen
