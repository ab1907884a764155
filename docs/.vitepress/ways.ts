import { lessons } from './lessons.ts';

/** One page on the way, and what it is for. */
export interface Stop {
  readonly link: `/${string}`;
  readonly why: string;
  /** Instead of the estimate, where the page asks for more than reading; the text beside it says what. */
  readonly minutes?: number;
  /** To be opened when it is needed: it takes no time of the way. */
  readonly atNeed?: true;
}

/** A way through the site for one kind of reader. */
export type Way = readonly Stop[];

const start: Stop = {
  link: '/comece-aqui',
  why: 'Instalar o Node, ter dois terminais, rodar a primeira conversa e saber parar. O tempo é com a instalação.',
  minutes: 15,
};

/** What each page adds, for who takes them all. */
const reasons: Readonly<Record<string, string>> = {
  '/licoes/tcp-server': 'Um servidor inteiro, em três passos.',
  '/licoes/tcp-server/phases':
    'As chamadas do sistema, uma por uma, e o que acontece em cada fase.',
  '/licoes/tcp-server/lines':
    'O que é uma mensagem. É a página que mais conserta programas dos outros.',
  '/licoes/tcp-server/off': 'Uma conversa de muitas mensagens, e uma fila feita por você.',
  '/licoes/tcp-server/http': 'O mesmo servidor, falando com o seu navegador.',
  '/conceitos/socket': 'O que você acabou de usar, com nomes: endereço, porta, socket.',
  '/conceitos/conexao': 'Como uma conexão se abre e se fecha, e todos os estados dela.',
  '/conceitos/chamadas': 'Que chamada causa que segmento, dos dois lados.',
  '/conceitos/tcp-ou-udp': 'Os dois lado a lado, e quando usar qual.',
  '/licoes/tcp-client': 'O outro lado: conectar, falar, ouvir até o fim, desistir a tempo.',
  '/licoes/tcp-client/interactive': 'O que muda quando quem envia é uma pessoa no teclado.',
  '/licoes/tcp-client/off': 'Perguntar muitas vezes na mesma conexão.',
  '/licoes/threads': 'Iniciar, esperar e interromper threads.',
  '/licoes/threads/parallel': 'Quando elas aceleram uma conta, e quanto.',
  '/licoes/threads/race': 'O que acontece quando duas mexem no mesmo número.',
  '/licoes/threads/packets': 'Uma envia, outra recebe: o primeiro exemplo das apostilas.',
  '/licoes/threads/server': 'O segundo exemplo: um servidor com contas a fazer.',
  '/licoes/address-lookup': 'De onde vêm os endereços dos nomes.',
  '/licoes/address-lookup/files':
    'Os arquivos da lição, inteiros, nas duas linguagens: para ler o que a página só cita.',
  '/licoes/udp': 'O mesmo serviço sem conexão: prazos e novas tentativas são com você.',
  '/licoes/udp/numbered': 'De qual pergunta é esta resposta.',
  '/licoes/struct-marshal': 'Números viram bytes e voltam: ordem, tamanho, enchimento.',
  '/licoes/struct-marshal/letters': 'Letras também são bytes, e um acento são dois.',
  '/licoes/struct-marshal/marshal':
    'O tipo viaja junto: o que isso custa, e o perigo de ler um estranho.',
  '/licoes/struct-marshal/files':
    'Os arquivos da lição, inteiros, nas duas linguagens: para ler o que a página só cita.',
  '/licoes/exercises': 'Como se confere um programa seu, e o que diz um que falhou.',
  '/licoes/exercises/oracle':
    'Onde termina uma pergunta? O tempo é de leitura; escrever leva mais.',
  '/licoes/exercises/primes': 'Números em bytes, e uma conta que não faz ninguém esperar.',
  '/licoes/exercises/divisors': 'Uma lista que volta em marshal, sem dizer o próprio tamanho.',
  '/licoes/exercises/framing': 'O outro jeito de dizer onde uma mensagem termina.',
  '/licoes/exercises/broadcast': 'Muitos clientes que se ouvem, e um que não lê.',
  '/licoes/exercises/scanner': 'O que o sistema responde quando ninguém escuta.',
  '/licoes/exercises/reliable-echo': 'Construir, sobre UDP, o que UDP não dá.',
  '/licoes/chat': 'O projeto do curso: dois lados iguais, e nenhuma linha perdida.',
  '/licoes/chat/files':
    'Os arquivos do chat, inteiros, nas duas linguagens: para ler o que as páginas só citam.',
  '/licoes/chat/udp': 'Número, confirmação e repetição: o que o TCP fazia por você.',
  '/licoes/chat/achados': 'TCP contra UDP, medidos em uma rede que perde de verdade.',
  '/licoes/remote-objects': 'Uma chamada de método que atravessa a rede, e o que ela não esconde.',
  '/licoes/remote-objects/client': 'A fachada, os prazos, e o que fazer quando não se sabe.',
  '/licoes/remote-objects/library':
    'O mesmo com uma biblioteca: objetos emprestados e chamadas de volta.',
  '/licoes/remote-objects/files':
    'Os arquivos do servidor, inteiros, nas duas linguagens: para ler o que a página só cita.',
  '/licoes/chat/room': 'Do servidor de linhas a uma sala em que ninguém segura ninguém.',
};

