import { hostOption, type Option, switchOption } from '@tomada/utils';
import { HIGHEST_SEED } from '../random.ts';
import { refuseValue } from './sentences.ts';
import {
  rateOption,
  readWhole,
  sizeOption,
  timeOption,
  whenOption,
  whichOption,
} from './values.ts';

/** ms between two pieces: enough for another program on a busy computer to read each one apart. */
const GAP = 50;

const DIRECTIONS = ['both', 'to-server', 'to-client'] as const;

const directionOption: Option<(typeof DIRECTIONS)[number]> = {
  placeholder: '<sentido>',
  about: 'onde as falhas valem: both (nos dois sentidos), to-server ou to-client',
  fallback: 'both',
  example: 'to-server',
  parse(text, option) {
    const found = DIRECTIONS.find((each) => each === text);
    if (found) return found;
    return refuseValue(
      option,
      text,
      'não é um sentido',
      'both, to-server ou to-client',
      'to-server',
    );
  },
};

const seedOption: Option<number | string> = {
  placeholder: '<número>',
  about: 'repete os sorteios de outra vez',
  fallback: 'uma ao acaso',
  example: '7',
  parse(text, option) {
    const seed = readWhole(text);
    if (seed <= HIGHEST_SEED) return seed;
    return refuseValue(
      option,
      text,
      'não é uma semente',
      `um número inteiro de 0 a ${HIGHEST_SEED}`,
      '7',
    );
  },
};

const jsonOption: Option<{ readonly file: string } | string> = {
  placeholder: '<arquivo>',
  about: 'no fim, grava nesse arquivo tudo o que viu e fez',
  fallback: 'nenhum',
  example: 'rede.json',
  parse(text, option) {
    if (text !== '') return { file: text };
    return refuseValue(option, text, 'não é um nome de arquivo', 'um nome', 'rede.json');
  },
};

const common = {
  direction: directionOption,
  seed: seedOption,
  'listen-host': hostOption('onde escutar'),
  'target-host': hostOption('onde está o servidor'),
  json: jsonOption,
  times: switchOption('mostra quando foi cada linha, em segundos desde o começo'),
  quiet: switchOption('não mostra o que faz com cada mensagem'),
};

/** What the command takes for each protocol, in the order of the help. */
export const programs = {
  tcp: {
    usage: 'pnpm bad-network tcp <escuta>:<destino>',
    about:
      'Um proxy TCP que estraga a rede de propósito. Escuta em uma porta e passa tudo para a outra:\n' +
      'pnpm bad-network tcp 8081:8080 escuta em 127.0.0.1:8081 e passa para 127.0.0.1:8080.\n' +
      'Sem opções não estraga nada, só mostra. <quando> é um número de bytes (100) ou uma chance para\n' +
      'cada pedaço (5%).',
    options: {
      chunk: sizeOption('corta em pedaços de no máximo tantos bytes; 1-8 sorteia cada tamanho'),
      gap: timeOption('espera entre dois pedaços de --chunk', GAP, '50'),
      join: timeOption('junta o que chega durante esse tempo e passa de uma vez só', 0, '20'),
      delay: timeOption('atraso de cada pedaço', 0, '50'),
      jitter: timeOption('até quanto a mais de atraso, sorteado para cada pedaço', 0, '20'),
      rate: rateOption('no máximo tantos bytes por segundo'),
      stall: whenOption('para de passar, e a conexão continua aberta'),
      'half-close': whenOption('avisa o fim dos dados (FIN) e descarta o resto do sentido'),
      close: whenOption('fecha os dois lados (FIN)'),
      reset: whenOption('corta os dois lados (RST)'),
      ...common,
    },
    words: { example: 'pnpm bad-network tcp 8081:8080' },
  },
  udp: {
    usage: 'pnpm bad-network udp <escuta>:<destino>',
    about:
      'Um retransmissor UDP que estraga a rede de propósito. Escuta em uma porta e passa tudo para a outra:\n' +
      'pnpm bad-network udp 12001:12000 escuta em 127.0.0.1:12001 e passa para 127.0.0.1:12000.\n' +
      'Sem opções não estraga nada, só mostra. <quais> é uma chance para cada datagrama (20%) ou os\n' +
      'números deles, contados a partir de 1 para cada cliente em cada sentido (2,5).',
    options: {
      loss: whichOption('perde'),
      repeat: whichOption('passa duas vezes'),
      reorder: whichOption('segura até o próximo passar, por no máximo 200 ms'),
      cut: whichOption('passa só a primeira metade'),
      change: whichOption('muda um byte sorteado'),
      delay: timeOption('atraso de cada datagrama', 0, '50'),
      jitter: timeOption('até quanto a mais de atraso, sorteado; pode trocar a ordem', 0, '20'),
      ...common,
    },
    words: { example: 'pnpm bad-network udp 12001:12000' },
  },
} as const;

export type Protocol = keyof typeof programs;

/** The help of the command itself, before a protocol is chosen. */
export const OVERALL_HELP = `Uso: pnpm bad-network <tcp|udp> <escuta>:<destino> [opções]

Uma rede ruim de propósito: fica entre o cliente e o servidor e estraga o que passa, do mesmo jeito
toda vez que a semente for a mesma.

  tcp  parte em pedaços, junta, atrasa, limita, emudece, fecha e derruba conexões
  udp  perde, repete, troca a ordem, atrasa, encurta e muda datagramas

Por exemplo:
  pnpm bad-network tcp 8081:8080 --chunk 1     cada byte passa sozinho
  pnpm bad-network udp 12001:12000 --loss 20%  um datagrama em cada cinco se perde

As opções de cada um: pnpm bad-network tcp --help e pnpm bad-network udp --help`;
