// A thread that only says that it is there, for the cost of starting one.
import { parentPort } from 'node:worker_threads';

parentPort?.postMessage(0);
