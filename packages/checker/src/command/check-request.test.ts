import { UsageError } from '@tomada/utils';
import { describe, expect, test } from 'vitest';
import { shout, shoutClient, shoutServer } from '../../test/shout.ts';
import type { Catalog } from './catalog.ts';
import { readRequest } from './check-request.ts';

const catalog: Catalog = {
  exercises: [
    { ...shout, server: await shoutServer(), client: await shoutClient() },
    { ...shout, name: 'whisper', client: await shoutClient() },
  ],
  folder: '/nowhere',
  call: 'pnpm x',
};

describe('readRequest', () => {
  test.each<[readonly string[], RegExp]>([
    [['shout', 'whisper'], /^Um exercício por vez: .*«whisper»/],
    [['shout', '--'], /^Faltou o comando depois de «--»\. .* check shout -- python3 meu\.py$/],
    [['shout', '--server', '--client'], /--server ou --client/],
    [['shout', '--json', '--junit'], /--json ou --junit/],
    [['shout', '--port', '1', '--', 'x'], /^--port é para um servidor/],
    [['shout', '--port', '1', '--client'], /^--port é para um servidor/],
    [['whisper', '--server'], /^O exercício «whisper» não tem servidor\.$/],
    [['toString'], /^Não existe o exercício «toString»/],
  ])('%j: wrong usage, in one sentence', (args, sentence) => {
    expect(() => readRequest(catalog, args)).toThrow(UsageError);
    expect(() => readRequest(catalog, args)).toThrow(sentence);
  });

  test.each<[readonly string[], readonly string[]]>([
    [['shout'], ['server', 'client']],
    [['shout', '--client'], ['client']],
    [['shout', '--', 'x'], ['server']],
    [['shout', '--client', '--', 'x'], ['client']],
    [['shout', '--port', '1'], ['server']],
    [['whisper', '--', 'x'], ['client']],
  ])('%j: judges %j', (args, sides) => {
    expect(readRequest(catalog, args).parts.map(({ side }) => side.side)).toEqual(sides);
  });
});
