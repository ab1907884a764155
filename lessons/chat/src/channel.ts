// #region channel
/** Por onde uma mensagem veio, e por onde se responde a quem a mandou. */
export interface Route {
  readonly name: string;
  send(bytes: Buffer): void;
}

/** O que uma conversa pede à rede. Há dois: um em TCP, outro em UDP. */
export interface Channel {
  /** Quantas linhas podem ir sem confirmação. */
  readonly window: number;
  /** Se repetir o que se perde é com a gente. O TCP repete sozinho. */
  readonly repeats: boolean;
  /** Se há a quem chamar, ou só se espera ser chamado. */
  readonly mayCall: boolean;
  /** O caminho até o outro lado, se há um. */
  readonly route: Route | undefined;
  /** Tenta chegar ao outro lado e dizer olá. */
  call(): void;
  /** Veio por este caminho o olá de quem me conhece: é por ele que se fala? */
  use(route: Route, peerSession: number): 'same' | 'new' | 'rejected';
  /** Desiste da chamada em andamento. */
  hangUp(): void;
  /** Desiste de todos os caminhos. */
  drop(): void;
  /** Envia o que falta, fecha tudo e espera a porta ficar livre. */
  close(): Promise<void>;
}
// #endregion channel
