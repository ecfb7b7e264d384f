import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inBrowser, PATIENCE } from './chromium.ts';
import { decisionsIn } from './facts.ts';
import { ownCopy } from './lived-in.ts';
import { type Dashboard, serve, tokenFor } from './server.ts';
import { logIn, visit } from './visit.ts';

let folder: string;
let dashboard: Dashboard;
let reader: string;
let queue: string;
let id: string;

/** The queue, and an example that waits in it. */
async function waiting(token: string): Promise<[string, string]> {
  const headers = { authorization: `Bearer ${token}` };
  const ask = async (path: string) =>
    (await fetch(`${dashboard.base}/api/review/queues${path}`, { headers })).json();
  const { queues } = (await ask('')) as { queues: { id: string }[] };
  const { items } = (await ask(`/${queues[0].id}/next`)) as { items: { id: string }[] };
  return [queues[0].id, items[0].id];
}

async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Token').fill(token);
  await page.keyboard.press('Enter');
}

async function session(page: Page): Promise<{ role: string; csrf: string }> {
  return (await (await page.request.get(`${dashboard.base}/api/session`)).json()) as never;
}

inBrowser('outcross serve', () => {
  beforeAll(async () => {
    folder = await ownCopy();
    reader = await tokenFor(folder, 'pat', 'read');
    const reviewer = await tokenFor(folder, 'ann', 'review');
    dashboard = await serve(folder);
    [queue, id] = await waiting(reviewer);
  }, PATIENCE);

  afterAll(() => dashboard?.kill());

  it('lets nobody see anything without a token, nor with a wrong one', async () => {
    const { page } = await visit(dashboard.base);
    await page.goto(`${dashboard.base}/audit`);
    await signIn(page, 'not-a-token');
    await page.getByText('the token is not good').waitFor();
    expect(await page.getByLabel('Token').count()).toBe(1);
    expect((await page.request.get(`${dashboard.base}/api/line`)).status()).toBe(401);
  });

  it('lets somebody in where they wanted to go, and out again, for good', async () => {
    const { page, cookies } = await visit(dashboard.base);
    await page.goto(`${dashboard.base}/audit`);
    await signIn(page, reader);
    await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor();
    const kept = await cookies();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Token').waitFor();
    const thief = await visit(dashboard.base, { as: kept });
    expect((await thief.page.request.get(`${dashboard.base}/api/line`)).status()).toBe(401);
  });

  it('shows a reader no way to decide, and refuses one who asks beside the page', async () => {
    const { page, base, goto } = await visit(dashboard.base, { as: await logIn(dashboard.base, reader) });
    await goto('/review');
    expect(await page.getByRole('button', { name: 'Begin' }).getAttribute('aria-disabled')).toBe('true');
    await goto(`/review?${new URLSearchParams({ queue, item: id })}`);
    await page.getByRole('article').waitFor();
    const shown = page.locator('aside dt:has(bdi:text-is("id")) + dd');
    for (const key of 'aresz') await page.keyboard.press(key);
    expect(await shown.innerText()).toBe(id);
    const offs = await page.getByRole('toolbar').getByRole('button').all();
    for (const button of offs) expect(await button.getAttribute('aria-disabled')).toBe('true');

    const { csrf, role } = await session(page);
    expect(role).toBe('read');
    const headers = { 'x-outcross-csrf': csrf };
    const data = { queue, id, decision: 'reject', seen: '0'.repeat(64), version: 0 };
    const ask = (path: string, body: object) =>
      page.request.post(`${base}/api${path}`, { headers, data: body }).then((answer) => answer.status());
    expect(await ask('/review/decisions', data)).toBe(403);
    expect(await ask('/jobs', { kind: 'audit' })).toBe(403);
    expect(await ask('/tokens', { name: 'eve', role: 'operate' })).toBe(403);
    expect(await decisionsIn(folder)).toEqual([]);
  });

  it('has no page of tokens for who may not give them, and no way to start a job', async () => {
    const { page, goto } = await visit(dashboard.base, { as: await logIn(dashboard.base, reader) });
    await goto('/jobs');
    expect(await page.getByRole('link', { name: 'Access' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Start\u2026' }).click({ force: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await goto('/access');
    await page.getByText('needs the role').waitFor();
  });
});
