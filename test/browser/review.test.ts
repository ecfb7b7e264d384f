import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { inBrowser, PATIENCE } from './chromium.ts';
import { decisionsIn } from './facts.ts';
import { ownCopy } from './lived-in.ts';
import { type Dashboard, view } from './server.ts';
import { type Cookies, enter, until, visit } from './visit.ts';

/** What one does at thirty examples. */
const DONE = [
  ...['accept', 'reject', 'accept', 'edit', 'accept', 'relabel', 'reject', 'skip', 'accept', 'undo'],
  ...['accept', 'accept', 'reject', 'accept', 'edit', 'reject', 'relabel', 'accept', 'skip', 'reject'],
  ...['undo', 'reject', 'accept', 'reject', 'accept', 'accept', 'edit', 'reject', 'relabel', 'accept'],
];

const ADDED = ' And so it ended.';

/** Hands on a keyboard, and nothing else. */
const HANDS: Readonly<Record<string, readonly string[]>> = {
  accept: ['a'],
  reject: ['r'],
  skip: ['s'],
  undo: ['z'],
  relabel: ['o', 'm'],
  edit: ['e', ...ADDED, 'Control+Enter'],
};

interface Row {
  readonly id: string;
  readonly text: string;
  readonly provenance: { readonly origin: string; readonly evidence?: string };
}

/** The id of the example that is shown. */
function shownId(page: Page): Promise<string> {
  return page.locator('aside dt:has(bdi:text-is("id")) + dd').innerText();
}

/** Presses Tab until what is named has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused = page.locator('a:focus', { hasText: name });
  for (let i = 0; i < 60 && (await focused.count()) === 0; i++) await page.keyboard.press('Tab');
  expect(await focused.count()).toBe(1);
}

/** Does `DONE`. Gives each decision with its example, as it was done. */
async function decideAll(page: Page, saved: () => number): Promise<[string, string][]> {
  const done: [string, string][] = [];
  for (const decision of DONE) {
    const id = await shownId(page);
    const before = done.at(-1)?.[0] ?? '';
    // What was not sent yet is taken back without a trace.
    if (decision === 'undo') await until(saved).toBe(done.length);
    for (const key of HANDS[decision]) await page.keyboard.press(key);
    await until(() => shownId(page)).not.toBe(id);
    done.push([decision === 'undo' ? before : id, decision]);
  }
  return done;
}

/** What stands of decisions, each undone one left out. */
function standing(done: readonly (readonly [string, string])[]): Map<string, string> {
  const stand = new Map<string, string>();
  for (const [id, decision] of done) {
    if (decision === 'undo') stand.delete(id);
    else stand.set(id, decision);
  }
  return stand;
}

inBrowser('a review by keyboard', () => {
  let folder: string;
  let dashboard: Dashboard;
  let me: Cookies;

  beforeAll(async () => {
    folder = await ownCopy();
    dashboard = await view(folder);
    me = await enter(dashboard);
    return () => dashboard.kill();
  }, PATIENCE);

  it('takes thirty decisions, the ledger holds exactly those, and a mix built from the page obeys them', async () => {
    const { page, goto } = await visit(dashboard.base, { as: me });
    await goto('/');
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByRole('heading', { name: 'Review' }).waitFor();
    await tabTo(page, 'Begin');
    let saved = 0;
    page.on('response', (answer) => {
      if (answer.url().endsWith('/api/review/decisions') && answer.ok()) saved++;
    });
    await page.keyboard.press('Enter');
    await page.getByRole('article').waitFor();
    const done = await decideAll(page, () => saved);
    await until(() => saved).toBe(DONE.length);
    const decided = (await decisionsIn(folder)).map(({ id, decision }) => [id, decision]);
    expect(decided.slice(-DONE.length)).toEqual(done);

    await page.keyboard.press('q');
    await page.getByRole('heading', { name: 'Review' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.locator('button:not([aria-disabled])', { hasText: 'Build\u2026' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Build', exact: true }).click();
    await page.getByText('done: passed').waitFor();
    const lines = readFileSync(join(folder, 'mixes/train-3.jsonl'), 'utf8').trim().split('\n');
    const mix = new Map(lines.map((line) => JSON.parse(line) as Row).map((row) => [row.id, row]));
    const stand = standing(done);
    const of = (decision: string) => [...stand].filter(([, one]) => one === decision).map(([id]) => id);
    expect(of('reject').filter((id) => mix.has(id))).toEqual([]);
    expect(of('accept').filter((id) => !mix.has(id))).toEqual([]);
    expect(of('edit').map((id) => mix.get(id)?.text.endsWith(ADDED))).toEqual(of('edit').map(() => true));
    expect(of('relabel').map((id) => mix.get(id)?.provenance)).toEqual(
      of('relabel').map(() => expect.objectContaining({ origin: 'mixed', evidence: 'review' })),
    );
  });

  it('takes no key for an example that came up after it, and none twice because it is held', async () => {
    const { page, goto } = await visit(dashboard.base, { as: me });
    await goto('/review');
    await page.getByRole('link', { name: /^(Begin|Go on)$/ }).click();
    await page.getByRole('article').waitFor();
    const first = await shownId(page);
    await page.keyboard.down('s');
    for (let i = 0; i < 3; i++) await page.keyboard.down('s');
    await page.keyboard.up('s');
    await until(() => shownId(page)).not.toBe(first);
    const second = await shownId(page);
    // Three presses while a page is busy: all are of the moment in which the second was shown.
    await page.evaluate(`(async () => {
      const presses = [0, 1, 2].map(() => new KeyboardEvent('keydown', { key: 's', bubbles: true }));
      for (const press of presses) {
        document.activeElement.dispatchEvent(press);
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      }
    })()`);
    const third = await shownId(page);
    await page.keyboard.press('z');
    await until(() => shownId(page)).toBe(second);
    await page.keyboard.press('z');
    await until(() => shownId(page)).toBe(first);
    expect([first, second]).not.toContain(third);
    // The focus is where the next key counts, and what was done was said.
    expect(await page.evaluate('document.activeElement.tagName')).toBe('ARTICLE');
    expect(await page.locator('[aria-live=assertive]').innerText()).toMatch(/^Taken back\. Next of \d+:/);
    await until(() => page.evaluate('Object.keys(sessionStorage).length')).toBe(0);
  });
});
