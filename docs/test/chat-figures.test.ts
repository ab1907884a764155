import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@tomada/testing';
import { expect, test } from 'vitest';
import { peerEvents, peerStates } from '../../lessons/chat/src/peer-states.ts';
import { chatSteps, chatWays } from '../.vitepress/chat-flow.ts';
import { drawChatStates } from '../.vitepress/chat-states.ts';

test('the states of the chat: each state and each event of the program is drawn, and said in words', () => {
  const drawn = drawChatStates();
  const words = drawn.replace(/<[^>]*>/g, '|');
  for (const { title } of Object.values(peerStates)) expect(words).toContain(`|${title}|`);
  const list = drawn.slice(drawn.indexOf('<ol'));
  const transitions = Object.values(peerStates).flatMap(({ on }) => Object.keys(on));
  const own = transitions.filter((event) => event !== 'quit');
  expect(list.match(/<li>/g)).toHaveLength(own.length);
  for (const event of own) expect(list).toContain(peerEvents[event as keyof typeof peerEvents]);
  expect(words).toContain(peerEvents.quit);
});

test('the flowchart of the chat: every box is taken by a region that is there, and every line has two ends', () => {
  for (const { by } of Object.values(chatSteps)) {
    const [file = '', region = ''] = by.split('#');
    const path = join(root, 'lessons/chat/src', file);
    expect(existsSync(path) && readFileSync(path, 'utf8')).toContain(`#region ${region}\n`);
  }
  const ends = new Set(chatWays.flatMap(({ from, to }) => [from, to]));
  expect([...ends].sort()).toEqual(Object.keys(chatSteps).sort());
});
