import type { Activity } from '@tomada/utils';
import {
  chrome,
  curl,
  glibc,
  java,
  javaOnWindows,
  mac,
  node,
  oldPython,
  python,
  type Sentence,
  windows,
  windowsPt,
} from './sentences.ts';

/** One of the sentences of `explainError`: which activity, about which address, and how it was made to happen. */
export interface OwnForm {
  readonly activity: Activity;
  readonly host: string;
  readonly port: number;
  /** `never`: no test of ours can make it; `how` says why. */
  readonly proof: 'machine' | 'namespace' | 'never';
  /** What the test does, for the page. */
  readonly how: string;
}

/** The number that goes with a code; Windows has one of its own, and Node another one there. */
export interface Numbers {
  readonly linux?: number;
  readonly macos?: number;
  readonly windows?: number;
  /** `errno` of Node's errors on Windows; elsewhere it is the system's number, negative. */
  readonly nodeOnWindows?: number;
}

export interface ErrorForms {
  /** What it means in three or four words, for the list at the top of the page. */
  readonly means: string;
  readonly numbers?: Numbers;
  readonly own: readonly OwnForm[];
  readonly sentences: readonly Sentence[];
}

const own = (
  activity: Activity,
  proof: OwnForm['proof'],
  how: string,
  where = '127.0.0.1:8080',
): OwnForm => {
  const [host = '', port = ''] = where.split(/:(?=\d+$)/);
  return { activity, host, port: Number(port), proof, how };
};

const dns = (how: string, where = '127.0.0.1:5300') => [own('any', 'machine', how, where)];

/**
 * Every code that `explainError` knows, in all the words in which a learner meets it. The page of errors shows this
 * table, the search's tests type each sentence, and e2e/test/errors.test.ts makes happen what it says is reproduced.
 */
