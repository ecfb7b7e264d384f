import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORIGINS } from '../../corpus/example.ts';
import { heard, place, recordOf } from './kernels.test.support.ts';
import { RowError } from './row-kernel.ts';
import { type TagRowsSettings, type TagSummary, tagRows } from './tag-rows.ts';

const HUMAN = { set: { origin: 'human' } } as const;

function run(rows: readonly Record<string, unknown>[], settings: TagRowsSettings) {
  const records = rows.map((row, i) => recordOf({ id: `e${i}` }, i + 1, row));
  const { out, summary } = heard(tagRows(settings, place()), records);
  return { ...out, written: out.written, notes: out.notes, summary: summary as TagSummary };
}

describe('tagRows', () => {
  it('writes every record once, in order, and its counts add up to them', () => {
    const row = fc.record({
      provenance: fc.option(fc.record({ origin: fc.constantFrom(...ORIGINS) }), { nil: undefined }),
      kind: fc.constantFrom('a', 'b', 'c'),
    });
    const existing = fc.constantFrom('report' as const, 'fill' as const, 'overwrite' as const);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), existing, (rows, how) => {
        const rules = (['a', 'b'] as const).map((kind) => ({ when: { equals: { kind } }, ...HUMAN }));
        const { written, notes, summary } = run(rows, { rules, existing: how });
        expect(written.map(({ output, id }) => [output, id])).toEqual(rows.map((_, i) => [0, `e${i}`]));
        expect(summary.records).toBe(rows.length);
        expect(summary.byRule).toEqual(
          ['a', 'b'].map((kind) => rows.filter((one) => one.kind === kind).length),
        );
        expect(summary.changed).toBe(written.filter(({ change }) => change !== undefined).length);
        expect(summary.conflicts).toBe(notes.length);
        expect(summary.untagged).toBe(rows.filter((one) => one.kind === 'c' && !one.provenance).length);
        if (how !== 'overwrite') expect(summary.replaced).toBe(0);
        if (how !== 'report') expect(summary.conflicts).toBe(0);
      }),
    );
  });

  it('leaves a record that states otherwise as it stands, and says so', () => {
    const { written, notes, summary } = run([{ provenance: { origin: 'synthetic' } }], HUMAN);
    expect(written[0].change).toBeUndefined();
    expect(notes).toMatchObject([
      { id: 'provenance.conflict', message: expect.stringContaining('"synthetic"') },
    ]);
    expect(summary).toMatchObject({ changed: 0, conflicts: 1, untagged: 0 });
  });

  it('counts what was replaced among what was changed', () => {
    const rows = [{ provenance: { origin: 'synthetic' } }, {}, { provenance: { origin: 'human' } }];
    const { summary } = run(rows, { ...HUMAN, existing: 'overwrite' });
    expect(summary).toMatchObject({ records: 3, replaced: 1, conflicts: 0 });
    expect(summary.changed).toBeGreaterThanOrEqual(2);
  });

  it('ends with the row whose word it cannot take', () => {
    const rows = [{ label: 'human' }, { label: 'robot' }];
    expect(() => run(rows, { fields: { origin: 'label' } })).toThrow(
      expect.objectContaining({ code: 'E_PROVENANCE', row: 2, message: expect.stringContaining('"robot"') }),
    );
    expect(() => run(rows, { fields: { origin: 'label' } })).toThrow(RowError);
  });

  it('writes an id into rows that have none, and into no other', () => {
    const rows = [{ id: undefined }, { id: null }, { id: '' }, { id: 0 }, { id: 'own' }];
    const { written } = run(rows, { idField: 'id' });
    expect(written.map(({ change }) => change?.fields)).toEqual([
      { id: 'e0' },
      { id: 'e1' },
      { id: 'e2' },
      undefined,
      undefined,
    ]);
  });

  it('does not count a record as tagged that was only given an id', () => {
    const { summary } = run([{ id: '' }], { idField: 'id' });
    expect(summary).toMatchObject({ records: 1, changed: 0, untagged: 1 });
  });
});

describe('tagRows, gathering parents', () => {
  it('keeps the first record that names a parent, and each parent once', () => {
    const of = (...parents: string[]) => ({ provenance: { origin: 'synthetic', parents } });
    const { summary } = run([of('a'), of('b', 'a', 'b'), of('c')], { gatherParents: true });
    expect(summary.parents).toEqual([
      { parent: 'a', row: 1 },
      { parent: 'b', row: 2 },
      { parent: 'c', row: 3 },
    ]);
    expect(summary.ids).toHaveLength(6);
  });

  it('goes by the parents that are set, not by those that they replace', () => {
    const rows = [{ provenance: { origin: 'synthetic', parents: ['old'] }, from: ['new'] }];
    const settings = { gatherParents: true, fields: { parents: 'from' }, existing: 'overwrite' } as const;
    expect(run(rows, settings).summary.parents).toEqual([{ parent: 'new', row: 1 }]);
  });

  it('gathers nothing unless it is asked to', () => {
    const { summary } = run([{ provenance: { origin: 'synthetic', parents: ['a'] } }], {});
    expect([summary.ids, summary.parents]).toEqual([undefined, undefined]);
  });
});
