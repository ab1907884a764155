import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { hasNetworks, type Network, skipWithoutNetworks, skipWithoutPython } from '@tomada/testing';
import { knownErrorCodes, messages } from '@tomada/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allForms } from '../../docs/.vitepress/errors/forms.ts';
import { ownSentence } from '../../docs/.vitepress/errors/own-sentence.ts';
import { openNetwork, openNetworkWithoutIpv6 } from '../errors/network.ts';
import { ownProbes } from '../errors/own-probes.ts';
import { sentenceProbes } from '../errors/sentence-probes.ts';
import { Stage } from '../errors/stage.ts';

const machine = new Stage();
const isLinux = process.platform === 'linux';

const own = allForms.flatMap(([code, { own: forms }]) =>
  forms.map((form) => ({ ...form, code, key: `${code} ${form.activity}` })),
);
const sentences = allForms.flatMap(([code, forms]) =>
  forms.sentences.map((sentence) => ({ ...sentence, code })),
);
const isTested = ({ proof }: { readonly proof: string }) =>
  proof === 'machine' || proof === 'namespace';

describe('the table of forms', () => {
  test('its codes: are those of messages.json', () => {
    expect(allForms.map(([code]) => code).sort()).toEqual([...knownErrorCodes].sort());
  });

  test('every sentence of messages.json: has its row, and is reproduced or says why not', () => {
    const said = Object.entries(messages.errors).flatMap(([code, forms]) =>
      Object.keys(forms).map((activity) => `${code} ${activity}`),
    );
    expect(own.map(({ key }) => key).sort()).toEqual(said.sort());
    expect(own.filter(({ how }) => how.length < 20)).toEqual([]);
  });

  test('what it says is reproduced: has its probe here, and no probe is left over', () => {
    const keys = own.filter(isTested).map(({ key }) => key);
    expect(Object.keys(ownProbes).sort()).toEqual(keys.sort());
    const texts = sentences.filter(isTested).map(({ text }) => text);
    expect(Object.keys(sentenceProbes).sort()).toEqual(texts.sort());
  });

  test.runIf(isLinux)('the numbers of Linux: are those of this machine', () => {
    const known: Readonly<Record<string, number>> = constants.errno;
    const numbers = allForms.flatMap(([code, { numbers }]) =>
      numbers === undefined || known[code] === undefined
        ? []
        : [[code, numbers.linux, known[code]]],
    );
    expect(numbers.length).toBeGreaterThan(8);
    for (const [code, said, real] of numbers) expect(said, String(code)).toBe(real);
  });
});

const on = (proof: string) => ({
  own: own.filter((form) => form.proof === proof),
  sentences: sentences.filter((sentence) => sentence.proof === proof),
});

// The words are those of Linux; macOS and Windows have others.
describe.skipIf(!isLinux)('on the machine', () => {
  const here = on('machine');

  test.each(here.own)('our programs, $key: $how', async (form) => {
    expect(await ownProbe(form.key)(machine, machine)).toContain(ownSentence(form.code, form));
  });

  test.each(here.sentences)('$by: $text', async ({ by, text }) => {
    if (by === 'Python' && skipWithoutPython) return;
    expect(await sentenceProbe(text)(machine, machine)).toContain(text);
  });
});

if (!hasNetworks) {
  console.warn(
    'Esta máquina não deixa fazer uma rede à parte (unshare, ip, ss, nsenter e setpriv, só no Linux): os erros que ' +
      'precisam de uma NÃO foram reproduzidos.',
  );
}

describe.skipIf(skipWithoutNetworks)('in a network of its own', () => {
  test("its wire: is not the machine's, and nothing of it is left afterwards", async () => {
    const links = async (where: Stage) => (await where.command('ip', '-o', 'link')).stdout;
    let left: readonly string[] = [];
    {
      await using network = await openNetwork();
      expect(await links(new Stage(network))).toMatch(/: here@there: /);
      expect(await links(machine)).not.toContain('here@there');
      left = [`/proc/${network.pid}`, network.folder];
      expect(left.filter(existsSync)).toEqual(left);
    }
    expect(left.filter(existsSync)).toEqual([]);
  });

  const there = on('namespace');
  const networks: Network[] = [];
  let stage: Stage;
  let withoutIpv6: Stage;

  beforeAll(async () => {
    const opened = async (open: () => Promise<Network>) => {
      const network = await open();
      networks.push(network);
      return new Stage(network);
    };
    stage = await opened(openNetwork);
    withoutIpv6 = await opened(openNetworkWithoutIpv6);
  });
  afterAll(async () => {
    for (const network of networks) await network[Symbol.asyncDispose]();
  });

  test.each(there.own)('our programs, $key: $how', async (form) => {
    expect(await ownProbe(form.key)(stage, withoutIpv6)).toContain(ownSentence(form.code, form));
  });

  test.each(there.sentences)('$by: $text', async ({ by, text }) => {
    if (by === 'Python' && skipWithoutPython) return;
    expect(await sentenceProbe(text)(stage, withoutIpv6)).toContain(text);
  });
});

function ownProbe(key: string) {
  const probe = ownProbes[key];
  if (!probe) throw new Error(`no probe for ${key} in e2e/errors/own-probes.ts`);
  return probe;
}

function sentenceProbe(text: string) {
  const probe = sentenceProbes[text];
  if (!probe) throw new Error(`no probe for «${text}» in e2e/errors/sentence-probes.ts`);
  return probe;
}
