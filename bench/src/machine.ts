import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, release, type } from 'node:os';
import { python } from '@tomada/testing';
import { formatNumber } from './numbers.ts';

/** What a measurement depends on besides the code. */
export interface Machine {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly system: string;
  readonly node: string;
  /** Undefined when there is no Python 3.10 or newer. */
  readonly python: string | undefined;
  /** The load of the minute before (runnable processes); 0 on Windows, which does not tell. */
  readonly loadBefore: number;
}

/** Looks at the machine that the bench runs on. */
export function describeMachine(): Machine {
  return {
    date: new Date().toISOString(),
    cpu: cpus()[0]?.model.trim() ?? '?',
    cores: availableParallelism(),
    system: `${type()} ${release()}`,
    node: process.version,
    python: pythonVersion(),
    loadBefore: loadavg()[0] ?? 0,
  };
}

/** A machine in two lines, for people. */
export function formatMachine(machine: Machine): string {
  const { cpu, cores, system, node, python, loadBefore } = machine;
  const date = new Date(machine.date).toLocaleString('pt-BR');
  return [
    `Máquina: ${cpu}, ${cores} núcleo(s), ${system}`,
    `Node ${node}, Python ${python ?? 'não encontrado'}, ${date}, carga antes de começar: ${formatNumber(loadBefore, 2)}`,
  ].join('\n');
}

function pythonVersion(): string | undefined {
  if (!python) return undefined;
  const [file, ...args] = python;
  const { stdout } = spawnSync(file, [...args, '--version'], { encoding: 'utf8' });
  return stdout.trim().replace('Python ', '');
}
