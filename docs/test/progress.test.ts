import { readFileSync } from 'node:fs';
import { skipWithoutBrowser } from '@tomada/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Site } from './site.ts';

const lesson = '/licoes/tcp-server';

describe.skipIf(skipWithoutBrowser)('what a reader has done', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  const sign = (page: Page) =>
    page.locator(`.VPSidebar a.link[href="${lesson}"]`).first().getAttribute('data-done');

  test('a step ticked by keyboard: counts in the side map, is remembered, and home leads back', async () => {
    await using visit = await site.visit(lesson);
    const { page } = visit;
    const box = page.getByRole('checkbox', { name: 'Fiz este passo' }).first();
    await box.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => sign(page)).toMatch(/^1 de [4-9]$/);
    await page.reload();
    await expect.poll(() => box.isChecked()).toBe(true);
    await page.goto(site.origin);
    await page.getByText('Continue de onde parou').getByRole('link').first().click();
    await page.waitForURL(`**${lesson}`);
  });

  test('questions by keyboard alone: wrong explains what was chosen, right is remembered', async () => {
    await using visit = await site.visit(lesson);
    const { page } = visit;
    const form = page.locator('#questao-1');
    await form.getByRole('button', { name: 'Conferir' }).press('Enter');
    await form.getByText('Responda primeiro.').waitFor();
    await form.getByRole('radio').first().press('Space');
    await form.getByRole('button', { name: 'Conferir' }).press('Enter');
    await form.getByText('Ainda não.').waitFor();
    expect(await form.locator('.quiz-why:visible').count()).toBe(1);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowUp');
    expect(await form.getByRole('radio').last().isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await form.getByText('Certo!').waitFor();
    expect(await form.locator('.quiz-why:visible').count()).toBe(3);
    const typed = page.locator('#questao-3');
    await typed.getByRole('textbox', { name: 'Sua resposta' }).fill(' eaddrinuse ');
    await page.keyboard.press('Enter');
    await typed.getByText('Certo!').waitFor();
    await page.reload();
    await form.getByText('Você já acertou esta.').waitFor();
  });

  test('an order: right only when every place is', async () => {
    await using visit = await site.visit('/licoes/tcp-client');
    const form = visit.page.locator('form.quiz[data-kind="order"]');
    const places = await form.locator('select').all();
    for (const place of places) await place.selectOption('1');
    await form.getByRole('button').click();
    await form.getByText('Ainda não.').waitFor();
    for (const place of places) await place.selectOption(await place.getAttribute('data-place'));
    await form.getByRole('button').click();
    await form.getByText('Certo!').waitFor();
  });

  test('on another device: a file brings it, another file changes nothing, and all can be erased', async () => {
    await using first = await site.visit(lesson);
    await first.page.getByRole('checkbox', { name: 'Fiz este passo' }).first().check();
    await first.page.goto(`${site.origin}/progresso`);
    await first.page.getByRole('cell', { name: /^1 de/ }).waitFor();
    const download = first.page.waitForEvent('download');
    await first.page.getByRole('button', { name: 'Guardar em um arquivo' }).click();
    const file = await (await download).path();
    expect(JSON.parse(readFileSync(file, 'utf8')).pages[lesson].done).toHaveLength(1);

    await using second = await site.visit('/progresso');
    const { page } = second;
    await page.getByText('Ainda não há nada marcado').waitFor();
    const input = page.getByLabel('Ler de um arquivo');
    await input.setInputFiles({
      name: 'x.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{}'),
    });
    await page.getByText('x.json não é um arquivo de progresso da Tomada: nada mudou.').waitFor();
    await input.setInputFiles(file);
    await page.getByRole('cell', { name: /^1 de/ }).waitFor();
    page.on('dialog', (dialog) => dialog.accept());
    await page.getByRole('button', { name: 'Apagar tudo' }).click();
    await page.getByText('Apagado.').waitFor();
    await page.getByText('Ainda não há nada marcado').waitFor();
  });

  test('without JavaScript: the answer of each question can be read', async () => {
    await using visit = await site.visit(lesson, { javaScriptEnabled: false });
    const answer = visit.page.locator('details.quiz-answer').first();
    expect(await answer.isVisible()).toBe(true);
    expect(await visit.page.getByRole('button', { name: 'Conferir' }).count()).toBe(0);
  });
});
