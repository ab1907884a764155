import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Inbox, Outbox, WINDOW } from '../src/delivery.ts';
import { nextState, peerEvents, peerStates, type StateName } from '../src/peer-states.ts';

test('lines that come in any order within the window, some twice: each once, in order', () => {
  const order = fc
    .array(fc.integer({ min: 1, max: WINDOW }), { maxLength: 100 })
    .map((some) => [...some, ...Array.from({ length: WINDOW }, (_, index) => index + 1)]);
  fc.assert(
    fc.property(order, (numbers) => {
      const inbox = new Inbox();
      const seen = numbers.flatMap((number) => inbox.take(number, `linha ${number}`));
      expect(seen).toEqual(Array.from({ length: WINDOW }, (_, index) => `linha ${index + 1}`));
    }),
  );
});

test('a line far beyond the window: not kept, so a peer cannot fill the memory', () => {
  const inbox = new Inbox();
  expect(inbox.take(WINDOW + 1, 'longe')).toEqual([]);
  expect(inbox.take(1, 'um')).toEqual(['um']);
  for (let number = 2; number <= WINDOW; number++) inbox.take(number, 'x');
  expect(inbox.take(WINDOW + 1, 'agora sim')).toEqual(['agora sim']);
});

test('a peer whose first line would be number 0: nothing below 0 is confirmed', () => {
  const inbox = new Inbox();
  inbox.restart(0);
  expect([inbox.last, inbox.take(1, 'um')]).toEqual([0, ['um']]);
});

test('confirmations that come late, twice or from nowhere: only what waits is forgotten', () => {
  const outbox = new Outbox();
  for (const text of ['a', 'b', 'c']) outbox.add(text);
  expect([outbox.confirm(0), outbox.confirm(2), outbox.confirm(1)]).toEqual([false, true, false]);
  expect([outbox.at(2), outbox.at(3), outbox.size]).toEqual([undefined, 'c', 1]);
  expect([outbox.confirm(4_000_000_000), outbox.size, outbox.first]).toEqual([true, 0, 4]);
});

test('the table of states: every event leads to a state, every state is reached, only one is the end', () => {
  const names = Object.keys(peerStates) as StateName[];
  const reached = new Set<StateName>(['waiting']);
  for (const name of reached) {
    for (const event of Object.keys(peerEvents) as (keyof typeof peerEvents)[]) {
      const next = nextState(name, event);
      if (next !== undefined) reached.add(next);
    }
  }
  expect([...reached].sort()).toEqual([...names].sort());
  const ends = names.filter((name) => Object.keys(peerStates[name].on).length === 0);
  expect(ends).toEqual(['left']);
});