export const errorForms = {
  EADDRINUSE: {
    means: 'a porta já tem dono',
    numbers: { linux: 98, macos: 48, windows: 10048, nodeOnWindows: -4091 },
    own: [own('any', 'machine', 'dois servidores da lição 1 na mesma porta')],
    sentences: [
      node('listen EADDRINUSE: address already in use 127.0.0.1:8080', 'machine'),
      node('bind EADDRINUSE 127.0.0.1:8080', 'machine'),
      python('OSError: [Errno 98] Address already in use', 'machine'),
      mac('OSError: [Errno 48] Address already in use'),
      windows(
        'OSError: [WinError 10048] Only one usage of each socket address (protocol/network address/port) is normally permitted',
      ),
      windowsPt(
        'OSError: [WinError 10048] Normalmente é permitida apenas uma utilização de cada endereço de soquete (protocolo/endereço de rede/porta)',
      ),
      java('java.net.BindException: Address already in use'),
      javaOnWindows('java.net.BindException: Address already in use: bind'),
      glibc('Endereço já em uso'),
      chrome('ERR_ADDRESS_IN_USE'),
    ],
  },
  EACCES: {
    means: 'sem permissão',
    numbers: { linux: 13, macos: 13, windows: 10013, nodeOnWindows: -4092 },
    own: [
      own(
        'listen',
        'namespace',
        'o servidor da lição 1 na porta 80, sem poderes de administrador',
        '127.0.0.1:80',
      ),
      own(
        'any',
        'namespace',
        'o cliente UDP da lição 5 envia para um endereço de difusão',
        '255.255.255.255:8080',
      ),
    ],
    sentences: [
      node('listen EACCES: permission denied 127.0.0.1:80', 'namespace'),
      node('send EACCES 255.255.255.255:8080', 'namespace'),
      python('PermissionError: [Errno 13] Permission denied', 'namespace', 'Linux e macOS'),
      windows(
        'PermissionError: [WinError 10013] An attempt was made to access a socket in a way forbidden by its access permissions',
      ),
      windowsPt(
        'PermissionError: [WinError 10013] Foi feita uma tentativa de acesso a um soquete de uma maneira que é proibida pelas permissões de acesso',
      ),
      java('java.net.BindException: Permission denied'),
      glibc('Permissão negada'),
    ],
  },
  EADDRNOTAVAIL: {
    means: 'esse endereço não é daqui',
    numbers: { linux: 99, macos: 49, windows: 10049, nodeOnWindows: -4090 },
    own: [
      own(
        'listen',
        'machine',
        'o servidor da lição 1 em um endereço que este computador não tem',
        '192.0.2.1:8080',
      ),
      own(
        'any',
        'namespace',
        'o cliente da lição 2 vai a ::1 em um computador com o IPv6 desligado',
        '::1:8080',
      ),
    ],
    sentences: [
      node('listen EADDRNOTAVAIL: address not available 192.0.2.1:8080', 'machine'),
      node('connect EADDRNOTAVAIL ::1:8080 - Local (:::0)', 'namespace'),
      python('OSError: [Errno 99] Cannot assign requested address', 'machine'),
      mac("OSError: [Errno 49] Can't assign requested address"),
      windows('OSError: [WinError 10049] The requested address is not valid in its context'),
      windowsPt('OSError: [WinError 10049] O endereço solicitado não é válido no contexto'),
      java('java.net.BindException: Cannot assign requested address'),
      javaOnWindows('java.net.BindException: Cannot assign requested address: bind'),
      glibc('Não foi possível acessar o endereço requisitado'),
    ],
  },
  ECONNREFUSED: {
    means: 'conexão recusada, ninguém escuta nessa porta',
    numbers: { linux: 111, macos: 61, windows: 10061, nodeOnWindows: -4078 },
    own: [
      own('any', 'machine', 'o cliente da lição 2 sem servidor nenhum'),
      own('datagram', 'machine', 'o cliente UDP com número, que se «conecta», sem servidor nenhum'),
      own('query', 'machine', 'a lição 4 pergunta a um DNS que não existe', '127.0.0.1:5300'),
    ],
    sentences: [
      node('connect ECONNREFUSED 127.0.0.1:8080', 'machine'),
      node('connect ECONNREFUSED ::1:8080', 'namespace'),
      node('recvmsg ECONNREFUSED', 'machine'),
      node('AggregateError [ECONNREFUSED]', 'namespace'),
      python('ConnectionRefusedError: [Errno 111] Connection refused', 'machine'),
      mac('ConnectionRefusedError: [Errno 61] Connection refused'),
      windows(
        'ConnectionRefusedError: [WinError 10061] No connection could be made because the target machine actively refused it',
      ),
      windowsPt(
        'ConnectionRefusedError: [WinError 10061] Nenhuma conexão pôde ser feita porque a máquina de destino as recusou ativamente',
      ),
      java('java.net.ConnectException: Connection refused'),
      java('java.net.PortUnreachableException'),
      javaOnWindows('java.net.ConnectException: Connection refused: connect'),
      curl('curl: (7) Failed to connect to 127.0.0.1 port 8080', 'machine'),
      chrome('ERR_CONNECTION_REFUSED'),
      glibc('Conexão recusada'),
    ],
  },
  ECONNRESET: {
    means: 'a conexão foi cortada',
    numbers: { linux: 104, macos: 54, windows: 10054, nodeOnWindows: -4077 },
    own: [
      own('any', 'machine', 'o cliente da lição 2 fala com um servidor que corta a conexão'),
      own('datagram', 'never', 'só o Windows dá este nome ao aviso de que ninguém recebe'),
    ],
    sentences: [
      node('read ECONNRESET', 'machine'),
      node('write ECONNRESET', 'machine'),
      node('Error: socket hang up', 'machine'),
      python('ConnectionResetError: [Errno 104] Connection reset by peer', 'machine'),
      python('OSError: [Errno 107] Transport endpoint is not connected', 'machine'),
      mac('ConnectionResetError: [Errno 54] Connection reset by peer'),
      mac('OSError: [Errno 57] Socket is not connected'),
      windows(
        'ConnectionResetError: [WinError 10054] An existing connection was forcibly closed by the remote host',
      ),
      windowsPt(
        'ConnectionResetError: [WinError 10054] Foi forçado o cancelamento de uma conexão existente pelo host remoto',
      ),
      java('java.net.SocketException: Connection reset'),
      java('java.net.SocketException: Connection reset by peer'),
      curl('curl: (56) Recv failure: Connection reset by peer', 'machine'),
      chrome('ERR_CONNECTION_RESET'),
      glibc('Conexão fechada pela outra ponta'),
    ],
  },
  ECONNABORTED: {
    means: 'este lado desistiu',
    numbers: { linux: 103, macos: 53, windows: 10053, nodeOnWindows: -4079 },
    own: [
      own(
        'any',
        'namespace',
        'o administrador derruba a conexão do cliente da lição 2 com `ss --kill`',
      ),
    ],
    sentences: [
      node('read ECONNABORTED', 'namespace'),
      python('ConnectionAbortedError: [Errno 103] Software caused connection abort', 'namespace'),
      mac('ConnectionAbortedError: [Errno 53] Software caused connection abort'),
      windows(
        'ConnectionAbortedError: [WinError 10053] An established connection was aborted by the software in your host machine',
      ),
      windowsPt(
        'ConnectionAbortedError: [WinError 10053] Uma conexão estabelecida foi anulada pelo software no computador host',
      ),
      glibc('Término de conexão causada por software'),
    ],
  },
  EPIPE: {
    means: 'o outro lado já tinha fechado',
    numbers: { linux: 32, macos: 32, nodeOnWindows: -4047 },
    own: [
      own('any', 'machine', 'um cliente pede muito ao servidor de linhas e vai embora sem ler'),
    ],
    sentences: [
      node('write EPIPE', 'machine'),
      node('Error: This socket has been ended by the other party', 'machine'),
      python('BrokenPipeError: [Errno 32] Broken pipe', 'machine', 'Linux e macOS'),
      java('java.net.SocketException: Broken pipe'),
      glibc('Pipe quebrado'),
    ],
  },
  ETIMEDOUT: {
    means: 'ninguém respondeu a tempo',
    numbers: { linux: 110, macos: 60, windows: 10060, nodeOnWindows: -4039 },
    own: [
      own(
        'connect',
        'namespace',
        'o cliente da lição 2 vai a um endereço em que tudo se perde em silêncio',
        '192.0.2.3:8080',
      ),
      own('any', 'machine', 'o cliente da lição 2 fala com um servidor que aceita e não responde'),
      own('datagram', 'machine', 'o cliente UDP pergunta a quem recebe e não responde'),
      own(
        'lookup',
        'namespace',
        'a lição 4 procura um nome e o DNS do sistema fica mudo',
        'mudo.example:0',
      ),
    ],
    sentences: [
      node('connect ETIMEDOUT 192.0.2.3:8080', 'namespace'),
      python('TimeoutError: [Errno 110] Connection timed out', 'namespace'),
      python('TimeoutError: timed out', 'machine', 'qualquer sistema, com settimeout'),
      oldPython('socket.timeout: timed out'),
      mac('TimeoutError: [Errno 60] Operation timed out'),
      windows(
        'TimeoutError: [WinError 10060] A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond',
      ),
      windowsPt(
        'TimeoutError: [WinError 10060] Uma tentativa de conexão falhou porque o componente conectado não respondeu corretamente após um período de tempo ou a conexão estabelecida falhou porque o host conectado não respondeu',
      ),
      java('java.net.ConnectException: Connection timed out'),
      java('java.net.SocketTimeoutException: Connect timed out'),
      java('java.net.SocketTimeoutException: Read timed out'),
      javaOnWindows('java.net.ConnectException: Connection timed out: connect'),
      chrome('ERR_CONNECTION_TIMED_OUT'),
      glibc('Tempo esgotado para conexão'),
    ],
  },
  ENOTFOUND: {
    means: 'esse nome não existe',
    numbers: { linux: -2, macos: 8, windows: 11001, nodeOnWindows: -3008 },
    own: [
      own(
        'any',
        'namespace',
        'o cliente da lição 2 procura um nome que o DNS diz não existir',
        'nada.example:8080',
      ),
      own('lookup', 'namespace', 'a lição 4 procura o mesmo nome pelo sistema', 'nada.example:0'),
      own(
        'query',
        'machine',
        'a lição 4 pergunta por ele direto ao DNS de brinquedo',
        '127.0.0.1:5300',
      ),
    ],
    sentences: [
      node('getaddrinfo ENOTFOUND nada.example', 'namespace'),
      python('socket.gaierror: [Errno -2] Name or service not known', 'namespace'),
      mac('socket.gaierror: [Errno 8] nodename nor servname provided, or not known'),
      windows('socket.gaierror: [Errno 11001] getaddrinfo failed'),
      java('java.net.UnknownHostException: nada.example'),
      curl('curl: (6) Could not resolve host: nada.example', 'namespace'),
      chrome('ERR_NAME_NOT_RESOLVED'),
      glibc('Nome ou serviço desconhecido'),
    ],
  },
  EAI_AGAIN: {
    means: 'o serviço de nomes não respondeu',
    numbers: { linux: -3, windows: 11002, nodeOnWindows: -3001 },
    own: [
      own(
        'any',
        'namespace',
        'o cliente da lição 2 procura um nome sem DNS nenhum na rede',
        'nada.example:8080',
      ),
      own('lookup', 'namespace', 'a lição 4 faz o mesmo', 'nada.example:0'),
    ],
    sentences: [
      node('getaddrinfo EAI_AGAIN nada.example', 'namespace'),
      python('socket.gaierror: [Errno -3] Temporary failure in name resolution', 'namespace'),
      windows('socket.gaierror: [Errno 11002] getaddrinfo failed'),
      glibc('Falha temporário na resolução de nome'),
      chrome('ERR_INTERNET_DISCONNECTED'),
    ],
  },
  ETIMEOUT: {
    means: 'o servidor de DNS não respondeu',
    own: dns('a lição 4 pergunta por um nome ao qual o DNS de brinquedo se cala'),
    sentences: [node('queryA ETIMEOUT mudo.example', 'machine')],
  },
  ENODATA: {
    means: 'o nome existe, mas não tem isso',
    own: dns('a lição 4 pede o IPv6 de um nome que só tem IPv4'),
    sentences: [node('queryAaaa ENODATA antigo.example', 'machine')],
  },
  ESERVFAIL: {
    means: 'o servidor de DNS falhou',
    own: dns('o DNS de brinquedo responde que falhou'),
    sentences: [node('queryA ESERVFAIL falha.example', 'machine')],
  },
  EREFUSED: {
    means: 'o servidor de DNS se recusou',
    own: dns('o DNS de brinquedo se recusa'),
    sentences: [node('queryA EREFUSED recusa.example', 'machine')],
  },
  EFORMERR: {
    means: 'o servidor de DNS não entendeu',
    own: dns('o DNS de brinquedo diz que não entendeu'),
    sentences: [node('queryA EFORMERR confuso.example', 'machine')],
  },
  ENOTIMP: {
    means: 'o servidor de DNS não trata disso',
    own: dns('o DNS de brinquedo diz que não trata disso'),
    sentences: [node('queryA ENOTIMP novo.example', 'machine')],
  },
  EBADRESP: {
    means: 'a resposta do DNS veio estragada',
    own: dns('o DNS de brinquedo responde lixo'),
    sentences: [node('queryA EBADRESP lixo.example', 'machine')],
  },
  EHOSTUNREACH: {
    means: 'não há caminho até o computador',
    numbers: { linux: 113, macos: 65, windows: 10065, nodeOnWindows: -4073 },
    own: [
      own(
        'any',
        'namespace',
        'o cliente da lição 2 vai a um endereço da própria rede em que não há ninguém',
        '192.0.2.1:8080',
      ),
    ],
    sentences: [
      node('connect EHOSTUNREACH 192.0.2.1:8080', 'namespace'),
      python('OSError: [Errno 113] No route to host', 'namespace'),
      mac('OSError: [Errno 65] No route to host'),
      windows('OSError: [WinError 10065] A socket operation was attempted to an unreachable host'),
      java('java.net.NoRouteToHostException: No route to host'),
      chrome('ERR_ADDRESS_UNREACHABLE'),
      glibc('Não há rota para o host'),
    ],
  },
  ENETUNREACH: {
    means: 'não há caminho até a rede',
    numbers: { linux: 101, macos: 51, windows: 10051, nodeOnWindows: -4062 },
    own: [
      own(
        'any',
        'namespace',
        'o cliente da lição 2 sai de um computador sem rota para fora',
        '198.51.100.1:8080',
      ),
    ],
    sentences: [
      node('connect ENETUNREACH 198.51.100.1:8080', 'namespace'),
      python('OSError: [Errno 101] Network is unreachable', 'namespace'),
      mac('OSError: [Errno 51] Network is unreachable'),
      windows(
        'OSError: [WinError 10051] A socket operation was attempted to an unreachable network',
      ),
      java('java.net.SocketException: Network is unreachable'),
      glibc('A rede está fora de alcance'),
    ],
  },
  EMSGSIZE: {
    means: 'não cabe em um datagrama',
    numbers: { linux: 90, macos: 40, windows: 10040, nodeOnWindows: -4065 },
    own: [own('any', 'machine', 'o cliente UDP envia um texto de 65.508 bytes')],
    sentences: [
      node('send EMSGSIZE 127.0.0.1:8080', 'machine'),
      python('OSError: [Errno 90] Message too long', 'machine'),
      mac('OSError: [Errno 40] Message too long'),
      windows(
        'OSError: [WinError 10040] A message sent on a datagram socket was larger than the internal message buffer or some other network limit, or the buffer used to receive a datagram into was smaller than the datagram itself',
      ),
      windowsPt(
        'OSError: [WinError 10040] Uma mensagem enviada em um soquete de datagrama era maior do que o buffer de mensagens internas ou excedia algum outro limite da rede, ou o buffer usado para receber um datagrama era menor do que o próprio datagrama',
      ),
      java('java.net.SocketException: Message too long'),
      glibc('Mensagem muito longa'),
    ],
  },
  ERR_EMPTY_ANSWER: {
    means: 'fechou sem responder',
    own: [own('any', 'machine', 'o cliente da lição 2 fala com um servidor que fecha calado')],
    sentences: [
      curl('curl: (52) Empty reply from server', 'machine'),
      chrome('ERR_EMPTY_RESPONSE'),
    ],
  },
  ERR_MESSAGE_TOO_LONG: {
    means: 'mensagem grande demais',
    own: [own('any', 'machine', 'chega uma linha maior que o limite, por um socket de verdade')],
    sentences: [],
  },
  ERR_INCOMPLETE_MESSAGE: {
    means: 'terminou no meio',
    own: [own('any', 'machine', 'a conexão fecha no meio de uma mensagem de tamanho anunciado')],
    sentences: [],
  },
} as const satisfies Readonly<Record<string, ErrorForms>>;

export type ErrorCode = keyof typeof errorForms;

/** The codes with their forms, in the order of the page. */
export const allForms: readonly (readonly [ErrorCode, ErrorForms])[] = (
  Object.keys(errorForms) as ErrorCode[]
).map((code) => [code, errorForms[code]]);
