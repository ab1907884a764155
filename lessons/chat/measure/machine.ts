/** De que mais uma medida depende, além do programa. */
import { availableParallelism, cpus, loadavg, release, type } from 'node:os';

export function describeMachine() {
  return {
    date: new Date().toISOString(),
    cpu: cpus()[0]?.model.trim() ?? 'processador desconhecido',
    cores: availableParallelism(),
    system: `${type()} ${release()}`,
    node: process.version,
    loadBefore: load(),
  };
}

/** Programas prontos para rodar, em média, no último minuto; 0 no Windows, que não diz. */
export function load(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}
