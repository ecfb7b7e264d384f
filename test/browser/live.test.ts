import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { inBrowser, PATIENCE } from './chromium.ts';
import { command, ownCopy } from './lived-in.ts';
import { view } from './server.ts';
import { enter, visit } from './visit.ts';

inBrowser('the line page', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await ownCopy();
  }, PATIENCE);

  it('shows by itself what a check in a terminal finds', async () => {
    const dashboard = await view(folder);
    const { page, goto, close } = await visit(dashboard.base, { as: await enter(dashboard) });
    await goto('/');
    expect(await page.getByRole('link', { name: 'g3' }).count()).toBe(0);
    const rows = readFileSync(join(folder, 'data/g2.jsonl'), 'utf8').replaceAll('"g2-', '"g3-');
    writeFileSync(join(folder, 'data/g3.jsonl'), rows);
    await command(folder, 'check');
    await page.getByRole('link', { name: 'g3' }).first().waitFor();
    expect(await page.locator('#generations tbody tr').count()).toBe(3);
    await close();
    await dashboard.kill();
  });
});
