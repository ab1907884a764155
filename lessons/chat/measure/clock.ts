/** Agora, em ms, no relógio que todos os processos do computador têm em comum (CLOCK_MONOTONIC, POSIX). */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
