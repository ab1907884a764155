import { type Twin, twins } from '@tomada/testing';
import { formatNumber } from './numbers.ts';
import { Progress } from './progress.ts';
import { turns } from './rounds.ts';
import { collectComplaints, ServerProcess } from './server-process.ts';
import type { UdpJob, UdpResult } from './udp-load.ts';
import { WorkerProcess } from './worker-process.ts';

/** How much is measured. */
export interface Plan {
  readonly rounds: number;
  /** How many questions are on their way at the same time. */
  readonly outstanding: readonly number[];
  /** Round trips of one measurement. */
  requests(outstanding: number): number;
}

/** One server under one load in one round. */
export interface Measurement extends UdpResult {
  readonly language: Twin['language'];
  readonly outstanding: number;
  readonly round: number;
}

/** What a run gives: the measurements, and what servers wrote to standard error meanwhile. */
export interface Outcome {
  readonly measurements: readonly Measurement[];
  readonly complaints: readonly string[];
}

/** The competitors; Python is not among them where there is none. */
export const contestants = twins('udp', 'start', 'upper-server').filter(({ skip }) => !skip);

interface Running {
  readonly language: Twin['language'];
  readonly server: ServerProcess;
}

/**
 * Starts both servers, warms them up, and measures them by turns.
 *
 * @throws {Error} when a server does not start, ends, or stops answering; its standard error is in the message
 */
export async function measureUdp(plan: Plan): Promise<Outcome> {
  await using client = new WorkerProcess<UdpJob, UdpResult>('./udp-worker.ts');
  const running: Running[] = [];
  try {
    for (const { language, program } of contestants) {
      const argv = [...program.argv, '--port', '0'] as const;
      const command = { name: `servidor em ${language}`, argv, cwd: program.cwd };
      running.push({ language, server: await ServerProcess.start(command) });
    }
    const measurements: Measurement[] = [];
    const progress = new Progress(running.length * plan.outstanding.length * (1 + plan.rounds));
    // Round -1 warms up and counts for nothing.
    for (let round = -1; round < plan.rounds; round++) {
      const when = round < 0 ? 'aquecimento' : `rodada ${round + 1} de ${plan.rounds}`;
      for (const outstanding of plan.outstanding) {
        for (const { language, server } of turns(running, Math.max(0, round))) {
          const requests = plan.requests(outstanding);
          const what = `${formatNumber(requests)} idas e voltas, ${outstanding} por vez`;
          progress.begin(`${when} · ${outstanding} por vez · ${server.name}`);
          const measured = await client.run({ port: server.port, outstanding, requests }, what);
          server.checkAlive();
          if (round >= 0) measurements.push({ language, outstanding, round, ...measured });
        }
      }
    }
    progress.end();
    return { measurements, complaints: collectComplaints(running.map(({ server }) => server)) };
  } finally {
    await Promise.all(running.map(({ server }) => server[Symbol.asyncDispose]()));
  }
}
