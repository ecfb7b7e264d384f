import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { total } from '../profile/tally.ts';
import { desk } from './fixtures.test.support.ts';
import { loadForecastInput } from './forecast-inputs.ts';
import type { ForecastCommandOptions } from './forecast-options.ts';

const disk = scratch();
const rows = (n: number) => jsonl(Array.from({ length: n }, (_, i) => ({ id: `r${i}`, text: `text ${i}` })));
const human = disk.write('human/press.jsonl', rows(20));
const more = disk.write('human/lore.jsonl', rows(10));
const first = disk.write('line/g1.jsonl', rows(5));
const second = disk.write('line/g2.jsonl', rows(6));

const load = (inputs: readonly string[], options: ForecastCommandOptions = {}) =>
  loadForecastInput(inputs, { workers: 0, ...options }, desk().context);

describe('loadForecastInput', () => {
  it('takes all human text as one, under the names of its files', async () => {
    const { name, human: profile, observed } = await load([human, more]);
    expect(name).toBe('press, lore');
    expect(total(profile.tally.examples)).toBe(30);
    expect(observed).toEqual([]);
  });

  it('reads the generations that exist one by one, first to last', async () => {
    const { observed } = await load([human], { observed: [second, first] });
    expect(observed.map(({ name, profile }) => [name, total(profile.tally.examples)])).toEqual([
      ['g2', 6],
      ['g1', 5],
    ]);
  });

  it('refuses standard input twice, a generation twice, and what is not there, before it reads', async () => {
    await expect(load(['-'], { observed: ['-'] })).rejects.toMatchObject({ code: 'E_USAGE', where: '-' });
    await expect(load([human], { observed: [first, first] })).rejects.toMatchObject({ code: 'E_USAGE' });
    await expect(load([join(disk.folder, 'none.jsonl')])).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    await expect(load([human], { observed: [join(disk.folder, 'none')] })).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });

  it('never writes its page over what it reads, in a folder too', async () => {
    const before = readFileSync(human, 'utf8');
    for (const [inputs, options] of [
      [[human], { html: human }],
      [[join(disk.folder, 'human')], { html: more }],
      [[human], { observed: [first], html: first }],
    ] as const)
      await expect(load(inputs, options)).rejects.toMatchObject({ code: 'E_USAGE', where: '--html' });
    expect(readFileSync(human, 'utf8')).toBe(before);
  });

  it.each(['', '-', 'none/such/page.html'])('refuses to write its page to %j', async (html) => {
    await expect(load([human], { html })).rejects.toMatchObject({
      code: expect.stringMatching(/E_USAGE|E_WRITE/),
    });
  });

  it('stops where it is asked to', async () => {
    const { context, interrupt } = desk();
    interrupt();
    await expect(loadForecastInput([human], { workers: 0 }, context)).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
  });

  it('draws its progress on a terminal, and leaves no trace of it', async () => {
    const { context, err } = desk();
    err.isTTY = true;
    await loadForecastInput([human], { workers: 0, observed: [first] }, context);
    expect(err.text).toContain('press.jsonl');
    expect(err.text.endsWith('\r\u001b[K')).toBe(true);
  });
});
