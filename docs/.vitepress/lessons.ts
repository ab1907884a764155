/** One more program of a lesson, on a page of its own. */
export interface Part {
  readonly title: string;
  readonly link: `/licoes/${string}/${string}`;
}

export interface Lesson {
  readonly title: string;
  readonly link: `/licoes/${string}`;
  /** What the learner has at the end, for the home page. */
  readonly promise: string;
  readonly parts: readonly Part[];
}

/** The lessons in their order: the sidebar, the home page and «next page» all read this list. */
export const lessons: readonly [Lesson, ...Lesson[]] = [
  {
    title: 'Servidor TCP',
    link: '/licoes/tcp-server',
    promise:
      'Um programa que espera na porta 8080 e devolve em maiúsculas o que chegar, para muitos clientes ao mesmo tempo.',
    parts: [
      { title: 'As fases', link: '/licoes/tcp-server/phases' },
      { title: 'Linhas', link: '/licoes/tcp-server/lines' },
      { title: 'Conversa', link: '/licoes/tcp-server/off' },
      { title: 'HTTP', link: '/licoes/tcp-server/http' },
    ],
  },
  {
    title: 'Cliente TCP',
    link: '/licoes/tcp-client',
    promise:
      'O outro lado da conversa: conecta, envia, avisa que terminou de falar e espera a resposta inteira.',
    parts: [
      { title: 'Teclado', link: '/licoes/tcp-client/interactive' },
      { title: 'Conversa', link: '/licoes/tcp-client/off' },
    ],
  },
  {
    title: 'Threads',
    link: '/licoes/threads',
    promise:
      'Três threads com nome, a mesma conta em vários núcleos, um contador disputado, e um servidor que faz contas sem deixar ninguém esperando.',
    parts: [
      { title: 'Em paralelo', link: '/licoes/threads/parallel' },
      { title: 'A corrida', link: '/licoes/threads/race' },
      { title: 'Pacotes', link: '/licoes/threads/packets' },
      { title: 'O servidor', link: '/licoes/threads/server' },
    ],
  },
  {
    title: 'Nomes e endereços',
    link: '/licoes/address-lookup',
    promise:
      'Os bytes de um endereço, todos os endereços de um nome, e o que o sistema e o DNS respondem quando você pergunta.',
    parts: [{ title: 'Os arquivos', link: '/licoes/address-lookup/files' }],
  },
  {
    title: 'UDP',
    link: '/licoes/udp',
    promise:
      'O mesmo serviço em datagramas: sem conexão e sem garantia, com limite de espera e novas tentativas.',
    parts: [{ title: 'Com número', link: '/licoes/udp/numbered' }],
  },
  {
    title: 'Valores em bytes',
    link: '/licoes/struct-marshal',
    promise:
      'De números, textos e listas a bytes e de volta, como o struct e o marshal do Python, com o dono de cada byte à vista.',
    parts: [
      { title: 'Texto', link: '/licoes/struct-marshal/letters' },
      { title: 'marshal', link: '/licoes/struct-marshal/marshal' },
      { title: 'Os arquivos', link: '/licoes/struct-marshal/files' },
    ],
  },
  {
    title: 'Exercícios',
    link: '/licoes/exercises',
    promise:
      'Sete programas por sua conta, em qualquer linguagem, julgados pela rede: o que está certo, e em que byte está o erro.',
    parts: [
      { title: 'Oráculo', link: '/licoes/exercises/oracle' },
      { title: 'Primos vizinhos', link: '/licoes/exercises/primes' },
      { title: 'Divisores', link: '/licoes/exercises/divisors' },
      { title: 'Mensagens com tamanho', link: '/licoes/exercises/framing' },
      { title: 'Mural', link: '/licoes/exercises/broadcast' },
      { title: 'Portas abertas', link: '/licoes/exercises/scanner' },
      { title: 'Eco que não se perde', link: '/licoes/exercises/reliable-echo' },
    ],
  },
  {
    title: 'Chat',
    link: '/licoes/chat',
    promise:
      'Dois computadores conversam com o mesmo programa, em TCP e em UDP, sem perder nem repetir uma linha; depois, uma sala para a turma.',
    parts: [
      { title: 'Os arquivos', link: '/licoes/chat/files' },
      { title: 'A sala', link: '/licoes/chat/room' },
      { title: 'Em UDP', link: '/licoes/chat/udp' },
      { title: 'Achados', link: '/licoes/chat/achados' },
    ],
  },
  {
    title: 'Objetos remotos',
    link: '/licoes/remote-objects',
    promise:
      'Chamar métodos de objetos que vivem em outro programa, com prazo e número em cada chamada; depois, com uma biblioteca que chama você de volta.',
    parts: [
      { title: 'O cliente', link: '/licoes/remote-objects/client' },
      { title: 'Com uma biblioteca', link: '/licoes/remote-objects/library' },
      { title: 'Os arquivos', link: '/licoes/remote-objects/files' },
    ],
  },
];
