/**
 * What the course material holds and the site must teach, point by point in our own words, and where the site teaches
 * it. `A` are the programs (the exercises, the chat), `B` the concepts, `C` the faults of the originals, `D` what learners ask. A point is lost when its page or
 * section is gone, when the section no longer says one of `finds`, links to one of `leadsTo`, or runs one of `programs`.
 */
export interface Point {
  readonly id: `${'A' | 'B' | 'C' | 'D'}-${string}`;
  /** What is to be taught. */
  readonly teaches: string;
  /** The section that teaches it: a page of the site and an anchor in it. */
  readonly at: `/${string}`;
  /** What the text of that section must say, as it is read: tags gone, white space folded. */
  readonly finds: readonly RegExp[];
  /** Where that section must lead: what mends the fault. */
  readonly leadsTo?: readonly string[];
  /** Fault programs that the section names: a path from the project's folder, or `lesson fault:name`. */
  readonly programs?: readonly string[];
}

/** The eleven states of RFC 9293 §3.3.2. */
const states = [
  /LISTEN/,
  /SYN-SENT/,
  /SYN-RECEIVED/,
  /ESTABLISHED/,
  /FIN-WAIT-1/,
  /FIN-WAIT-2/,
  /CLOSE-WAIT/,
  /CLOSING/,
  /LAST-ACK/,
  /TIME-WAIT/,
  /CLOSED/,
];

/** Rows A15 to A17: what other programs of part A do is told by the lessons' own steps and tests. */
const exercises: readonly Point[] = [
  {
    id: 'A-15',
    teaches: 'Exercise I: an oracle on port 12345 answers yes, no or perhaps, at random.',
    at: '/licoes/exercises/oracle#o-que-escrever',
    finds: [/12345/, /sim, não ou talvez/, /Oráculo: sim/],
  },
  {
    id: 'A-16',
    teaches: 'Exercise II: N goes as a struct, the product of the primes around it comes back.',
    at: '/licoes/exercises/primes#o-que-escrever',
    finds: [/12346/, /X = 77/, /7 é primo: 7 × 11/],
  },
  {
    id: 'A-17',
    teaches: 'Exercise III: N goes, the list of its divisors comes back in marshal.',
    at: '/licoes/exercises/divisors#o-que-escrever',
    finds: [/12347/, /lista dos divisores/, /Divisores: 1, 2, 3, 6/],
  },
];

