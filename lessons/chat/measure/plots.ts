/** Os desenhos de uma execução: o site mostra os mesmos. */
import { drawLines, type Quantity } from './line-plot.ts';
import type { Report } from './measurement.ts';
import { drawTraces } from './trace-plot.ts';

export const quantities = {
  lost: {
    id: 'lost',
    title: 'Mensagens perdidas',
    axis: 'mensagens perdidas (%)',
    unit: ' %',
    digits: 1,
    value: ({ lost, sent }) => (100 * lost) / sent,
  },
  time: {
    id: 'time',
    title: 'Até a última mensagem',
    axis: 'até a última (s)',
    unit: ' s',
    digits: 2,
    value: ({ time }) => time / 1000,
  },
  waits: {
    id: 'waits',
    title: 'A espera de 99 % das mensagens',
    axis: 'p99 da espera (ms)',
    unit: ' ms',
    digits: 0,
    isLogarithmic: true,
    value: ({ p99 }) => p99,
  },
  packets: {
    id: 'packets',
    title: 'Pacotes por mensagem, nos dois sentidos',
    axis: 'pacotes por mensagem',
    unit: '',
    digits: 2,
    value: ({ packetsThere, packetsBack }) => packetsThere + packetsBack,
  },
} as const satisfies Readonly<Record<string, Quantity>>;

/** Cores de um arquivo solto, em fundo claro e em escuro; no site, quem as dá é o site. */
const STYLE = `<style>
svg{color:#213547;background:#fff;font:13px sans-serif}
text{fill:currentColor}
.plot-grid{stroke:currentColor;stroke-opacity:.2}
.plot-line{fill:none;stroke-width:2}
.plot-udp{fill:#0072b2;stroke:#0072b2}
.plot-repeats{fill:#b35900;stroke:#b35900}
.plot-tcp{fill:#00795c;stroke:#00795c}
.plot-lost{fill:none;stroke-width:1.5}
@media(prefers-color-scheme:dark){svg{color:#dfdfd6;background:#1b1b1f}
.plot-udp{fill:#56b4e9;stroke:#56b4e9}.plot-repeats{fill:#f0a04b;stroke:#f0a04b}.plot-tcp{fill:#3ddcae;stroke:#3ddcae}}
</style>`;

/** Cada desenho com o nome do seu arquivo, para ver fora do site. */
export function drawPlots(report: Report): readonly (readonly [name: string, svg: string])[] {
  const { sizes, delays } = report.plan;
  const found = sizes.flatMap((size) =>
    delays.flatMap((delay) =>
      Object.values(quantities).map(
        (quantity) =>
          [
            `${quantity.id}-${size}-bytes-${delay}-ms`,
            drawLines(report, quantity, { delay, size }),
          ] as const,
      ),
    ),
  );
  return [...found, ['trace', drawTraces(report)] as const].flatMap(([name, svg]) =>
    svg === undefined ? [] : [[name, svg.replace('<title', `${STYLE}<title`)] as const],
  );
}
