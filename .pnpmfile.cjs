// pnpm loads this file before anything else.
const { existsSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');

tellOldNode();
forgetFilteredInstall();

/** An old Node is told in one sentence instead of failing half-way. */
function tellOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(
    `A Tomada precisa do Node 20.19 ou mais novo, e este computador usa o ${process.version}: instale a versão LTS de https://nodejs.org e repita o comando.\n`,
  );
  process.exit(1);
}

/**
 * On a bare machine a command for one lesson (`pnpm --filter lesson-… start`) installs that lesson alone, and pnpm 12
 * then takes all the others for installed too: they would fail for ever. Without its note it looks again each time,
 * until a command for the whole project (`pnpm start`, `pnpm test`, `pnpm install`) has installed everything.
 */
function forgetFilteredInstall() {
  const note = join(__dirname, 'node_modules', '.pnpm-workspace-state-v1.json');
  if (!existsSync(note)) return;
  if (JSON.parse(readFileSync(note, 'utf8')).filteredInstall) rmSync(note);
}