const concepts: readonly Point[] = [
  {
    id: 'B-client-server-order',
    teaches: 'Client and server: the server runs first and waits.',
    at: '/conceitos/socket#cliente-e-servidor',
    finds: [/Servidor é quem espera; cliente é quem procura/, /o servidor vem primeiro/],
  },
  {
    id: 'B-socket-each-side',
    teaches: 'Each side of a conversation has a socket; a socket is like a wall socket.',
    at: '/licoes/tcp-server#tres-ideias-antes-de-comecar',
    finds: [/socket é uma tomada/, /um socket em cada ponta/],
  },
  {
    id: 'B-port',
    teaches: 'A port is a number that tells the programs of one host apart.',
    at: '/conceitos/socket#portas',
    finds: [/qual programa/, /65535/],
  },
  {
    id: 'B-ip-address',
    teaches: 'An IP address tells hosts apart.',
    at: '/conceitos/socket#enderecos',
    finds: [/qual computador/, /127\.0\.0\.1/],
  },
  {
    id: 'B-threads-parallel',
    teaches: 'Threads run things in parallel on several processors, where the language lets them.',
    at: '/licoes/threads#tres-ideias-antes-de-comecar',
    finds: [/Concorrência não é paralelismo/, /vários núcleos/],
  },
  {
    id: 'B-threads-order',
    teaches: 'The operating system decides the order of threads.',
    at: '/licoes/threads#tres-ideias-antes-de-comecar',
    finds: [/Quem decide a ordem é o sistema/],
  },
  {
    id: 'B-threads-start',
    teaches: 'Nothing of a thread runs before start().',
    at: '/licoes/threads#passo-1-tres-objetos-nenhuma-thread',
    finds: [/nada roda antes de start\(\)/],
  },
  {
    id: 'B-threads-service',
    teaches: 'Each thread can do one kind of service.',
    at: '/licoes/threads/packets',
    finds: [/uma (?:thread )?envia/i, /recebe/],
  },
  {
    id: 'B-threads-example-1',
    teaches: 'First example: one thread sends packets, another receives them.',
    at: '/licoes/threads/packets',
    finds: [/start:packets/],
  },
  {
    id: 'B-threads-example-2',
    teaches: 'Second example: a server with a thread for each client, and what that costs.',
    at: '/licoes/threads/server',
    finds: [/uma thread (?:nova )?(?:para|por) cada cliente|uma thread por cliente/i],
  },
  {
    id: 'B-tcp-reliable',
    teaches: 'TCP is connection-oriented and reliable, and keeps the order.',
    at: '/conceitos/tcp-ou-udp',
    finds: [/conex(?:ão|ões)/, /ordem/, /sem repetição|reenvi/],
  },
  {
    id: 'B-tcp-stream',
    teaches: 'TCP is a stream of bytes, not of messages.',
    at: '/conceitos/conexao#fluxo',
    finds: [
      /fluxo de bytes/,
      /não promete onde um envio acaba e outro começa/,
      /Mensagens são invenção sua/,
    ],
  },
  {
    id: 'B-tcp-open',
    teaches: 'A connection is opened.',
    at: '/conceitos/conexao#abrir',
    finds: [/connect/],
  },
  {
    id: 'B-tcp-close',
    teaches: 'A connection is closed, each direction by itself.',
    at: '/conceitos/conexao#fechar',
    finds: [/FIN/, /meio fechamento|half-close/],
  },
  {
    id: 'B-tcp-listening-socket',
    teaches: 'The listening socket is not the socket of a connection, which accept makes.',
    at: '/conceitos/socket#escuta-e-conexao',
    finds: [/accept/, /escuta/],
  },
  {
    id: 'B-tcp-many-clients',
    teaches: 'Many clients are told apart by their address and port.',
    at: '/conceitos/socket#quatro-numeros',
    finds: [/endereço/, /porta/],
  },
  {
    id: 'B-tcp-handshake',
    teaches: 'The three-way handshake.',
    at: '/conceitos/conexao#abrir',
    finds: [/três/, /SYN/, /ACK/],
  },
  {
    id: 'B-tcp-states',
    teaches: 'The state diagram of a connection.',
    at: '/conceitos/conexao#cada-estado',
    finds: states,
  },
  {
    id: 'B-tcp-time-wait',
    teaches: 'Why a closed connection is kept for a while.',
    at: '/conceitos/conexao#time-wait',
    finds: [/TIME-WAIT/, /porta/],
  },
  {
    id: 'B-tcp-calls',
    teaches: 'The diagram of the calls on both sides.',
    at: '/conceitos/chamadas#na-rede',
    finds: [/bind/, /listen/, /accept/, /connect/, /send/, /recv/, /close/],
  },
  {
    id: 'B-tcp-channel',
    teaches: 'The picture of the reliable channel.',
    at: '/conceitos/chamadas#canal-confiavel',
    finds: [/a conexão é um cano/, /perde, atrasa, repete e troca a ordem/],
  },
  {
    id: 'B-udp-connectionless',
    teaches: 'UDP has no connection.',
    at: '/licoes/udp#tres-ideias-antes-de-comecar',
    finds: [/mensagens soltas/, /datagrama/],
  },
  {
    id: 'B-udp-no-guarantee',
    teaches: 'UDP guarantees no delivery.',
    at: '/licoes/udp#tres-ideias-antes-de-comecar',
    finds: [/Ninguém promete que ele chega/],
  },
  {
    id: 'B-udp-faster',
    teaches: 'UDP is faster to start: no handshake before the first byte.',
    at: '/licoes/udp#tcp-e-udp-linha-por-linha',
    finds: [/antes da primeira resposta/, /três pacotes antes do primeiro byte/],
  },
  {
    id: 'B-udp-bounds',
    teaches: 'UDP keeps the bounds of messages.',
    at: '/licoes/udp#tres-ideias-antes-de-comecar',
    finds: [/chega inteiro/],
  },
  {
    id: 'B-call-socket',
    teaches: 'socket: families AF_INET and AF_INET6, kinds SOCK_STREAM and SOCK_DGRAM; Node, Java.',
    at: '/referencia/chamadas#socket',
    finds: [/AF_INET\b/, /AF_INET6/, /SOCK_STREAM/, /SOCK_DGRAM/, /Node/, /Java/],
  },
  {
    id: 'B-call-bind',
    teaches: 'bind: host and port; an empty host or 0.0.0.0 is every interface.',
    at: '/referencia/chamadas#bind',
    finds: [/0\.0\.0\.0/, /Node/, /Java/, /ServerSocket/],
  },
  {
    id: 'B-call-listen',
    teaches: 'listen: the backlog.',
    at: '/referencia/chamadas#listen',
    finds: [/backlog/, /Node/, /Java/],
  },
  {
    id: 'B-call-accept',
    teaches: "accept: gives the new socket and the peer's address.",
    at: '/referencia/chamadas#accept',
    finds: [/socket novo/, /endereço do par/, /Node/, /server\.accept\(\)/],
  },
  {
    id: 'B-call-connect',
    teaches: 'connect opens the connection.',
    at: '/referencia/chamadas#connect',
    finds: [/ECONNREFUSED/, /Node/, /Java/],
  },
  {
    id: 'B-call-send',
    teaches: 'send may send a part and says how much.',
    at: '/referencia/chamadas#send',
    finds: [/diz quantos foram/, /Node/, /Java/],
  },
  {
    id: 'B-call-sendall',
    teaches: 'sendall sends all.',
    at: '/referencia/chamadas#sendall',
    finds: [/socket\.write/, /\bOutputStream/],
  },
  {
    id: 'B-call-recv',
    teaches: 'recv takes a maximum, not an amount.',
    at: '/referencia/chamadas#recv',
    finds: [/um máximo, não uma quantidade/, /Node/, /InputStream/],
  },
  {
    id: 'B-call-close',
    teaches: 'close lets the socket go.',
    at: '/referencia/chamadas#close',
    finds: [/Node/, /Java/],
  },
  {
    id: 'B-java-addresses',
    teaches: "Java's InetAddress beside Python's and Node's look-ups.",
    at: '/licoes/address-lookup#java-python-e-node-lado-a-lado',
    finds: [/getByAddress/, /getByName/, /getHostAddress/, /getHostName/, /lookupService/],
  },
  {
    id: 'B-bytes',
    teaches: 'Everything that is sent is bytes: encode and decode.',
    at: '/referencia/chamadas#encode',
    finds: [/encode/, /UTF-8/i],
  },
  {
    id: 'B-struct',
    teaches: "struct's formats and their C types.",
    at: '/referencia/chamadas#struct',
    finds: [/struct/, /!/, /C\b/],
  },
  {
    id: 'B-marshal',
    teaches: 'marshal and pickle: the type travels with the value, and what that costs.',
    at: '/licoes/struct-marshal/marshal',
    finds: [/o tipo viaja junto/i, /quanto custa dizer o tipo/i, /pickle/],
  },
  {
    id: 'B-tip-loopback',
    teaches: 'Tip: 127.0.0.1 when both programs are on one machine.',
    at: '/licoes/tcp-server#tres-ideias-antes-de-comecar',
    finds: [/127\.0\.0\.1 é sempre «este mesmo aqui»/],
  },
  {
    id: 'B-tip-free-port',
    teaches: 'Tip: choose a port that is free.',
    at: '/erros#eaddrinuse',
    finds: [/outra porta/],
  },
  {
    id: 'B-tip-server-first',
    teaches: 'Tip: the server first, and why.',
    at: '/licoes/tcp-server#tres-ideias-antes-de-comecar',
    finds: [/O servidor vem primeiro/],
  },
  {
    id: 'B-tip-same-address',
    teaches: 'Tip: the same address and port on both sides.',
    at: '/comece-aqui#ainda-nao-funciona',
    finds: [/o endereço e a porta são os mesmos dos dois lados/],
  },
];

