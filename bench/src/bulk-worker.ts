// The process that sends bulk transfers.
import { sendBulk } from './bulk.ts';
import { serveJobs } from './serve-jobs.ts';

serveJobs(sendBulk);