const lessonStops = (): readonly Stop[] =>
  lessons
    .flatMap(({ link, parts, promise }) => [
      { link, why: promise },
      ...parts.map((part) => ({ link: part.link, why: '' })),
    ])
    .map(({ link, why }) => ({ link, why: reasons[link] ?? why }));

const stop = (link: Stop['link'], why = reasons[link] ?? ''): Stop => ({ link, why });

const atNeed = (link: Stop['link'], why: string): Stop => ({ link, why, atNeed: true });

export const ways = {
  student: [
    start,
    stop('/licoes/tcp-server'),
    stop('/conceitos/socket'),
    stop('/licoes/tcp-client'),
    stop('/conceitos/conexao'),
    stop('/licoes/tcp-server/phases'),
    stop('/conceitos/chamadas'),
    stop('/licoes/tcp-server/lines'),
    stop('/licoes/threads'),
    stop('/licoes/udp'),
    stop('/conceitos/tcp-ou-udp'),
    stop('/licoes/struct-marshal'),
    stop('/licoes/exercises'),
    stop('/licoes/exercises/oracle'),
    stop('/licoes/exercises/primes'),
    stop('/licoes/exercises/divisors'),
    stop('/licoes/chat'),
    stop('/licoes/remote-objects'),
    stop('/licoes/remote-objects/client'),
    atNeed('/erros', 'Quando o terminal disser um código.'),
    atNeed('/enganos', 'Quando a apostila e a Tomada disserem coisas diferentes.'),
    atNeed('/referencia/glossario', 'Quando uma palavra vier em inglês, ou só em português.'),
  ],
  instructor: [
    stop(
      '/enganos',
      'O que muda em relação ao material que você usa hoje, e a prova de cada item.',
    ),
    {
      ...start,
      why: 'Faça a instalação em um computador do laboratório antes da turma. O tempo é com a instalação.',
    },
    stop(
      '/licoes/tcp-server',
      'A forma que toda lição tem: resultado, passos, rede ruim, defeitos.',
    ),
    stop('/licoes/tcp-server/phases', 'O programa dos slides, mostrado por dentro e consertado.'),
    stop(
      '/conceitos/conexao',
      'Para o quadro: o aperto de mãos e os estados, gravados de conversas reais.',
    ),
    stop('/licoes/tcp-server/lines', 'A aula que a maioria dos cursos não dá: o enquadramento.'),
    stop('/resistencia', 'O que cada programa faz em cada rede ruim: dá boas perguntas de prova.'),
    stop('/licoes/exercises', 'Exercícios que se corrigem sozinhos, em qualquer linguagem.'),
    atNeed('/referencia/chamadas', 'Cada chamada em Python, Node e Java, com o que foi provado.'),
    atNeed('/referencia/opcoes', 'As opções de cada programa, para preparar um exercício.'),
    stop('/fontes', 'De onde vieram os exercícios e os fatos.'),
  ],
  alone: [
    start,
    ...lessonStops(),
    stop('/conceitos/socket'),
    stop('/conceitos/conexao'),
    stop('/conceitos/chamadas'),
    stop('/conceitos/tcp-ou-udp'),
    stop('/enganos', 'Uma revisão de tudo, pelo avesso.'),
    stop('/resistencia', 'Preveja cada linha antes de ler.'),
    atNeed('/erros', 'Quando o terminal disser um código.'),
    atNeed('/referencia/chamadas', 'Quando quiser saber tudo de uma chamada.'),
    atNeed('/referencia/glossario', 'Quando uma palavra vier em inglês, ou só em português.'),
  ],
} as const satisfies Readonly<Record<string, Way>>;
