import { type Twin, twins } from '@tomada/testing';
import type { ChatJob, ChatResult } from './chat-load.ts';
import { Progress } from './progress.ts';
import { turns } from './rounds.ts';
import { ServerProcess } from './server-process.ts';
import { WorkerProcess } from './worker-process.ts';

/** How much is measured. */
export interface Plan {
  readonly rounds: number;
  /** How many people are in the room. */
  readonly people: readonly number[];
  /** Lines said in one measurement. */
  lines(people: number): number;
}

/** One room with so many people in one round. */
export interface Measurement extends ChatResult {
  readonly language: Twin['language'];
  readonly people: number;
  readonly round: number;
  /** Bytes of memory that the room's process took more for each of them; undefined where the system does not tell. */
  readonly bytesPerPerson?: number;
}

/** What a run gives: the measurements, and what rooms wrote to standard error meanwhile. */
export interface Outcome {
  readonly measurements: readonly Measurement[];
  readonly complaints: readonly string[];
}

/** The competitors; Python is not among them where there is none. */
export const contestants = twins('chat', 'start:room', 'room-server').filter(({ skip }) => !skip);

/** How many of them speak at the same time. */
const SPEAKERS = 5;

/**
 * Measures each room by turns, a fresh process each time: what a crowd left behind must not count for the next.
 *
 * @throws {Error} when a room does not start or ends; its standard error is in the message
 */
export async function measureChat(plan: Plan): Promise<Outcome> {
  await using people = new WorkerProcess<ChatJob, ChatResult>('./chat-worker.ts');
  const measurements: Measurement[] = [];
  const complaints: string[] = [];
  const progress = new Progress(contestants.length * plan.people.length * plan.rounds);
  for (let round = 0; round < plan.rounds; round++) {
    for (const count of plan.people) {
      for (const { language, program } of turns(contestants, round)) {
        const options = ['--host', '127.0.0.1', '--port', '0', '--rate', '100000'];
        const argv = [...program.argv, ...options] as const;
        const name = `sala em ${language}`;
        progress.begin(`rodada ${round + 1} de ${plan.rounds} · ${count} pessoas · ${name}`);
        await using room = await ServerProcess.start({ name, argv, cwd: program.cwd });
        const job = {
          port: room.port,
          people: count,
          speakers: SPEAKERS,
          lines: plan.lines(count),
        };
        const before = room.residentBytes;
        await people.run({ ...job, onlyJoin: true }, `${count} pessoas entram`);
        const after = room.residentBytes;
        const result = await people.run({ ...job, onlyJoin: false }, `${job.lines} linhas`);
        room.checkAlive();
        if (room.complaints !== '') complaints.push(`${name}:\n${room.complaints}`);
        const memory =
          before === undefined || after === undefined
            ? {}
            : { bytesPerPerson: (after - before) / count };
        measurements.push({ language, people: count, round, ...result, ...memory });
      }
    }
  }
  progress.end();
  return { measurements, complaints };
}
