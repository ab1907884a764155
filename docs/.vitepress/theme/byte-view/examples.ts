/** A format with values, to begin with. */
export interface Example {
  readonly title: string;
  readonly format: string;
  readonly texts: readonly string[];
}

export const examples: readonly [Example, ...Example[]] = [
  { title: 'Uma mensagem na rede', format: '!Ihd', texts: ['7', '-2', '2.5'] },
  { title: 'Alinhamento', format: '@bhq', texts: ['1', '2', '3'] },
  { title: '0.1 em três tamanhos', format: '>efd', texts: ['0.1', '0.1', '0.1'] },
  { title: 'Texto', format: '!4s6pc?', texts: ['olá', 'olá', 'A', 'sim'] },
  { title: 'Inteiros de 64 bits', format: '<qQ', texts: ['-1', '18446744073709551615'] },
];
