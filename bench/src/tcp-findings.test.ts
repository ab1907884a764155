import { expect, test } from 'vitest';
import { formatFindings, listFaults } from './tcp-findings.ts';
import { type Measurement, modes, type Outcome, type Plan } from './tcp-run.ts';
import type { Competitor } from './tcp-servers.ts';

const plan: Plan = { rounds: 2, clients: [1, 16, 64], requests: () => 128 };

/** An outcome with the same requests a second under every load. */
function outcome(rates: Partial<Record<Competitor, number>>): Outcome {
  const measurements = modes.flatMap((mode) =>
    plan.clients.flatMap((clients) =>
      Object.entries(rates).flatMap(([competitor, requestsPerSecond]) =>
        [0, 1].map(
          (round): Measurement => ({
            mode,
            clients,
            competitor: competitor as Competitor, // sound: a key of `rates`
            round,
            requestsPerSecond,
            p50: 1,
            p99: 2,
            answered: 128,
            wrong: 0,
            failed: 0,
            errors: {},
            loadBusy: 0.5,
            cpuPerRequest: null,
          }),
        ),
      ),
    ),
  );
  return { measurements, complaints: [] };
}

/** Each target, its spaces closed up. */
function targets(rates: Partial<Record<Competitor, number>>): string[] {
  return formatFindings(plan, outcome(rates))
    .split('\n')
    .filter((line) => line.includes('(meta: '))
    .map((line) => line.trim().replace(/ +/g, ' '));
}

test('targets: those of each mode, and which are reached', () => {
  expect(targets({ ours: 92, minimal: 100, 'python-threads': 50 })).toEqual([
    'NÃO atingida 0,920 conexão por pedido, 1 cliente: nosso ÷ Node mínimo (meta: pelo menos 0,95)',
    'NÃO atingida 0,920 conexão por pedido, 16 clientes: nosso ÷ Node mínimo (meta: pelo menos 0,95)',
    'NÃO atingida 0,920 conexão por pedido, 64 clientes: nosso ÷ Node mínimo (meta: pelo menos 0,95)',
    'NÃO atingida 1,840 conexão por pedido, 16 clientes: nosso ÷ Python, threads (meta: pelo menos 2,50)',
    'atingida 0,920 conexões que ficam, 1 cliente: nosso ÷ Node mínimo (meta: pelo menos 0,90)',
    'atingida 0,920 conexões que ficam, 16 clientes: nosso ÷ Node mínimo (meta: pelo menos 0,90)',
    'atingida 0,920 conexões que ficam, 64 clientes: nosso ÷ Node mínimo (meta: pelo menos 0,90)',
    'atingida 1,840 conexões que ficam, 16 clientes: nosso ÷ Python, threads (meta: pelo menos 1,40)',
    'atingida 1,840 conexões que ficam, 64 clientes: nosso ÷ Python, threads (meta: pelo menos 1,40)',
  ]);
});

test('targets without Python: said as not measured', () => {
  const python = targets({ ours: 92, minimal: 100 }).filter((line) => line.includes('Python'));
  expect(python).toHaveLength(3);
  for (const line of python) expect(line).toMatch(/^não medida /);
});

test('listFaults: a wrong answer and one that never came, with the error', () => {
  const good = outcome({ ours: 1, minimal: 1 });
  expect(listFaults(good)).toEqual([]);
  const [first, ...rest] = good.measurements;
  if (!first) throw new Error('no measurements');
  const bad = { ...first, wrong: 1, failed: 2, errors: { ECONNRESET: 2 } };
  expect(listFaults({ ...good, measurements: [bad, ...rest] })).toEqual([
    'nosso, conexão por pedido, 1 cliente, rodada 1: 1 respostas erradas, 2 pedidos sem resposta ECONNRESET × 2',
  ]);
});
