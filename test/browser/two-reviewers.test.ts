import { beforeAll, expect, it } from 'vitest';
import { inBrowser, PATIENCE } from './chromium.ts';
import { decisionsIn } from './facts.ts';
import { ownCopy } from './lived-in.ts';
import { type Dashboard, serve, tokenFor } from './server.ts';
import { logIn, until, type Visit, visit } from './visit.ts';

const EACH = 8;

interface Queued {
  readonly id: string;
  readonly wants?: number;
}

inBrowser('two reviewers at one queue', () => {
  let folder: string;
  let dashboard: Dashboard;
  let queue: string;
  let visits: Visit[];

  beforeAll(async () => {
    folder = await ownCopy();
    const tokens = [await tokenFor(folder, 'ann', 'review'), await tokenFor(folder, 'ben', 'review')];
    dashboard = await serve(folder);
    const cookies = await Promise.all(tokens.map((token) => logIn(dashboard.base, token)));
    visits = await Promise.all(cookies.map((as) => visit(dashboard.base, { as })));
    const answer = await visits[0].page.request.get(`${dashboard.base}/api/review/queues`);
    queue = ((await answer.json()) as { queues: { id: string }[] }).queues[0].id;
    return () => dashboard.kill();
  }, PATIENCE);

  it('never overwrite each other: who was slower is told', async () => {
    const [{ page: ann }, { page: ben }] = visits;
    const next = await ann.request.get(`${dashboard.base}/api/review/queues/${queue}/next?count=40`);
    const { items } = (await next.json()) as { items: readonly Queued[] };
    const { id } = items.find(({ wants = 1 }) => wants === 1)!;
    const link = `/review?${new URLSearchParams({ queue, item: id })}`;
    await Promise.all(visits.map(({ goto }) => goto(link)));
    for (const page of [ann, ben]) await page.locator('aside dd', { hasText: id }).waitFor();
    const saved = ann.waitForResponse((answer) => answer.url().endsWith('/api/review/decisions'));
    await ann.keyboard.press('a');
    expect((await saved).status()).toBe(200);
    const refused = ben.waitForResponse((answer) => answer.url().endsWith('/api/review/decisions'));
    await ben.keyboard.press('r');
    expect((await refused).status()).toBe(409);
    await ben
      .getByText(/ann accepted it/i)
      .first()
      .waitFor();
    expect(await decisionsIn(folder)).toEqual([{ id, decision: 'accept', reviewer: 'ann' }]);

    const before = (await decisionsIn(folder)).length;
    let done = 0;
    await Promise.all(
      visits.map(async ({ page, goto }) => {
        page.on('response', (answer) => {
          if (answer.url().endsWith('/api/review/decisions') && answer.ok()) done++;
        });
        await goto(`/review?queue=${queue}`);
        await page.getByRole('article').waitFor();
        for (let i = 0; i < EACH; i++) {
          const shown = await page.locator('aside dt:has(bdi:text-is("id")) + dd').innerText();
          await page.keyboard.press('a');
          await until(() => page.locator('aside dt:has(bdi:text-is("id")) + dd').innerText()).not.toBe(shown);
        }
      }),
    );
    await until(() => done).toBe(2 * EACH);
    const decided = (await decisionsIn(folder)).slice(before);
    const wanted = new Map(items.map(({ id: one, wants = 1 }) => [one, wants]));
    const many = new Map<string, number>();
    for (const { id: one } of decided) many.set(one, (many.get(one) ?? 0) + 1);
    expect(decided).toHaveLength(2 * EACH);
    for (const [one, times] of many) expect(times, one).toBeLessThanOrEqual(wanted.get(one) ?? 2);
  });
});
