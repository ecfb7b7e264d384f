import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inBrowser, PATIENCE } from './chromium.ts';
import { ownCopy } from './lived-in.ts';
import { type Dashboard, serve, tokenFor } from './server.ts';
import { logIn, visit } from './visit.ts';

/** Copies of the human text in a corpus that takes some seconds to read. */
const COPIES = 8;

/** Starts a profile of the large corpus from the page. */
async function startProfile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start\u2026' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Job', { exact: true }).selectOption('profile');
  await dialog.getByLabel('Corpora').fill('data/large.jsonl');
  await dialog.getByLabel('Output').fill('large.profile');
  await dialog.getByRole('button', { name: 'Start', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Waits until the job has read a part of its corpus. */
async function underWay(page: Page): Promise<void> {
  await page.locator('#main small', { hasText: /\d%/ }).first().waitFor();
}

inBrowser('jobs', () => {
  let folder: string;
  let token: string;
  let dashboard: Dashboard;

  beforeAll(async () => {
    folder = await ownCopy();
    const human = readFileSync(join(folder, 'data/human.jsonl'));
    for (let i = 0; i < COPIES; i++) appendFileSync(join(folder, 'data/large.jsonl'), human);
    token = await tokenFor(folder, 'ann', 'operate');
    dashboard = await serve(folder);
  }, PATIENCE);

  afterAll(() => dashboard?.kill());

  it('are started, seen to get on, and cancelled', async () => {
    const { page, goto } = await visit(dashboard.base, { as: await logIn(dashboard.base, token) });
    await goto('/jobs');
    await startProfile(page);
    await underWay(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page
      .locator('#main span', { hasText: /^cancelled$/ })
      .first()
      .waitFor();
    await page.getByText('Nothing runs now.').waitFor();
    await expect(async () => readFileSync(join(folder, 'large.profile'))).rejects.toThrow('ENOENT');
  });

  it('outlive a server that is killed: the next one ends them, and the open page shows it', async () => {
    const { page, goto, faults } = await visit(dashboard.base, { as: await logIn(dashboard.base, token) });
    await goto('/jobs');
    await startProfile(page);
    await underWay(page);
    await dashboard.kill();
    dashboard = await serve(folder, Number(new URL(dashboard.base).port));
    await page.getByText('done: passed').first().waitFor({ timeout: 50_000 });
    expect(await page.getByText('attempt 2').count()).toBe(1);
    // While nobody was there, the browser said so.
    faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('ERR_')));
  });
});
