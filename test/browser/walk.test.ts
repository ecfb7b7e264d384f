import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { inBrowser, PATIENCE } from './chromium.ts';
import { livedIn } from './lived-in.ts';
import { look } from './visit.ts';

interface Report {
  readonly generations: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly why: string;
    readonly remedy: string;
    readonly findings: readonly { readonly message: string }[];
    readonly lost: readonly { readonly type: string }[];
    readonly signals: readonly { readonly ratio: number }[];
  }[];
}

let folder: string;
let report: Report;

inBrowser('the dashboard of a real workspace shows what its files say', () => {
  beforeAll(async () => {
    folder = await livedIn();
    const reports = join(folder, '.outcross/reports');
    const [name] = readdirSync(reports);
    report = JSON.parse(gunzipSync(readFileSync(join(reports, name))).toString()) as Report;
  }, PATIENCE);

  it('of the line: its verdict, why, and what to do next', async () => {
    const page = await (await look()).goto('/');
    const { verdict, why } = report.generations.at(-1)!;
    const state = page.getByRole('region', { name: 'State of the line' });
    expect((await state.getByRole('heading', { level: 1 }).innerText()).toLowerCase()).toContain(verdict);
    expect(await state.innerText()).toContain(why.slice(0, 60));
    expect(await state.innerText()).toContain('outcross recover');
    const rows = await page.locator('#generations tbody tr').allInnerTexts();
    for (const { name, verdict: own } of report.generations)
      expect(rows.find((row) => row.startsWith(name))).toContain(own);
  });

  it('of a generation: findings, signals, and what was lost', async () => {
    const page = await (await look()).goto('/generations/g2');
    const { findings, signals, lost, remedy } = report.generations.at(-1)!;
    const told = await page.locator('#main').innerText();
    expect(told).toContain(remedy.slice(0, 60));
    for (const { message } of findings) expect(told).toContain(message);
    for (const { type } of lost.slice(0, 10)) expect(told).toContain(type);
    const ratios = await page.locator('#signals tbody td:nth-child(3)').allInnerTexts();
    expect(ratios.map(Number).sort()).toEqual(signals.map(({ ratio }) => Number(ratio.toFixed(2))).sort());
  });

  it('of two generations: how many signals got worse', async () => {
    const page = await (await look()).goto('/compare?a=g1&b=g2');
    expect(await page.locator('#signals tbody tr').count()).toBe(report.generations[1].signals.length);
    const worse = await page.locator('#signals tbody tr', { hasText: 'worse' }).count();
    expect(worse).toBeGreaterThan(0);
  });

  it('of the mix that was built: its examples, its human share, its proof', async () => {
    const page = await (await look()).goto('/mix');
    const path = join(folder, 'mixes/train-3.jsonl');
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    const origins = lines.map((line) => (JSON.parse(line) as { provenance: { origin: string } }).provenance);
    const human = origins.filter(({ origin }) => origin === 'human').length / lines.length;
    const row = page.locator('tbody tr', { hasText: 'mixes/train-3.jsonl' });
    expect(await row.innerText()).toContain(lines.length.toLocaleString('en'));
    expect(await row.innerText()).toContain(`${Math.round(100 * human)}%`);
    expect(await row.innerText()).toContain('proven');
  });

  it('of sources, the audit, reviews, the ledger and jobs', async () => {
    const { goto } = await look();
    const said = async (path: string) => (await goto(path)).locator('#main').innerText();
    expect(await said('/sources')).toContain('Pride and Prejudice');
    expect(await said('/audit')).toContain('health.verdict');
    expect(await said('/review')).toContain('data/g2.jsonl');
    expect(await said('/ledger')).toMatch(/audit\.ran/);
    expect(await said('/jobs')).toContain('No jobs yet');
    expect(await said('/access')).toContain('outcross serve token new');
  });

  it('and says so where there is nothing', async () => {
    const { goto } = await look();
    expect(await (await goto('/generations/none')).locator('#main').innerText()).toMatch(/none/);
    expect(await (await goto('/nowhere')).locator('#main').innerText()).toContain('No such page');
  });
});
