/**
 * `pnpm test`: types, lint, the site's build, and every test of every package; then one summary, counted from the
 * reports that the tests wrote, with what was skipped and why.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { browserPath, hasNetworks, python } from '@tomada/testing';
import { countTests, listFailures, readReports, verdict, writeSummary } from './reports.ts';
import { root, turbo } from './turbo.ts';

/** Every report there can be: one a package that has tests. */
const reports = ['lessons', 'packages', '.']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
  .filter((folder) => existsSync(join(folder, 'vitest.config.ts')))
  .map((folder) => join(folder, 'reports', 'test.json'));

for (const report of reports) rmSync(report, { force: true });
const asked = process.argv.slice(2);
// Types and style of all packages at once: one reading of TypeScript's and Node's types in the place of twenty.
// e2e last and alone: its networks, its crowds and its class of hostile programs take the whole machine, and the clocks
// of others would run out.
const all = ['//#typecheck', '//#lint', 'build', 'test'];
const parts =
  asked.length > 0
    ? [[...all, ...asked]]
    : [
        [...all, '--filter=!e2e'],
        ['test', '--filter=e2e'],
      ];
let isInterrupted = false;
process.once('SIGINT', () => {
  isInterrupted = true;
});
let code = 0;
for (const part of parts) {
  if (isInterrupted) break;
  const ended = await turbo([
    'run',
    ...part,
    '--continue=dependencies-successful',
    '--concurrency=2',
    '--output-logs=new-only',
    '--ui=stream',
  ]);
  code = ended || code;
}

const found = readReports(reports);
const { passed, failed, skipped } = countTests(found);
const missing = reports.length - found.length;
const unsound = found.filter((each) => !each.success && each.numFailedTests === 0).length;

const lines = [`${passed} testes passaram, ${failed} falharam, ${skipped} foram pulados.`];
if (!python) {
  lines.push('Python 3.10 ou mais novo não foi encontrado: os pares em Python NÃO foram testados.');
}
if (!browserPath) {
  lines.push(
    'Nenhum Chromium ou Chrome foi encontrado: as páginas NÃO foram testadas em um navegador. ' +
      'Instale um deles, ou diga onde está: CHROMIUM_PATH=/caminho/do/chromium',
  );
}
if (!hasNetworks) {
  lines.push(
    'Esta máquina não deixa fazer redes à parte (no Linux: util-linux, iproute2 e nftables, e namespaces de usuário permitidos): ' +
      'os erros que precisam de uma NÃO foram reproduzidos.',
  );
}
if (missing > 0) lines.push(`${missing} pacotes não chegaram a rodar seus testes.`);
if (unsound > 0) lines.push(`${unsound} pacotes tiveram erros fora dos testes.`);
const failures = listFailures(found);
// What failed before any test ran counts as one failure.
const broken = failed + missing + unsound;
writeSummary('summary', {
  passed,
  failed: code !== 0 && broken === 0 ? 1 : broken,
  skipped,
  failures,
});

const good = code === 0 && broken === 0;
lines.push(...verdict(good, failures));
console.log(`\n${lines.join('\n')}`);
process.exitCode = good ? 0 : 1;
