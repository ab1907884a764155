// The process that measures one library: one for each, so that none is slowed down by what another has taught V8.
import { readFileSync } from 'node:fs';
import { dumps, loads, type Marshallable } from '@tomada/marshal';
import PyMarshal from 'py-marshal';
import { digestOf, type Library, type MarshalJob, type MarshalResult } from './marshal-jobs.ts';
import { serveJobs } from './serve-jobs.ts';

interface Calls {
  read(bytes: Uint8Array): unknown;
  write(value: unknown, version: number): Uint8Array;
}

const calls: Readonly<Record<Library, Calls>> = {
  tomada: {
    read: (bytes) => loads(bytes),
    write: (value, version) => dumps(value as Marshallable, version), // loads gave it
  },
  'tomada exact': {
    read: (bytes) => loads(bytes, { exact: true }),
    write: (value, version) => dumps(value as Marshallable, version), // loads gave it
  },
  'py-marshal': {
    read: (bytes) => PyMarshal.readFromBuffer(Buffer.from(bytes)),
    write: (value) => PyMarshal.writeToBuffer(value), // it has a version of its own
  },
};

serveJobs(run);

async function run({
  library,
  operation,
  version,
  files,
  turns,
}: MarshalJob): Promise<MarshalResult | null> {
  const { read, write } = calls[library];
  const exact = library === 'tomada exact';
  try {
    const inputs = files.map((file) => new Uint8Array(readFileSync(file)));
    // What is written was read by ours: py-marshal cannot read all that it can write.
    const values = operation === 'dumps' ? inputs.map((bytes) => loads(bytes, { exact })) : [];
    let last: unknown;
    const since = process.cpuUsage();
    for (let turn = 0; turn < turns; turn++) {
      if (operation === 'loads') for (const bytes of inputs) last = read(bytes);
      else for (const value of values) last = write(value, version);
    }
    const { user, system } = process.cpuUsage(since); // µs
    const value = operation === 'loads' ? last : loads(last as Uint8Array, { exact }); // write gave it
    return {
      milliseconds: (user + system) / 1e3 / (turns * files.length),
      digest: digestOf(dumps(value as Marshallable)), // if it is none, this throws
    };
  } catch (error) {
    if (library !== 'py-marshal') throw error;
    return null; // there are types that it does not know
  }
}