const faults: readonly Point[] = [
  {
    id: 'C-1',
    teaches: 'recv(1024) is not one message: framing.',
    at: '/enganos#c1',
    finds: [/fluxo de bytes/, /enquadramento/, /grudadas/, /em metades/],
    leadsTo: ['/licoes/tcp-server/lines'],
    programs: ['lessons/tcp-server/faults/one-recv.py'],
  },
  {
    id: 'C-2',
    teaches: 'upper() of bytes changes ASCII letters only.',
    at: '/enganos#c2',
    finds: [/OLá/, /decodificar, pôr em maiúsculas, codificar/],
    leadsTo: ['/licoes/tcp-server#passo-2-atender-quem-chega'],
    programs: ['lessons/tcp-server/faults/bytes-upper.py'],
  },
  {
    id: 'C-3',
    teaches: 'Decoding ASCII: an accent ends the server.',
    at: '/enganos#c3',
    finds: [/UnicodeDecodeError/, /UTF-8/],
    leadsTo: ['/licoes/tcp-server/phases#passo-2-atender-e-contar'],
    programs: ['lessons/tcp-server/faults/ascii-only.py'],
  },
  {
    id: 'C-4',
    teaches: 'A Content-Length of 18 for a body of 15 bytes.',
    at: '/enganos#c4',
    finds: [/Content-Length: 18/, /15 bytes/, /Buffer\.byteLength/],
    leadsTo: ['/licoes/tcp-server/http#passo-2-ler-ate-a-linha-vazia-responder'],
    programs: ['tcp-server fault:content-length'],
  },
  {
    id: 'C-5',
    teaches: 'accept without listen fails.',
    at: '/enganos#c5',
    finds: [/bind, listen, accept/],
    leadsTo: ['/licoes/tcp-server/phases#passo-1-todos-os-enderecos'],
    programs: ['lessons/tcp-server/faults/no-listen.py'],
  },
  {
    id: 'C-6',
    teaches:
      'The bytes of 192.168.0.1 under the comment 127.0.0.1, after // ; inet_ntoa names nothing.',
    at: '/enganos#c6',
    finds: [/192\.168\.0\.1/, /\/\//, /inet_ntoa é só uma conta/],
    leadsTo: ['/licoes/address-lookup#java-python-e-node-lado-a-lado'],
    programs: [
      'lessons/address-lookup/faults/wrong-bytes.py',
      'lessons/address-lookup/faults/not-a-comment.py',
    ],
  },
  {
    id: 'C-7',
    teaches: 'The thread class imports no time, and says that it begins when it is done.',
    at: '/enganos#c7',
    finds: [/import time/, /depois do trabalho/],
    leadsTo: ['/licoes/threads#passo-2-iniciar'],
    programs: ['lessons/threads/faults/late-starting.py'],
  },
  {
    id: 'C-8',
    teaches: 'Without SO_REUSEADDR a restart fails (TIME_WAIT); what Node does.',
    at: '/enganos#c8',
    finds: [/SO_REUSEADDR/, /TIME_WAIT/, /O Node liga essa opção sozinho/],
    leadsTo: ['/erros#eaddrinuse'],
    programs: ['lessons/tcp-server/faults/no-reuse.py'],
  },
  {
    id: 'C-9',
    teaches: 'send may send less than it was given; sendall does not.',
    at: '/enganos#c9',
    finds: [/sendall/, /aceita o que cabe/],
    leadsTo: ['/licoes/tcp-client#o-que-costuma-dar-errado'],
    programs: ['lessons/tcp-client/faults/send-once.py'],
  },
  {
    id: 'C-10',
    teaches: 'One slow client blocks every other.',
    at: '/enganos#c10',
    finds: [/ninguém chama accept/],
    leadsTo: ['/licoes/tcp-server/phases#quebre-o-programa'],
    programs: ['lessons/tcp-server/faults/one-at-a-time.py'],
  },
  {
    id: 'C-11',
    teaches: 'Port 80 needs privileges; an address of others cannot be bound.',
    at: '/enganos#c11',
    finds: [/até 1023/, /Linux/, /macOS/, /Windows/, /contêineres/, /do próprio computador/],
    leadsTo: ['/erros#eacces', '/erros#eaddrnotavail'],
    programs: ['lessons/tcp-server/faults/somebody-elses-place.py'],
  },
  {
    id: 'C-12',
    teaches: "struct's native formats differ between machines; ! names the byte order.",
    at: '/enganos#c12',
    finds: [/8 bytes no Linux/, /4 no Windows/, /!/],
    leadsTo: ['/licoes/struct-marshal#passo-2-a-ordem-dos-bytes'],
    programs: ['lessons/struct-marshal/faults/native-long.py'],
  },
  {
    id: 'C-13',
    teaches: 'pickle can run code of strangers; the format of marshal depends on the version.',
    at: '/enganos#c13',
    finds: [/obedece a ordens/, /de uma versão do Python para outra/],
    leadsTo: ['/licoes/struct-marshal/marshal#pickle'],
    programs: [
      'lessons/struct-marshal/faults/pickle-code.py',
      'lessons/struct-marshal/faults/marshal-versions.py',
    ],
  },
  {
    id: 'C-14',
    teaches: 'An empty message is taken for the end, and the client waits for ever.',
    at: '/enganos#c14',
    finds: [/uma mensagem de zero bytes/, /Para sempre/],
    leadsTo: ['/licoes/tcp-client/off#o-que-costuma-dar-errado'],
    programs: ['tcp-client fault:empty-message'],
  },
  {
    id: 'C-15',
    teaches: "Threads do not run Python in parallel (GIL); Node's do, and share no variables.",
    at: '/enganos#c15',
    finds: [/GIL/, /solta a GIL/, /free-threaded/, /3\.13/, /não dividem variáveis/],
    leadsTo: ['/licoes/threads/parallel'],
    programs: ['lessons/threads/faults/gil.py', 'threads fault:no-gil'],
  },
  {
    id: 'C-16',
    teaches: 'A lost UDP answer: a timeout, tries, and numbers.',
    at: '/enganos#c16',
    finds: [/sem prazo/, /um número em cada uma/],
    leadsTo: ['/licoes/udp#passo-3-esperar-pouco-tentar-de-novo-desistir', '/licoes/udp/numbered'],
    programs: ['udp fault:waits-for-ever', 'udp fault:any-answer'],
  },
  {
    id: 'C-17',
    teaches: 'Half-close: with allowHalfOpen false a late answer is lost without an error.',
    at: '/enganos#c17',
    finds: [/half-close/, /allowHalfOpen: false/, /sem um erro/],
    leadsTo: ['/licoes/tcp-server#passo-3-fechar-a-propria-ponta'],
    programs: ['tcp-server fault:late-answer'],
  },
  {
    id: 'C-18',
    teaches: 'Creating a socket does not connect it.',
    at: '/enganos#c18',
    finds: [/Quem abre a conexão é connect/],
    leadsTo: ['/licoes/tcp-client#passo-2-conectar'],
    programs: ['tcp-client fault:never-connected'],
  },
  {
    id: 'C-19',
    teaches: 'recv(4096) is not the HTTP request, nor one send the reply.',
    at: '/enganos#c19',
    finds: [/linha vazia/, /sendall/],
    leadsTo: ['/licoes/tcp-server/http'],
    programs: ['tcp-server fault:http-one-read'],
  },
  {
    id: 'C-20',
    teaches: 'listen(1) is not one client: the backlog counts those not yet accepted.',
    at: '/enganos#c20',
    finds: [/ainda não foi aceito/],
    leadsTo: ['/licoes/tcp-server/off#passo-2-conversar-um-por-vez'],
    programs: ['lessons/tcp-server/faults/small-queue.py'],
  },
  {
    id: 'C-21',
    teaches: "Python's default queue of 5 makes many clients wait a second or more.",
    at: '/enganos#c21',
    finds: [/fila de 5/, /1,4 a 7,1 segundos/, /511/, /request_queue_size/],
    leadsTo: ['#c20'],
  },
  {
    id: 'C-22',
    teaches: 'write without heeding its answer fills the memory: backpressure, drain, pipeline.',
    at: '/enganos#c22',
    finds: [/contrapressão/, /drain/, /pipeline/, /22 MB/],
    leadsTo: ['/licoes/tcp-server/lines#passo-4-quem-manda-e-nao-le'],
    programs: ['tcp-server fault:no-drain'],
  },
  {
    id: 'C-23',
    teaches: 'Small writes wait: Nagle with delayed acknowledgments, noDelay.',
    at: '/enganos#c23',
    finds: [/Nagle/, /atrasa a confirmação/, /noDelay/i, /14\.221/],
    programs: ['tcp-client fault:two-small-writes'],
  },
  {
    id: 'C-24',
    teaches: 'A Socket is not an InetAddress; getHostAddress looks nothing up.',
    at: '/enganos#c24',
    finds: [/getHostAddress escreve em texto os bytes que o objeto já tem/, /getHostName/],
    programs: ['lessons/address-lookup/faults/no-address-yet.py'],
  },
  {
    id: 'C-25',
    teaches: 'marshal takes no classes and no functions; a variable named bytes hides the type.',
    at: '/enganos#c25',
    finds: [/unmarshallable object/, /esconde o tipo bytes/],
    leadsTo: ['/licoes/struct-marshal/marshal#o-que-costuma-dar-errado'],
    programs: [
      'lessons/struct-marshal/faults/not-everything.py',
      'lessons/struct-marshal/faults/hidden-bytes.py',
    ],
  },
  {
    id: 'C-26',
    teaches: "Python's threads cannot be interrupted from outside as Java's can.",
    at: '/enganos#c26',
    finds: [/não há como interromper uma thread de fora/, /Java/, /Event/],
    leadsTo: ['/licoes/threads#passo-4-interromper'],
    programs: ['lessons/threads/faults/uninterruptible.py'],
  },
  {
    id: 'C-27',
    teaches: 'localhost may be ::1.',
    at: '/enganos#c27',
    finds: [/::1/, /127\.0\.0\.1/, /ECONNREFUSED/],
    leadsTo: ['/licoes/address-lookup#o-que-costuma-dar-errado'],
    programs: ['address-lookup fault:only-ipv4'],
  },
];

/** The codes that learners meet, and the words with which systems tell them. */
const codes = {
  EADDRINUSE: /address already in use/,
  EACCES: /permission denied/i,
  EADDRNOTAVAIL: /address not available|cannot assign requested address/i,
  ECONNREFUSED: /connection refused/i,
  ECONNRESET: /connection reset/i,
  EPIPE: /broken pipe/i,
  ETIMEDOUT: /timed out/i,
  ENOTFOUND: /name not found|name or service not known/i,
  EAI_AGAIN: /try again|temporary failure in name resolution/i,
  EHOSTUNREACH: /host unreachable|no route to host/i,
  EMSGSIZE: /message too long/i,
} as const;

const questions: readonly Point[] = [
  ...Object.entries(codes).map(
    ([code, words]): Point => ({
      id: `D-${code}`,
      teaches: `${code}: what happened, why, what to do.`,
      at: `/erros#${code.toLowerCase()}`,
      finds: [words, /O que aconteceu/, /Por quê/, /O que fazer/],
    }),
  ),
  {
    id: 'D-firewall',
    teaches: 'The firewall on the second computer.',
    at: '/erros#etimedout',
    finds: [/firewall/, /Windows/, /macOS/, /Linux/],
  },
  {
    id: 'D-own-address',
    teaches: "Finding one's own address.",
    at: '/comece-aqui#o-endereco-do-seu-computador',
    finds: [/ipconfig/, /ip -4 address/, /0\.0\.0\.0/],
  },
  {
    id: 'D-localhost',
    teaches: 'localhost resolving to ::1.',
    at: '/licoes/address-lookup#o-que-costuma-dar-errado',
    finds: [/localhost é ::1/],
  },
  {
    id: 'D-server-first',
    teaches: 'Why the server must start first.',
    at: '/erros#econnrefused',
    finds: [/Inicie o servidor primeiro/],
  },
  {
    id: 'D-stop',
    teaches: 'How to stop a server.',
    at: '/comece-aqui#_7-como-parar',
    finds: [/Ctrl-C/],
  },
  {
    id: 'D-windows-linux',
    teaches: 'Windows beside Linux: the same question, the command of each.',
    at: '/erros#eaddrinuse',
    finds: [/netstat -ano/, /ss -ltnp/],
  },
];

const chat: readonly Point[] = [
  {
    id: 'A-18-same-command',
    teaches:
      'Two computers in one network run the same program, each with the address of the other.',
    at: '/licoes/chat#o-chat-dois-lados-iguais',
    finds: [/o mesmo programa/, /--ip 192\.168\.0\.20/, /Tanto faz quem começa/],
  },
  {
    id: 'A-18-flowchart',
    teaches: 'The chat is documented with an operational flowchart.',
    at: '/licoes/chat#o-que-voce-vai-construir',
    finds: [/O funcionamento do chat/, /chama o outro lado/],
  },
  {
    id: 'A-18-tcp-and-udp',
    teaches: 'The same chat over TCP and over UDP.',
    at: '/licoes/chat/udp#o-chat-em-udp',
    finds: [/--protocol udp/, /Só o canal muda/],
  },
  {
    id: 'A-18-loss',
    teaches: 'What UDP loses, repeats and turns around, and what mends it.',
    at: '/licoes/chat/udp#quebre-o-programa',
    finds: [/Recebi: três/],
    programs: ['chat fault:bare-datagrams'],
  },
  {
    id: 'A-18-measured',
    teaches: 'Both protocols are measured for packet loss and running time, and the findings told.',
    at: '/licoes/chat/achados#achados-tcp-contra-udp-medidos',
    finds: [/lesson-chat measure/, /pacotes perdidos/, /até a última/],
  },
  {
    id: 'A-18-unconfirmed',
    teaches: 'What was written to a socket has not yet come to the other program.',
    at: '/licoes/chat#quebre-o-programa',
    finds: [/Bia leu três/],
    programs: ['chat fault:bare-chat'],
  },
];

const remoteObjects: readonly Point[] = [
  {
    id: 'A-19-as-if-local',
    teaches: 'Methods of objects in another process are called as if they were local.',
    at: '/licoes/remote-objects#licao-9-objetos-que-nao-estao-aqui',
    finds: [/Ana deposita 100: 100/, /ana\.deposit\(100\) → 100/],
  },
  {
    id: 'A-19-by-hand',
    teaches: 'What such a call is made of: number, name, arguments, answer, error, time-out.',
    at: '/licoes/remote-objects#o-que-voce-vai-construir',
    finds: [/número/, /nome/, /argumentos/, /resposta/, /erro/, /prazo/],
  },
  {
    id: 'A-19-listed-only',
    teaches: 'Only what is listed can be called, never constructor or __proto__.',
    at: '/licoes/remote-objects#o-que-se-pode-chamar',
    finds: [/constructor/, /__proto__/, /lista do que se pode/],
  },
  {
    id: 'A-19-any-method',
    teaches: 'What a server does that calls whatever name comes.',
    at: '/licoes/remote-objects#quebre-o-programa',
    finds: [/setTotal/, /private/],
    programs: ['remote-objects fault:any-method'],
  },
  {
    id: 'A-19-no-method-call',
    teaches: 'The network is no method call: repeated calls, half of a transfer, mixed answers.',
    at: '/licoes/remote-objects/client#quebre-o-programa',
    finds: [/falha parcial/, /idempotente/],
    programs: [
      'remote-objects fault:in-order',
      'remote-objects fault:call-again',
      'remote-objects fault:half-transfer',
    ],
  },
  {
    id: 'A-19-library',
    teaches: 'A library lends objects and calls back.',
    at: '/licoes/remote-objects/library#o-que-voce-vai-construir',
    finds: [/Objeto por referência/, /Chamada de volta/],
  },
  {
    id: 'A-19-pyro',
    teaches: 'Pyro4 beside its successor and Java RMI, and what the definition leaves out.',
    at: '/licoes/remote-objects/library#pyro-e-java-rmi',
    finds: [/Pyro4/, /Pyro5/, /rmiregistry/, /COMMTIMEOUT/],
  },
];

export const material: readonly Point[] = [
  ...exercises,
  ...chat,
  ...remoteObjects,
  ...concepts,
  ...faults,
  ...questions,
];
