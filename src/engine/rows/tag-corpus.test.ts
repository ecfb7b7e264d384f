import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import type { TagSettings } from '../../quality/provenance/tag-rules.ts';
import type { RowNote } from './row-kernel.ts';
import { type TagOptions, tagCorpus } from './tag-corpus.ts';

const disk = scratch();
let files = 0;

async function tag(rows: readonly object[], settings: TagSettings, options: TagOptions = {}) {
  const path = disk.write(`in-${files++}/a.jsonl`, jsonl(rows));
  const output = join(path, '..', 'out.jsonl');
  const notes: RowNote[] = [];
  const result = await tagCorpus(
    { inputs: [path] },
    settings,
    { path: output },
    {
      onNote: (note) => notes.push(note),
      workers: 0,
      ...options,
    },
  );
  const lines = readFileSync(output, 'utf8').trim().split('\n');
  return { result, notes, rows: lines.map((line) => JSON.parse(line)), folder: join(path, '..') };
}

describe('tagCorpus', () => {
  it('counts what each rule spoke for, and what nobody spoke for', async () => {
    const settings: TagSettings = {
      rules: [
        { name: 'press', when: { host: 'press.org' }, set: { origin: 'human', source: 'press' } },
        { when: { equals: { kind: ['bot', 'agent'] } }, set: { origin: 'synthetic' } },
      ],
    };
    const { result, rows } = await tag(
      [
        { text: 'a', url: 'https://www.press.org/1', kind: 'bot' },
        { text: 'b', kind: 'agent' },
        { text: 'c' },
      ],
      settings,
    );
    expect(result).toMatchObject({
      records: 3,
      changed: 2,
      untagged: 1,
      conflicts: 0,
      rules: [
        { name: 'press', records: 1 },
        { name: 'rule 2', records: 1 },
      ],
    });
    expect(rows[0].provenance).toEqual({ origin: 'human', source: 'press', evidence: 'declared' });
    expect(rows[2].provenance).toBeUndefined();
  });

  it('leaves what rows state and reports it, keeps it or replaces it, as it is told', async () => {
    const rows = [{ id: 'x', text: 'a', provenance: { origin: 'human', source: 'old', evidence: 'review' } }];
    const set = { origin: 'synthetic', source: 'new', model: 'm' } as const;
    const reported = await tag(rows, { set });
    expect(reported.rows).toEqual(rows);
    expect(reported.notes).toEqual([
      {
        id: 'provenance.conflict',
        message: 'provenance.origin is "human", not "synthetic"; provenance.source is "old", not "new"',
        file: 'a.jsonl',
        row: 1,
        example: 'x',
      },
    ]);
    const filled = await tag(rows, { set, existing: 'fill' });
    expect(filled.rows[0].provenance).toEqual({
      origin: 'human',
      source: 'old',
      evidence: 'review',
      model: 'm',
    });
    const replaced = await tag(rows, { set, existing: 'overwrite' });
    expect(replaced.rows[0].provenance).toEqual({ ...set, evidence: 'declared' });
    expect(replaced.result).toMatchObject({ changed: 1, replaced: 1, conflicts: 0 });
  });

  it('refuses what is outside the vocabulary with file, line and nearest word, and writes nothing', async () => {
    const rows = [
      { text: 'a', who: 'human' },
      { text: 'b', who: 'sinthetic' },
    ];
    const running = tag(rows, { fields: { origin: 'who' } });
    await expect(running).rejects.toMatchObject({
      code: 'E_PROVENANCE',
      where: 'a.jsonl:2',
      hint: 'Did you mean "synthetic"?',
    });
    expect(readdirSync(join(disk.folder, `in-${files - 1}`))).toEqual(['a.jsonl']);
  });

  it('refuses a word outside the vocabulary that a row states already, unless it is replaced', async () => {
    const rows = [{ text: 'a', provenance: { origin: 'humna' } }];
    await expect(tag(rows, { set: { source: 's' } })).rejects.toMatchObject({
      code: 'E_PROVENANCE',
      where: 'a.jsonl:1',
    });
    const { rows: written } = await tag(rows, { set: { origin: 'human' }, existing: 'overwrite' });
    expect(written[0].provenance).toEqual({ origin: 'human', evidence: 'declared' });
  });

  it('gives rows without an id that of their place, on request', async () => {
    const { rows } = await tag(
      [{ text: 'a' }, { id: 7, text: 'b' }],
      { set: { origin: 'human' } },
      { writeIds: true },
    );
    expect(rows.map(({ id }) => id)).toEqual(['a.jsonl#0', 7]);
  });
});

describe('tagCorpus, checking parents', () => {
  const family = [
    { id: 'a', text: 'x' },
    { id: 'b', text: 'y', from: ['a'] },
    { id: 'c', text: 'z', from: 'elsewhere' },
  ];
  const settings: TagSettings = { set: { origin: 'human' }, fields: { parents: 'from' } };

  it('names the first that does not exist, and writes nothing', async () => {
    for (const workers of [0, 2]) {
      const running = tag(family, settings, { checkParents: { inputs: [] }, workers, targetBytes: 20 });
      await expect(running).rejects.toMatchObject({
        code: 'E_PROVENANCE',
        where: 'a.jsonl:3',
        message: 'a.jsonl:3: the parent "elsewhere" does not exist',
      });
    }
  });

  it('finds parents in other corpora', async () => {
    const other = disk.write('other.jsonl', jsonl([{ id: 'elsewhere', text: 'w' }]));
    const { rows } = await tag(family, settings, { checkParents: { inputs: [other] } });
    expect(rows[2].provenance.parents).toEqual(['elsewhere']);
  });

  it('looks at parents that rows state already', async () => {
    const rows = [{ id: 'a', text: 'x', provenance: { origin: 'human', parents: ['gone'] } }];
    const running = tag(rows, { set: { origin: 'human' } }, { checkParents: { inputs: [] } });
    await expect(running).rejects.toMatchObject({ code: 'E_PROVENANCE', message: /"gone"/ });
  });
});
