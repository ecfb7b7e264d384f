import { appendFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../../corpus/fixtures.test.support.ts';
import { desk } from '../../fixtures.test.support.ts';
import type { PerplexityOptions } from '../../perplexity-options.ts';
import { badRows, loadTexts } from './texts.ts';

const disk = scratch();
const rows = Array.from({ length: 200 }, (_, i) => ({ id: `t${i}`, author: `a${i % 7}`, text: `text ${i}` }));
const corpus = disk.write('c.jsonl', jsonl(rows));
const broken = disk.write('b.jsonl', '{"text":"one"}\noops\n{"text":"two"}\n');
const load = (inputs: readonly string[], options: Partial<PerplexityOptions> = {}) =>
  loadTexts(inputs, options as PerplexityOptions, desk().context);

describe('loadTexts', () => {
  it('gives ids, groups and texts in the order of the corpus', async () => {
    const { texts, findings } = await load([corpus], { groupField: 'author' });
    expect(texts.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(texts[9]).toEqual({ id: 't9', group: 'a2', text: 'text 9' });
    expect(findings).toEqual([]);
  });

  it('takes a sample within which a smaller one lies, in the order of the corpus', async () => {
    const ids = async (sample: number) => (await load([corpus], { sample })).texts.map(({ id }) => id);
    const [small, large, all] = [await ids(10), await ids(50), await ids(500)];
    expect([small.length, large.length, all.length]).toEqual([10, 50, 200]);
    expect(small.every((id) => large.includes(id))).toBe(true);
    expect(large).toEqual(all.filter((id) => large.includes(id)));
    expect(large).not.toEqual(all.slice(0, 50));
  });

  it('tells malformed rows, and stops at the first under --strict', async () => {
    const { texts, findings } = await load([broken]);
    expect(texts).toHaveLength(2);
    expect(findings[0]).toMatchObject({ id: 'input.malformed-rows', measure: 1 });
    await expect(load([broken], { strict: true })).rejects.toMatchObject({ code: 'E_ROW' });
  });

  it('tells the row of the file, however large that is', async () => {
    const wide = jsonl([{ text: 'x'.repeat(1 << 20) }]);
    const path = disk.write('large.jsonl', `${wide.trimEnd()}\n`.repeat(34));
    appendFileSync(path, 'oops\n');
    const { texts, findings } = await load([path]);
    expect(texts).toHaveLength(34);
    expect(findings[0].message).toContain('large.jsonl:35 ');
    rmSync(path);
  });

  it('keeps ids apart that every object has, and a sample of them', async () => {
    const ids = ['__proto__', 'constructor', 'toString', 'a'];
    const path = disk.write('names.jsonl', jsonl(ids.map((id) => ({ id, text: 'x' }))));
    expect((await load([path])).texts.map(({ id }) => id)).toEqual(ids);
    expect((await load([path], { sample: 3 })).texts).toHaveLength(3);
  });

  it('stops when interrupted', async () => {
    const { context, interrupt } = desk();
    interrupt();
    await expect(loadTexts([corpus], {} as PerplexityOptions, context)).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
  });

  it('fails where every row is malformed', async () => {
    await expect(load([disk.write('bad.jsonl', '{"text":7}\n')])).rejects.toMatchObject({
      code: expect.stringMatching(/^E_/),
    });
  });
});

describe('badRows', () => {
  it('names five and counts the rest', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ file: 'f', row: i + 1, reason: 'no JSON' }));
    expect(badRows(many)[0].message).toMatch(
      /^9 malformed rows were left out: f:1 no JSON; .*f:5 no JSON; and 4 more$/,
    );
  });
});
