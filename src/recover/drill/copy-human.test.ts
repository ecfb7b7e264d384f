import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { copyHuman } from './copy-human.ts';

const disk = scratch();
const signal = new AbortController().signal;
let made = 0;

const rowsOf = (examples: number, more: object = {}) =>
  Array.from({ length: examples }, (_, i) => ({ id: `h${i}`, text: `passage ${i}`, ...more }));

async function copied(rows: readonly object[], { examples = rows.length, fields = {} } = {}) {
  const path = join(disk.folder, `copy${made++}.jsonl`);
  const inputs = [disk.write(`human${made}.jsonl`, jsonl(rows))];
  const count = await copyHuman({ spec: { inputs, ...fields }, examples }, path, signal);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return { count, rows: lines.map((line) => JSON.parse(line)) };
}

describe('the human text of a drill', () => {
  it('is all of a small reservoir, called human, whatever it says of itself', async () => {
    const claims = rowsOf(250, { provenance: { origin: 'synthetic', model: 'm' }, secret: 'x' });
    const { count, rows } = await copied(claims);
    expect(count).toBe(250);
    expect(rows.map(({ id }) => id)).toEqual(claims.map(({ id }) => id));
    for (const { provenance, secret } of rows) {
      expect(provenance).toEqual({ origin: 'human', source: 'drill' });
      expect(secret).toBeUndefined();
    }
  });

  it('is the same draw of a large one, in whichever order it stands', async () => {
    const all = rowsOf(6_000);
    const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();
    const { count, rows } = await copied(all);
    // 2,500 of 6,000: five standard errors of a binomial draw.
    expect(Math.abs(count - 2_500)).toBeLessThan(5 * Math.sqrt(6_000 * (5 / 12) * (7 / 12)));
    expect(ids((await copied([...all].reverse())).rows)).toEqual(ids(rows));
  });

  it('keeps the author and the category of each, by which the anchor is split', async () => {
    const rows = rowsOf(200).map((row, i) => ({ ...row, author: `a${i % 9}`, kind: i % 2 ? 'x' : 'y' }));
    const found = await copied(rows, { fields: { groupField: 'author', categoryField: 'kind' } });
    expect(found.rows.map(({ group, category }) => [group, category])).toEqual(
      rows.map(({ author, kind }) => [author, kind]),
    );
  });

  it('leaves out what holds no word', async () => {
    const { count } = await copied([...rowsOf(210), { id: 'e', text: '' }, { id: 'w', text: ' \n\t' }]);
    expect(count).toBe(210);
  });

  it('cuts long texts, never through a character', async () => {
    const long = `${'x'.repeat(3_999)}\ud83d\ude00 and on`;
    const { rows } = await copied([...rowsOf(200), { id: 'long', text: long }]);
    const { text } = rows.find(({ id }) => id === 'long');
    expect(long.startsWith(text)).toBe(true);
    expect(Buffer.from(text).toString()).toBe(text);
    expect(text.length).toBeGreaterThan(3_990);
  });

  it('is refused where there are too few, which the error counts', async () => {
    await expect(copied(rowsOf(199))).rejects.toMatchObject({
      code: 'E_EMPTY',
      message: expect.stringContaining('199'),
    });
    // A count that is wrong draws a part of it only.
    await expect(copied(rowsOf(300), { examples: 1e6 })).rejects.toMatchObject({ code: 'E_EMPTY' });
  });

  it('leaves no part of a file where it is stopped', async () => {
    const folder = join(disk.folder, 'stopped');
    const inputs = [disk.write('stopped/human.jsonl', jsonl(rowsOf(300)))];
    const path = join(folder, 'copy.jsonl');
    const copying = copyHuman({ spec: { inputs }, examples: 300 }, path, AbortSignal.abort());
    await expect(copying).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(folder)).toEqual(['human.jsonl']);
  });
});
