export interface Lesson {
  readonly title: string;
  readonly link: `/licoes/${string}`;
  /** What the learner has at the end, for the home page. */
  readonly promise: string;
}

/** The lessons in their order: the sidebar, the home page and «next page» all read this list. */
export const lessons: readonly [Lesson, ...Lesson[]] = [
  {
    title: 'Servidor TCP',
    link: '/licoes/tcp-server',
    promise:
      'Um programa que espera na porta 8080 e devolve em maiúsculas o que chegar, para muitos clientes ao mesmo tempo.',
  },
  {
    title: 'Cliente TCP',
    link: '/licoes/tcp-client',
    promise:
      'O outro lado da conversa: conecta, envia, avisa que terminou de falar e espera a resposta inteira.',
  },
];
