/**
 * Runs what writes files for a command: what the system refuses is told in one sentence, with code 1.
 *
 * @param path what was to be written
 */
export async function writeSafely(path: string, write: () => void | Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const isSystems = error instanceof Error && 'code' in error && 'syscall' in error;
    if (!isSystems) throw error;
    process.stderr.write(`Não consegui escrever ${path} (${error.code}): ${error.message}\n`);
    process.exit(1);
  }
}
