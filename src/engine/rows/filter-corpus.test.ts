import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { PROSE } from '../../quality/filters/filters.test.support.ts';
import { filterCorpus } from './filter-corpus.ts';

const disk = scratch();
let runs = 0;

/** Two of three rows are prose; every fourth is human. */
const rows = (count: number) =>
  jsonl(
    Array.from({ length: count }, (_, i) => ({
      id: `r${i}`,
      text: i % 3 === 0 ? `too short ${i}` : `Part ${i}. ${PROSE}`,
      provenance: { origin: i % 4 === 0 ? 'human' : 'synthetic' },
    })),
  );

const parse = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

function outputs(): { kept: { path: string }; rejects: { path: string } } {
  const run = runs++;
  return {
    kept: { path: join(disk.folder, `kept-${run}.jsonl`) },
    rejects: { path: join(disk.folder, `rejects-${run}.jsonl`) },
  };
}

describe('filterCorpus', () => {
  it('parts a corpus: every example stands in one output, in its order', async () => {
    const input = disk.write('a.jsonl', rows(90));
    const out = outputs();
    const result = await filterCorpus({ inputs: [input] }, { profiles: ['gopher', 'c4'] }, out, {
      workers: 0,
    });
    const kept = parse(out.kept.path);
    const rejects = parse(out.rejects.path);
    expect(kept.map(({ id }) => id)).toEqual(
      Array.from({ length: 90 }, (_, i) => i)
        .filter((i) => i % 3 !== 0)
        .map((i) => `r${i}`),
    );
    expect(rejects).toHaveLength(30);
    expect(rejects[0].rejected[0]).toEqual({
      rule: 'gopher-datatrove.words.min',
      value: 3,
      bound: 'min',
      threshold: 50,
    });
    expect(rejects[0].rejected.map(({ rule }: { rule: string }) => rule)).toContain('c4.sentences');
    expect(result.tally).toMatchObject({ examples: 90, dropped: 30 });
    expect(result.outputs.kept?.records).toBe(60);
  });

  it('writes the same bytes whatever the cut into shards and the workers', async () => {
    const input = disk.write('b.jsonl', rows(400));
    const settings = { profiles: ['gopher', 'c4', 'fineweb'] };
    const bytes: string[] = [];
    const tallies: unknown[] = [];
    for (const how of [
      { workers: 0 },
      { workers: 0, targetBytes: 20_000 },
      { workers: 2, targetBytes: 30_000 },
    ]) {
      const out = outputs();
      const { tally } = await filterCorpus({ inputs: [input] }, settings, out, how);
      bytes.push(readFileSync(out.kept.path, 'utf8') + readFileSync(out.rejects.path, 'utf8'));
      tallies.push(tally);
    }
    expect(bytes[1]).toBe(bytes[0]);
    expect(bytes[2]).toBe(bytes[0]);
    expect(tallies[1]).toEqual(tallies[0]);
    expect(tallies[2]).toEqual(tallies[0]);
  });

  it('gives rejected rows without an id the one that they have by their place', async () => {
    const input = disk.write('c.jsonl', jsonl([{ text: 'short' }]));
    const out = outputs();
    await filterCorpus({ inputs: [input] }, { profiles: ['length'] }, out, { workers: 0 });
    expect(parse(out.rejects.path)[0].id).toMatch(/^c\.jsonl#/);
  });

  it('puts kept examples that are flagged into an output of their own too', async () => {
    const input = disk.write(
      'd.jsonl',
      jsonl([
        { id: 'x', text: 'Mail a@b.com now, please do.' },
        { id: 'y', text: PROSE },
      ]),
    );
    const out = { ...outputs(), flags: { path: join(disk.folder, 'flags.jsonl') } };
    const { tally } = await filterCorpus({ inputs: [input] }, { profiles: ['pii'] }, out, { workers: 0 });
    expect(tally).toMatchObject({ examples: 2, dropped: 0, flagged: 1 });
    expect(parse(out.kept.path)).toHaveLength(2);
    expect(parse(out.flags.path)).toMatchObject([{ id: 'x', flagged: [{ rule: 'pii.email', value: 1 }] }]);
  });

  it('keeps only clean lines on request, in the field that the text stood in', async () => {
    const input = disk.write('e.jsonl', jsonl([{ id: 'x', body: `menu\n${PROSE}`, n: 1 }]));
    const out = outputs();
    const settings = { profiles: ['c4'], cleanLines: true };
    await filterCorpus({ inputs: [input], textField: 'body' }, settings, out, { workers: 0 });
    expect(parse(out.kept.path)).toEqual([{ id: 'x', body: PROSE, n: 1 }]);
  });

  it('cleans the field that the corpus names, and leaves another that says the same as it stands', async () => {
    const text = `menu\n${PROSE}`;
    const input = disk.write('e2.jsonl', jsonl([{ id: 'x', original: text, body: text }]));
    const out = outputs();
    await filterCorpus({ inputs: [input], textField: 'body' }, { profiles: ['c4'], cleanLines: true }, out, {
      workers: 0,
    });
    expect(parse(out.kept.path)).toEqual([{ id: 'x', original: text, body: PROSE }]);
  });

  it('refuses to clean a text that stands in no field of its own', async () => {
    const input = disk.write('f.jsonl', jsonl([{ id: 'x', deep: { text: `menu\n${PROSE}` } }]));
    const run = filterCorpus(
      { inputs: [input], textField: 'deep.text' },
      { profiles: ['c4'], cleanLines: true },
      outputs(),
      {
        workers: 0,
      },
    );
    await expect(run).rejects.toMatchObject({ code: 'E_UNSUPPORTED', where: 'f.jsonl:1' });
  });

  it('refuses to drop without a row, what it does not know, and a corpus of nothing', async () => {
    const input = disk.write('g.jsonl', rows(3));
    const { kept } = outputs();
    await expect(filterCorpus({ inputs: [input] }, { profiles: ['c4'] }, { kept })).rejects.toMatchObject({
      code: 'E_USAGE',
      where: '--rejects',
    });
    await expect(filterCorpus({ inputs: [input] }, { profiles: ['c5'] }, {})).rejects.toMatchObject({
      code: 'E_PARAMETER',
    });
    const blank = disk.write('h.jsonl', '\n\n');
    await expect(
      filterCorpus({ inputs: [blank] }, { profiles: ['c4'] }, {}, { workers: 0 }),
    ).rejects.toMatchObject({
      code: 'E_EMPTY',
    });
  });

  it('only counts where no output is named, and compares human with synthetic text', async () => {
    const input = disk.write('i.jsonl', rows(120));
    const {
      tally,
      differential,
      outputs: written,
    } = await filterCorpus({ inputs: [input] }, { profiles: ['gopher'] }, {}, { workers: 0 });
    expect(tally.dropped).toBe(40);
    expect(written).toEqual({});
    expect(differential).toMatchObject({ human: 10 / 30, synthetic: 30 / 90, prefersSynthetic: false });
  });
});
