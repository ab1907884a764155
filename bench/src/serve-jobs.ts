/** Makes this process a worker (`WorkerProcess`): a job comes as a message, its result goes back as one. */
export function serveJobs<Job, Result>(run: (job: Job) => Promise<Result>): void {
  process.on('message', async (job: Job) => {
    process.send?.(await run(job));
  });
  process.on('disconnect', () => process.exit());
  // Ctrl-C reaches the whole group; the bench itself ends us.
  process.on('SIGINT', () => {});
}
