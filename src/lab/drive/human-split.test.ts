import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { humanRows, rowsOf } from './fixtures.test.support.ts';
import { type HumanSplit, sideOf, writeSide } from './human-split.ts';

const disk = scratch();

function split(name: string, rows: readonly object[], options: Partial<HumanSplit> = {}): HumanSplit {
  const spec = { inputs: [disk.write(`${name}.jsonl`, jsonl(rows))], groupField: 'author' };
  return { spec, holdout: 0.4, seed: '1', ...options };
}

describe('sideOf', () => {
  it('holds out about the share asked for, other groups under another seed', () => {
    const side = (seed: string) => (i: number) => sideOf(`group ${i}`, { holdout: 0.3, seed });
    const all = Array.from({ length: 2000 }, (_, i) => i);
    const held = all.filter((i) => side('1')(i) === 'holdout');
    // Binomial(2000, .3): standard deviation 20.5.
    expect(Math.abs(held.length - 600)).toBeLessThan(82);
    expect(held.filter((i) => side('2')(i) === 'holdout').length).toBeLessThan(held.length / 2);
  });
});

describe('writeSide', () => {
  it('parts the rows, each on one side, whatever their order', async () => {
    const rows = humanRows(20, 3);
    const texts = async (name: string, given: readonly object[], side: 'reservoir' | 'holdout') => {
      const path = join(disk.folder, `${name}-${side}.jsonl`);
      await writeSide(split(name, given), side, path);
      return rowsOf(path).map(({ text }) => text);
    };
    const reservoir = await texts('a', rows, 'reservoir');
    const holdout = await texts('a', rows, 'holdout');
    expect([...reservoir, ...holdout].sort()).toEqual(
      rows.map((row) => (row as { text: string }).text).sort(),
    );
    expect((await texts('b', [...rows].reverse(), 'holdout')).sort()).toEqual([...holdout].sort());
  });

  it('leaves the provenance that human rows declare as it is, and names the source asked for', async () => {
    const provenance = { origin: 'human', source: 'archive', license: 'CC0', evidence: 'review' };
    const rows = humanRows(20, 3).map((row, i) => (i % 2 === 0 ? { ...row, provenance } : row));
    const path = join(disk.folder, 'said.jsonl');
    await writeSide(split('said-in', rows, { source: 'mine' }), 'reservoir', path);
    const said = new Set(rowsOf(path).map((row) => JSON.stringify(row['provenance'])));
    expect([...said].map((text) => (JSON.parse(text) as { source: string }).source).sort()).toEqual([
      'archive',
      'mine',
    ]);
    expect([...said].find((text) => text.includes('archive'))).toContain('"license":"CC0"');
  });

  it.each(['synthetic', 'mixed', 'unknown'])('refuses a row that says it is %s', async (origin) => {
    const given = split(`o-${origin}`, [...humanRows(), { text: 'x', author: 'b', provenance: { origin } }]);
    await expect(writeSide(given, 'reservoir', join(disk.folder, 'o.jsonl'))).rejects.toMatchObject({
      code: 'E_PROVENANCE',
      message: `o-${origin}.jsonl:41: the example is ${origin}, not human`,
    });
  });

  it('counts malformed rows and goes on', async () => {
    const given = split('bad', humanRows(20, 3));
    const file = given.spec.inputs[0];
    disk.write('bad.jsonl', `not json\n${readFileSync(file, 'utf8')}`);
    const { tally } = await writeSide(given, 'reservoir', join(disk.folder, 'good.jsonl'));
    expect(tally).toMatchObject({ examples: 60, malformed: 1, first: { row: 1 } });
  });

  it('stops when asked to', async () => {
    const given = split('stopped', humanRows(), { signal: AbortSignal.abort() });
    await expect(writeSide(given, 'holdout', join(disk.folder, 's.jsonl'))).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
  });
});
