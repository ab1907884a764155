/**
 * TCP contra UDP, medidos: as mesmas mensagens, no mesmo ritmo, em redes cada vez piores. Diz o que se perdeu, o que
 * chegou fora de ordem ou repetido, e quanto tempo tudo levou.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endOnInterrupt, endWithError, readOptions } from '@tomada/utils';
import { checkPaths } from './check-paths.ts';
import { describeMachine, load } from './machine.ts';
import { isMeasured, type Report } from './measurement.ts';
import { type Network, NoNetworkError } from './network.ts';
import { openNetwork } from './open-network.ts';
import { planOf, program } from './plan.ts';
import { drawPlots } from './plots.ts';
import { run } from './run.ts';
import { formatTables } from './table.ts';

const options = readOptions(program);
const { network: choice, json, plots } = options;
const plan = planOf(options);
checkPaths(json, plots); // Antes: não se mede para depois não ter onde gravar.
const machine = describeMachine();

let network: Network | undefined;
let isEnding = false;
endOnInterrupt(async () => {
  isEnding = true;
  await network?.[Symbol.asyncDispose]();
});

function tellWay({ through, about }: Network, reason?: string): string {
  if (through === 'namespaces') {
    return `Entre duas redes deste Linux: o fio entre elas perde pacotes de verdade, e quem os repete é o TCP do sistema (${about.congestionControl}).`;
  }
  return `Em 127.0.0.1, pela rede ruim: ${reason}. Só o UDP é medido.`;
}

/** O comando que mede o mesmo: onde gravar não muda a medida. */
function tellCommand(args: readonly string[]): string {
  const output = /^--(?:json|plots)(?:=|$)/;
  const isItsValue = (index: number) => /^--(?:json|plots)$/.test(args[index - 1] ?? '');
  const own = args.filter((arg, index) => !output.test(arg) && !isItsValue(index));
  return [program.usage, ...own].join(' ');
}

/** Uma medida por linha: assim se vê o que mudou de uma vez para outra. */
function formatReport({ measurements, ...about }: Report): string {
  const lines = measurements.map((each) => JSON.stringify(each)).join(',\n');
  return `${JSON.stringify(about).slice(0, -1)},"measurements":[\n${lines}\n]}\n`;
}

async function main(): Promise<void> {
  const opened = await openNetwork(choice);
  network = opened.network;
  if (isEnding) await network[Symbol.asyncDispose]();
  const { through, about } = network;
  console.log(tellWay(network, opened.reason));
  const measurements = await run(network, plan, () => isEnding);
  if (isEnding) return; // Pela metade, não vale: nada se grava.
  await network[Symbol.asyncDispose]();
  const report: Report = {
    bench: 'measure',
    command: tellCommand(process.argv.slice(2)),
    through,
    ...(opened.reason === undefined ? {} : { reason: opened.reason }),
    machine: { ...machine, ...about, loadAfter: load() },
    plan,
    measurements,
  };
  console.log(`\n${formatTables(report)}\n`);
  const why = measurements.find((each) => 'notMeasured' in each);
  if (why && 'notMeasured' in why) console.log(`Não medido: ${why.notMeasured}.`);
  console.log('«pacotes» conta os dois sentidos, por mensagem, com os perdidos.');
  if (measurements.some((each) => each.transport !== 'udp' && isMeasured(each) && each.lost > 0)) {
    console.log(`«a caminho»: em ${plan.limit} s ainda não tinham chegado; o outro lado tentava.`);
  }
  if (json !== undefined) {
    writeFileSync(json, formatReport(report));
    console.log(`Medidas em ${json}`);
  }
  if (plots === undefined) return;
  for (const [name, svg] of drawPlots(report)) writeFileSync(join(plots, `${name}.svg`), svg);
  console.log(`Desenhos em ${plots}`);
}

main().catch((error: unknown) => {
  if (isEnding) return; // A rede fechou no meio de uma medida: foi o Ctrl-C.
  if (!(error instanceof NoNetworkError)) endWithError(error);
  process.stderr.write(`Não posso medir com --network namespaces: ${error.message}.\n`);
  process.exit(1);
});
