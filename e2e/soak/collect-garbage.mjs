/**
 * Is loaded into a Node program before its own source, which stays as it is: on SIGUSR2 it throws away all garbage
 * and writes into the file TOMADA_SOAK_MEMORY how many bytes of memory its objects and buffers really need.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const { TOMADA_SOAK_MEMORY: file } = process.env;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('SIGUSR2', () => {
  collect();
  collect(); // what the first time only finished, the second takes
  const { heapUsed, external } = process.memoryUsage();
  writeFileSync(`${file}.new`, String(heapUsed + external));
  renameSync(`${file}.new`, file);
});
