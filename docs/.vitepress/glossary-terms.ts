/** A term of the field, as the site uses it. */
export interface Term {
  /** As the lessons say it; English where Brazilians say it in English. */
  readonly portuguese: string;
  readonly english: string;
  /** One sentence, in Portuguese; code between backticks. */
  readonly meaning: string;
  /** Where the site teaches it. */
  readonly taught: `/${string}`;
}

/** The glossary, in no order: the page sorts it. Every English term in italics on a lesson's page is here. */
export const terms: readonly Term[] = [
  {
    portuguese: 'aperto de mãos',
    english: 'three-way handshake',
    meaning: 'As três mensagens que abrem uma conexão TCP: «posso?», «pode, e eu?», «pode também».',
    taught: '/conceitos/conexao#abrir',
  },
  {
    portuguese: 'slow loris',
    english: 'slow loris',
    meaning:
      'O cliente manda um byte de vez em quando, só para ocupar o servidor; um prazo por mensagem o derruba.',
    taught: '/licoes/tcp-server/lines#passo-5-um-prazo-para-cada-linha',
  },
  {
    portuguese: 'bloquear',
    english: 'block',
    meaning:
      'Parar a thread até que a chamada tenha o que devolver; no Node, as chamadas de rede não fazem isso.',
    taught: '/referencia/chamadas#no-node-nada-espera',
  },
  {
    portuguese: 'buffer',
    english: 'buffer',
    meaning:
      'Um pedaço de memória onde os bytes esperam: os que chegaram e ninguém leu, ou os que ainda não saíram.',
    taught: '/licoes/tcp-server/lines#passo-4-quem-manda-e-nao-le',
  },
  {
    portuguese: 'byte',
    english: 'byte',
    meaning: 'Oito bits; a unidade de tudo o que passa pela rede.',
    taught: '/licoes/tcp-server#tres-ideias-antes-de-comecar',
  },
  {
    portuguese: 'cabeçalho',
    english: 'header',
    meaning: 'O que vem antes dos dados e fala deles: no HTTP, as linhas até a linha vazia.',
    taught: '/licoes/tcp-server/http#http-o-bastante',
  },
  {
    portuguese: 'cliente',
    english: 'client',
    meaning: 'O programa que procura o servidor e começa a conversa.',
    taught: '/conceitos/socket#cliente-e-servidor',
  },
  {
    portuguese: 'codificação',
    english: 'encoding',
    meaning: 'O combinado que diz quais bytes são cada letra; a de hoje é UTF-8.',
    taught: '/referencia/chamadas#encode',
  },
  {
    portuguese: 'código de saída',
    english: 'exit code',
    meaning: 'O número com que um programa termina: 0 é «deu certo».',
    taught: '/comece-aqui#as-linhas-que-o-pnpm-acrescenta',
  },
  {
    portuguese: 'concorrência',
    english: 'concurrency',
    meaning: 'Ter várias tarefas em andamento, mesmo que só uma ande de cada vez.',
    taught: '/licoes/threads#tres-ideias-antes-de-comecar',
  },
  {
    portuguese: 'condição de corrida',
    english: 'race condition',
    meaning: 'O resultado depende de quem chega primeiro.',
    taught: '/licoes/threads/race#passo-1-perder',
  },
  {
    portuguese: 'conexão',
    english: 'connection',
    meaning: 'A conversa TCP entre dois sockets, do aperto de mãos ao último FIN.',
    taught: '/licoes/tcp-client#passo-2-conectar',
  },
  {
    portuguese: 'confirmação',
    english: 'acknowledgment',
    meaning: 'O aviso do TCP de que os bytes chegaram (ACK); sem ele, quem enviou envia de novo.',
    taught: '/conceitos/conexao#abrir',
  },
  {
    portuguese: 'contrapressão',
    english: 'backpressure',
    meaning: 'Quem recebe devagar faz quem envia esperar, em vez de encher a memória.',
    taught: '/licoes/tcp-server/lines#passo-4-quem-manda-e-nao-le',
  },
  {
    portuguese: 'controle de fluxo',
    english: 'flow control',
    meaning: 'O TCP não deixa enviar mais do que o outro lado tem onde guardar.',
    taught: '/conceitos/conexao#fluxo',
  },
  {
    portuguese: 'corte',
    english: 'reset',
    meaning: 'O fim sem despedida de uma conexão (RST): o outro lado vê ECONNRESET.',
    taught: '/conceitos/conexao#rst',
  },
  {
    portuguese: 'datagrama',
    english: 'datagram',
    meaning: 'Uma mensagem UDP: chega inteira ou não chega.',
    taught: '/licoes/udp#tres-ideias-antes-de-comecar',
  },
  {
    portuguese: 'difusão',
    english: 'broadcast',
    meaning: 'Um envio para todos os computadores da rede local.',
    taught: '/conceitos/tcp-ou-udp#um-para-muitos',
  },
  {
    portuguese: 'DNS',
    english: 'Domain Name System',
    meaning: 'O serviço que dá os endereços de um nome.',
    taught: '/licoes/address-lookup#o-dns-em-dez-frases',
  },
  {
    portuguese: 'worker',
    english: 'worker',
    meaning: 'No Node, uma thread com memória própria, que conversa por mensagens.',
    taught: '/licoes/threads#passo-2-iniciar',
  },
  {
    portuguese: 'endereço IP',
    english: 'IP address',
    meaning: 'O número que diz qual computador: 127.0.0.1, 192.168.0.10, ::1.',
    taught: '/conceitos/socket#enderecos',
  },
  {
    portuguese: 'enquadramento',
    english: 'framing',
    meaning: 'O combinado que diz onde cada mensagem termina.',
    taught: '/licoes/tcp-server/lines#o-combinado-que-faltava',
  },
  {
    portuguese: 'escutar',
    english: 'listen',
    meaning: 'Esperar conexões em uma porta.',
    taught: '/referencia/chamadas#listen',
  },
  {
    portuguese: 'evento',
    english: 'event',
    meaning: 'No Node, «aconteceu isto»: chegaram dados, a conexão fechou.',
    taught: '/licoes/tcp-server#passo-1-pedir-um-endereco-ao-sistema',
  },
  {
    portuguese: 'little-endian',
    english: 'little-endian',
    meaning: 'O byte menos importante primeiro, como nos processadores comuns.',
    taught: '/licoes/udp/numbered#o-que-costuma-dar-errado',
  },
  {
    portuguese: 'big-endian',
    english: 'big-endian',
    meaning: 'O byte mais importante primeiro: a ordem da rede.',
    taught: '/licoes/udp/numbered#o-combinado',
  },
  {
    portuguese: 'fila de conexões',
    english: 'backlog',
    meaning: 'As conexões prontas que esperam por accept; não é o número de clientes.',
    taught: '/conceitos/chamadas#na-rede',
  },
  {
    portuguese: 'fim',
    english: 'end of stream',
    meaning: "O aviso de que o outro lado não envia mais: `b''` em Python, o evento `end` no Node.",
    taught: '/licoes/tcp-client#passo-5-ouvir-ate-o-fim',
  },
  {
    portuguese: 'firewall',
    english: 'firewall',
    meaning: 'O porteiro da rede: deixa passar ou joga fora, muitas vezes em silêncio.',
    taught: '/erros#etimedout',
  },
  {
    portuguese: 'fluxo de bytes',
    english: 'byte stream',
    meaning: 'O que o TCP entrega: bytes em ordem, sem marcas de onde cada envio começou.',
    taught: '/conceitos/conexao#fluxo',
  },
  {
    portuguese: 'fragmentação',
    english: 'fragmentation',
    meaning: 'Um pacote grande demais para o caminho vai partido, e um pedaço perdido perde tudo.',
    taught: '/conceitos/tcp-ou-udp#tamanho',
  },
  {
    portuguese: 'grupo de threads',
    english: 'thread pool',
    meaning: 'Threads prontas, à espera de serviço: criar uma para cada pedido custa caro.',
    taught: '/licoes/threads/server#passo-2-contas-em-outras-threads',
  },
  {
    portuguese: 'idempotente',
    english: 'idempotent',
    meaning: 'Fazer duas vezes dá no mesmo que fazer uma.',
    taught: '/licoes/udp#passo-3-esperar-pouco-tentar-de-novo-desistir',
  },
  {
    portuguese: 'impasse',
    english: 'deadlock',
    meaning: 'Duas threads, cada uma à espera do que a outra segura: nenhuma anda.',
    taught: '/licoes/threads/race#o-que-costuma-dar-errado',
  },
  {
    portuguese: 'interface de rede',
    english: 'network interface',
    meaning: 'Cada placa, de fio ou sem fio, com o endereço dela.',
    taught: '/licoes/address-lookup#passo-4-qual-endereco-digo-a-um-amigo',
  },
  {
    portuguese: 'janela',
    english: 'window',
    meaning: 'Quanto o outro lado do TCP ainda aceita receber.',
    taught: '/conceitos/conexao#fluxo',
  },
  {
    portuguese: 'laço de eventos',
    english: 'event loop',
    meaning: 'A fila do Node: «quando acontecer isto, chame aquilo».',
    taught: '/licoes/tcp-server#passo-2-atender-quem-chega',
  },
  {
    portuguese: 'ligar a um endereço',
    english: 'bind',
    meaning: 'Dar ao socket o endereço e a porta deste lado.',
    taught: '/referencia/chamadas#bind',
  },
  {
    portuguese: 'meio fechamento',
    english: 'half-close',
    meaning: '«De mim não vem mais nada; continuo a ouvir.»',
    taught: '/conceitos/conexao#fechar',
  },
  {
    portuguese: 'multicast',
    english: 'multicast',
    meaning: 'Um envio para um grupo de computadores que pediram para receber.',
    taught: '/conceitos/tcp-ou-udp#um-para-muitos',
  },
  {
    portuguese: 'nome do computador',
    english: 'host name',
    meaning:
      'O nome por que um computador é conhecido; os endereços dele, alguém precisa procurar.',
    taught: '/licoes/address-lookup#passo-2-perguntar-ao-sistema',
  },
  {
    portuguese: 'octeto',
    english: 'octet',
    meaning: 'Um byte de exatamente oito bits, como dizem as normas da rede.',
    taught: '/licoes/address-lookup#passo-1-do-texto-aos-bytes',
  },
  {
    portuguese: 'happy eyeballs',
    english: 'happy eyeballs',
    meaning:
      'Tentar os endereços IPv6 e IPv4 de um nome quase ao mesmo tempo, e ficar com o primeiro que atende.',
    taught: '/licoes/address-lookup#o-que-costuma-dar-errado',
  },
  {
    portuguese: 'ordem dos bytes',
    english: 'byte order',
    meaning: 'Qual byte de um número vai primeiro; na rede, o mais importante.',
    taught: '/licoes/udp/numbered#o-combinado',
  },
  {
    portuguese: 'ouvinte',
    english: 'listener',
    meaning: 'No Node, a função que um evento chama.',
    taught: '/licoes/tcp-server#passo-1-pedir-um-endereco-ao-sistema',
  },
  {
    portuguese: 'pacote',
    english: 'packet',
    meaning: 'O que viaja de verdade na rede: um pedaço de dados com endereços.',
    taught: '/licoes/udp#o-que-costuma-dar-errado',
  },
  {
    portuguese: 'par',
    english: 'peer',
    meaning: 'Quem está do outro lado da conversa.',
    taught: '/licoes/tcp-server#passo-2-atender-quem-chega',
  },
  {
    portuguese: 'paralelismo',
    english: 'parallelism',
    meaning: 'Executar tarefas no mesmo instante, em núcleos diferentes.',
    taught: '/licoes/threads#tres-ideias-antes-de-comecar',
  },
  {
    portuguese: 'porta',
    english: 'port',
    meaning: 'Um número de 1 a 65535 que diz qual programa de um computador.',
    taught: '/conceitos/socket#portas',
  },
  {
    portuguese: 'porta efêmera',
    english: 'ephemeral port',
    meaning: 'A que o sistema dá ao cliente, e só por esta conversa.',
    taught: '/licoes/tcp-client#perguntas',
  },
  {
    portuguese: 'prazo',
    english: 'timeout',
    meaning: 'Quanto esperar antes de desistir.',
    taught: '/referencia/chamadas#settimeout',
  },
  {
    portuguese: 'protocolo',
    english: 'protocol',
    meaning: 'O combinado: o que se diz, em que ordem e com que bytes.',
    taught: '/licoes/udp/numbered#o-combinado',
  },
  {
    portuguese: 'punycode',
    english: 'punycode',
    meaning: 'O jeito de escrever só com ASCII um nome que tem acentos.',
    taught: '/licoes/address-lookup#o-que-costuma-dar-errado',
  },
  {
    portuguese: 'rastro de pilha',
    english: 'traceback',
    meaning: 'A página de erro que um programa despeja quando ninguém tratou a falha.',
    taught: '/licoes/tcp-server#o-mesmo-em-python',
  },
  {
    portuguese: 'rede ruim',
    english: 'bad network',
    meaning: 'A que atrasa, parte, perde e corta; a nossa faz isso de propósito.',
    taught: '/resistencia#as-redes',
  },
  {
    portuguese: 'sem GIL',
    english: 'free-threaded',
    meaning: 'O Python que deixa as threads rodarem em vários núcleos ao mesmo tempo.',
    taught: '/licoes/threads/parallel#medido',
  },
  {
    portuguese: 'sem sinal',
    english: 'unsigned',
    meaning: 'Um número inteiro que não pode ser negativo.',
    taught: '/licoes/udp/numbered#passo-2-tirar-o-numero-devolver-o-numero',
  },
  {
    portuguese: 'servidor',
    english: 'server',
    meaning: 'O programa que espera em um endereço conhecido.',
    taught: '/conceitos/socket#cliente-e-servidor',
  },
  {
    portuguese: 'SYN',
    english: 'synchronize',
    meaning: 'O sinal do segmento que pede uma conexão TCP.',
    taught: '/conceitos/conexao#abrir',
  },
  {
    portuguese: 'segmento',
    english: 'segment',
    meaning: 'O pacote do TCP: um pedaço do fluxo, com números e sinais (SYN, ACK, FIN, RST).',
    taught: '/conceitos/conexao#abrir',
  },
  {
    portuguese: 'número de sequência',
    english: 'sequence number',
    meaning: 'O lugar de cada byte no fluxo; o SYN e o FIN também ocupam um.',
    taught: '/conceitos/conexao#abrir',
  },
  {
    portuguese: 'controle de congestionamento',
    english: 'congestion control',
    meaning: 'O TCP diminui o passo quando a rede perde.',
    taught: '/conceitos/conexao#fluxo',
  },
  {
    portuguese: 'keep-alive',
    english: 'keep-alive',
    meaning: 'Um pacote vazio, de tempos em tempos, para saber se o outro lado ainda existe.',
    taught: '/conceitos/conexao#perguntas',
  },
  {
    portuguese: 'socket',
    english: 'socket',
    meaning: 'A tomada: o ponto por onde um programa fala com a rede.',
    taught: '/conceitos/socket',
  },
  {
    portuguese: 'socket que escuta',
    english: 'listening socket',
    meaning: 'O que recebe conexões e nunca dados; cada conexão ganha um socket próprio.',
    taught: '/conceitos/socket#escuta-e-conexao',
  },
  {
    portuguese: 'soma de verificação',
    english: 'checksum',
    meaning: 'Uma conta sobre todos os bytes, que denuncia um pacote estragado pelo acaso.',
    taught: '/licoes/udp#quebre-o-programa',
  },
  {
    portuguese: 'thread',
    english: 'thread',
    meaning: 'Uma linha de execução dentro de um programa; ele pode ter muitas.',
    taught: '/licoes/threads#tres-ideias-antes-de-comecar',
  },
  {
    portuguese: 'TCP',
    english: 'Transmission Control Protocol',
    meaning: 'O protocolo das conexões: bytes todos, na ordem, sem repetição.',
    taught: '/conceitos/tcp-ou-udp',
  },
  {
    portuguese: 'TIME_WAIT',
    english: 'TIME-WAIT',
    meaning: 'O tempo em que o sistema ainda se lembra de uma conexão que fechou.',
    taught: '/conceitos/conexao#time-wait',
  },
  {
    portuguese: 'trava',
    english: 'lock',
    meaning: 'O que uma thread segura para que as outras esperem.',
    taught: '/licoes/threads/race#em-python',
  },
  {
    portuguese: 'UDP',
    english: 'User Datagram Protocol',
    meaning: 'O protocolo dos datagramas: sem conexão e sem garantia.',
    taught: '/conceitos/tcp-ou-udp',
  },
  {
    portuguese: 'loopback',
    english: 'loopback',
    meaning: 'O endereço 127.0.0.1 (ou ::1): o que se envia não sai daqui.',
    taught: '/licoes/tcp-server#tres-ideias-antes-de-comecar',
  },
  {
    portuguese: 'esperar uma thread',
    english: 'join',
    meaning: 'Esperar que outra thread termine.',
    taught: '/licoes/threads#passo-3-esperar',
  },
  {
    portuguese: 'tempo máximo de vida de um segmento',
    english: 'maximum segment lifetime',
    meaning: 'Quanto um pacote atrasado ainda pode vagar pela rede; duas vezes isso é o TIME_WAIT.',
    taught: '/conceitos/conexao#time-wait',
  },
  {
    portuguese: 'ACK atrasado',
    english: 'delayed ACK',
    meaning:
      'Quem recebe segura a confirmação por um instante, à espera de algo para mandar junto.',
    taught: '/conceitos/conexao#fechar',
  },
  {
    portuguese: 'resolver um nome',
    english: 'name resolution',
    meaning: 'Descobrir os endereços de um nome.',
    taught: '/referencia/chamadas#getaddrinfo',
  },
  {
    portuguese: 'sessão',
    english: 'session identifier',
    meaning:
      'Um número sorteado quando o programa começa; separa o que é dele do que era de outro na mesma porta.',
    taught: '/licoes/chat#o-combinado-byte-por-byte',
  },
  {
    portuguese: 'espera na cabeça da fila',
    english: 'head-of-line blocking',
    meaning:
      'Em um fluxo em ordem, o que já chegou espera pelo que se perdeu antes dele, mesmo que o programa pudesse usá-lo.',
    taught: '/licoes/chat/achados#a-fila-inteira-espera',
  },
  {
    portuguese: 'prazo de retransmissão',
    english: 'retransmission timeout',
    meaning:
      'Quanto o TCP espera uma confirmação antes de enviar de novo; cada vez que vence, dobra (RFC 6298).',
    taught: '/licoes/chat/achados#o-prazo-que-dobra',
  },
  {
    portuguese: 'repetir tudo desde a que falta',
    english: 'go-back-N',
    meaning:
      'Quando uma confirmação não vem, enviar de novo aquela mensagem e todas as seguintes, mesmo as que chegaram.',
    taught: '/licoes/chat/udp#repetir-mas-nao-depressa',
  },
  {
    portuguese: 'problema dos dois generais',
    english: 'two generals',
    meaning:
      'Em uma rede que perde, quem envia a última mensagem nunca tem certeza de que ela chegou.',
    taught: '/licoes/chat/udp#a-ultima-confirmacao',
  },
  {
    portuguese: 'chamada de procedimento remoto',
    english: 'remote procedure call',
    meaning:
      'Chamar uma função de outro programa: o nome e os argumentos vão em uma mensagem, e o resultado volta em outra.',
    taught: '/licoes/remote-objects#tres-ideias-antes-de-comecar',
  },
  {
    portuguese: 'objeto de fachada',
    english: 'stub',
    meaning:
      'Um objeto com os métodos de outro, que está longe; chamá-los é enviar mensagens a ele.',
    taught: '/licoes/remote-objects#tres-ideias-antes-de-comecar',
  },
  {
    portuguese: 'chamada de volta',
    english: 'callback',
    meaning: 'Uma função que se entrega a outro, para que ele a chame quando houver o que contar.',
    taught: '/licoes/remote-objects/library#o-que-voce-vai-construir',
  },
  {
    portuguese: 'chamar antes de ter',
    english: 'promise pipelining',
    meaning:
      'Chamar métodos de um resultado que ainda não voltou, para que as mensagens vão juntas.',
    taught: '/licoes/remote-objects/library#o-que-voce-vai-construir',
  },
  {
    portuguese: 'referência que dá permissão',
    english: 'capability',
    meaning:
      'Uma referência a um objeto que, por si só, permite usá-lo: quem não a recebeu não o alcança.',
    taught: '/licoes/remote-objects/library#os-objetos',
  },
  {
    portuguese: 'proxy',
    english: 'proxy',
    meaning: 'Um programa no meio do caminho, que recebe de um lado e passa para o outro.',
    taught: '/resistencia#experimente-uma',
  },
];
