// `pnpm bench tcp`: the upper-case server and the line server beside a minimal Node server and Python's socketserver.
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { readOptions, switchOption } from '@tomada/utils';
import { endOnSignals } from './children.ts';
import { describeMachine } from './machine.ts';
import { jsonOption, NO_FILE, roundsOption } from './options.ts';
import { allRight, formatFaults, formatFindings } from './tcp-findings.ts';
import { formatMachine, formatTables } from './tcp-report.ts';
import { measureTcp, type Plan } from './tcp-run.ts';
import { entries } from './tcp-servers.ts';

const NOT_A_MEASUREMENT =
  'ENSAIO (--quick): uma rodada com poucos pedidos, só para ver se tudo funciona. NÃO É UMA MEDIDA.';

const { json, rounds, quick } = readOptions({
  usage: 'pnpm bench tcp',
  about: 'Mede o nosso servidor TCP ao lado de um servidor Node mínimo e dos servidores do Python.',
  options: {
    rounds: roundsOption,
    json: jsonOption,
    quick: switchOption('só um ensaio, sem valor de medida: uma rodada, poucos pedidos'),
  },
});

/**
 * The side that closes first (here the server) keeps a connection's address for a minute (TIME_WAIT, RFC 9293
 * §3.6), so a connection per request must stay well below the some 28 000 ports that a client has. Open
 * connections use up none; many clients together are fast and need more requests for a measurement of half a second.
 */
const plan: Plan = {
  rounds: quick ? 1 : rounds,
  clients: [1, 16, 64],
  requests(mode, clients) {
    if (quick) return 128;
    if (mode === 'per-request') return 3_200;
    return clients === 1 ? 12_800 : 38_400;
  },
};

endOnSignals();
// Whoever reads our output may leave early (`| head`): then there is nobody left to measure for.
process.stdout.on('error', () => process.exit(1));
try {
  if (json !== NO_FILE) checkWritable(json);
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** Minutes of measuring must not be lost to a folder that is not there. */
function checkWritable(file: string): void {
  try {
    closeSync(openSync(file, 'a'));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException; // node:fs throws nothing else here
    throw new Error(
      `Opção --json: não consegui gravar em «${file}» (${code}). Confira se a pasta existe e se você pode escrever nela.`,
      { cause },
    );
  }
}

async function run(): Promise<void> {
  const machine = describeMachine();
  const label = quick
    ? NOT_A_MEASUREMENT
    : `${plan.rounds} rodadas intercaladas; cada número é a mediana e, entre parênteses, o menor e o maior.`;
  console.log(`${formatMachine(machine)}\n${label}\n`);

  const outcome = await measureTcp(plan);
  console.log(formatTables(plan, outcome));
  // A rehearsal has no say in who is faster.
  console.log(`\n${quick ? NOT_A_MEASUREMENT : formatFindings(plan, outcome)}`);
  console.log(`\n${formatFaults(outcome)}`);

  if (json !== NO_FILE) {
    const servers = entries.map(({ mode, competitor, command, missing }) => ({
      mode,
      competitor,
      argv: command?.argv ?? null,
      missing: missing ?? null,
    }));
    const data = { bench: 'tcp', isMeasurement: !quick, machine, plan, servers, ...outcome };
    writeFileSync(json, `${JSON.stringify(data, null, 2)}\n`);
    console.log(`\nMedidas gravadas em ${json}`);
  }
  if (!allRight(outcome)) process.exitCode = 1;
}
