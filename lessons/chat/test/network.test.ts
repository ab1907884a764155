import { type Program, skipWithoutNetworks, start, TwoComputers, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { type Protocol, protocols } from './chats.ts';

const [typescript, python] = twins('chat', 'start', 'chat');

const one = (protocol: Protocol) => ({ protocol, ana: typescript, bia: typescript });
const cases = [...protocols.map(one), { protocol: 'tcp' as const, ana: python, bia: typescript }];

/** Types a line and waits until the other one shows it. */
async function carry(from: Program, to: Program, text: string): Promise<void> {
  from.type(`${text}\n`);
  await to.waitFor(new RegExp(`: ${text}\n`));
}

describe.skipIf(skipWithoutNetworks).each(cases)(
  'two computers, $protocol, $ana.language and $bia.language',
  ({ protocol, ana: first, bia: second }) => {
    test.skipIf(first.skip || second.skip)(
      'the same command on both; the wire is cut and mended; nothing is lost',
      { timeout: 90_000 },
      async () => {
        await using computers = await TwoComputers.open();
        const { a, b } = computers.addresses;
        const how = ['--protocol', protocol, '--silence', '2'];
        const options = { input: 'open', limit: 80_000 } as const;
        const anaArgs = ['--ip', b, '--name', 'Ana', ...how];
        await using ana = start(computers.on('a', first.program), anaArgs, options);
        expect(await ana.listening()).toBe(5000);
        const biaArgs = ['--ip', a, '--name', 'Bia', ...how];
        await using bia = start(computers.on('b', second.program), biaArgs, options);
        await ana.waitFor(/Conectado a Bia\n/);
        await bia.waitFor(/Conectado a Ana\n/);
        await carry(ana, bia, 'antes do corte');
        await carry(bia, ana, 'daqui também');

        await computers.cut();
        ana.type('durante o corte, de Ana\n');
        bia.type('durante o corte, de Bia\n');
        await ana.waitFor(/Bia: o outro lado não responde há 2 s/);
        await bia.waitFor(/Ana: o outro lado não responde há 2 s/);
        await computers.mend();
        await ana.waitFor(/durante o corte, de Bia\n/);
        await bia.waitFor(/durante o corte, de Ana\n/);
        await ana.waitFor(/Bia voltou\.\n/);
        await carry(ana, bia, 'depois do corte');

        for (const { stdout } of [ana, bia]) {
          const lines = stdout.split('\n').filter((line) => line.includes('corte'));
          expect(new Set(lines).size).toBe(lines.length); // nothing twice
        }
        expect(await ana.interrupt()).toMatchObject({ code: 0, stderr: '' });
        await bia.waitFor(/Ana saiu\.\n/);
        expect(await bia.interrupt()).toMatchObject({ code: 0, stderr: '' });
      },
    );
  },
);

describe.skipIf(skipWithoutNetworks).each([typescript, python])(
  'two computers, $language',
  ({ program, skip }) => {
    test.skipIf(skip)(
      'the wire is cut, and more was said than the system takes: Ctrl-C ends with 0 all the same',
      { timeout: 90_000 },
      async () => {
        await using computers = await TwoComputers.open();
        const { a, b } = computers.addresses;
        const options = { input: 'open', limit: 80_000 } as const;
        const call = (where: string, name: string) => [
          '--ip',
          where,
          '--name',
          name,
          '--silence',
          '60',
        ];
        await using ana = start(computers.on('a', program), call(b, 'Ana'), options);
        await ana.listening();
        await using bia = start(computers.on('b', program), call(a, 'Bia'), options);
        await ana.waitFor(/Conectado a Bia\n/);
        await bia.waitFor(/Conectado a Ana\n/);
        await computers.cut();
        ana.type(`${'x'.repeat(1_000)}\n`.repeat(900));
        ana.type('/quem\n');
        await ana.waitFor(/do outro lado: Bia, em/);
        expect(await ana.interrupt()).toMatchObject({ code: 0, stderr: '' });
      },
    );
  },
);
