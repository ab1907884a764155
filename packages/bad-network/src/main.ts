/** `pnpm bad-network <tcp|udp> <listen>:<target> [options]`: the proxy and the relay for a learner's terminal. */
import { endOnInterrupt, formatEndpoint, UsageError } from '@tomada/utils';
import { explainListening } from './command/explain.ts';
import { type Plan, readPlan } from './command/plan.ts';
import { openRecord, writeRecord } from './command/record.ts';
import { TcpView } from './command/tcp-view.ts';
import { UdpView } from './command/udp-view.ts';
import { describeTime, type Line } from './command/view.ts';
import { TcpProxy } from './tcp-proxy.ts';
import { UdpRelay } from './udp-relay.ts';

function prepare(args: readonly string[]): { plan: Plan; record: number | undefined } {
  try {
    const plan = readPlan(args);
    if ('help' in plan) {
      process.stdout.write(`${plan.help}\n`);
      process.exit(0);
    }
    return { plan, record: plan.json === undefined ? undefined : openRecord(plan.json) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

function open(plan: Plan, recordEvents: boolean): Promise<TcpProxy | UdpRelay> {
  const { listen, target, seed } = plan;
  const print = (at: number, line: Line | undefined) => {
    if (!line) return;
    const text = `${plan.times ? describeTime(at) : ''}${line.text}\n`;
    (line.isProblem ? process.stderr : process.stdout).write(text);
  };
  // What nobody will see is not put into words: with --quiet that cost half of the processor time of a bulk transfer.
  const isTold = (isProblem: boolean) => !isEnding && (isProblem || !plan.quiet);
  const common = { listen, target, seed, recordEvents };
  if (plan.protocol === 'tcp') {
    const { toServer, toClient } = plan;
    const view = new TcpView(target, { toServer, toClient });
    return TcpProxy.listen({
      ...common,
      toServer,
      toClient,
      onEvent: (event) => {
        if (isTold(event.event === 'connect-failed')) print(event.at, view.tell(event));
      },
    });
  }
  const { toServer, toClient } = plan;
  const view = new UdpView(target);
  return UdpRelay.listen({
    ...common,
    toServer,
    toClient,
    onEvent: (event) => {
      if (isTold(event.event === 'failed')) print(event.at, view.tell(event));
    },
  });
}

/** After «Encerrado.» the terminal stays still; the record gets what comes all the same. */
let isEnding = false;
const { plan, record } = prepare(process.argv.slice(2));
const network = await open(plan, record !== undefined).catch((error: unknown) => {
  process.stderr.write(`${explainListening(error, plan.listen, plan.target)}\n`);
  process.exit(1);
});
endOnInterrupt(async () => {
  isEnding = true;
  await network.close();
  if (record === undefined) return;
  const problem = writeRecord(record, plan, network);
  if (problem === undefined) return;
  process.stderr.write(`${problem}\n`);
  process.exit(1);
});
console.log(`Passo tudo para ${formatEndpoint(plan.target)}`);
if (plan.isRandom) console.log(`Semente ${network.seed}: repita com --seed ${network.seed}`);
console.log(`Escutando em ${network.address}`);
