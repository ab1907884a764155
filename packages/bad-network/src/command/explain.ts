import { type Endpoint, explainError } from '@tomada/utils';

/**
 * Explains why the command cannot listen. The first sentence and the address on the site are those of every program;
 * what to do is said with this command's own words, as it has no `--port` and no `--host`.
 */
export function explainListening(error: unknown, listen: Endpoint, target: Endpoint): string {
  const [what, remedy, ...more] = explainError(error, listen).split('\n');
  return [what, remedyFor(error, listen, target) ?? remedy, ...more].join('\n');
}

function remedyFor(error: unknown, listen: Endpoint, target: Endpoint): string | undefined {
  const ports = `${otherPort(listen.port, target.port)}:${target.port}`;
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `Feche o outro programa (Ctrl-C no terminal dele) ou escute em outra porta, por exemplo: ${ports}`;
    case 'EACCES':
      return `As portas abaixo de 1024 costumam ser reservadas ao administrador. Escute em uma maior, por exemplo: ${ports}`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'Use --listen-host 127.0.0.1 (só este computador) ou --listen-host 0.0.0.0 (todos os endereços deste computador).';
    default:
      return undefined;
  }
}

/** A port nearby that is neither taken nor the target. */
function otherPort(listen: number, target: number): number {
  const next = listen < 1024 ? listen + 8000 : listen < 65535 ? listen + 1 : 8081;
  return next === target ? next + 1 : next;
}
