import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { type AlignedRow, alignRows, type RowEdit } from './align.ts';

const rows = (text: string): AlignedRow[] => [...text].map((digest) => ({ digest }));
const edits = (before: string, after: string) => alignRows(rows(before), rows(after));

/** `after`, made of `before` by the edits. */
function applied(
  before: readonly AlignedRow[],
  after: readonly AlignedRow[],
  list: readonly RowEdit[],
): string[] {
  const away = new Set(list.flatMap((edit) => (edit.kind === 'added' ? [] : [edit.before])));
  const stays = before.filter((_, i) => !away.has(i)).map(({ digest }) => digest);
  const placed = new Map(
    list.flatMap((edit) => (edit.kind === 'dropped' ? [] : [[edit.after, edit] as const])),
  );
  return after.map((row, j) => {
    const edit = placed.get(j);
    if (edit === undefined) return stays.shift()!;
    return edit.kind === 'moved' ? before[edit.before].digest : row.digest;
  });
}

describe('alignRows', () => {
  it('finds nothing where nothing changed', () => {
    expect(edits('', '')).toEqual([]);
    expect(edits('abcabc', 'abcabc')).toEqual([]);
  });

  it('names a row that was changed, dropped, added or moved', () => {
    expect(edits('abcd', 'abXd')).toEqual([{ kind: 'changed', before: 2, after: 2 }]);
    expect(edits('abcd', 'abd')).toEqual([{ kind: 'dropped', before: 2 }]);
    expect(edits('abcd', 'abcXd')).toEqual([{ kind: 'added', after: 3 }]);
    expect(edits('abcd', 'bcda')).toEqual([{ kind: 'moved', before: 0, after: 3 }]);
    expect(edits('abcd', 'abc')).toEqual([{ kind: 'dropped', before: 3 }]);
    expect(edits('', 'a')).toEqual([{ kind: 'added', after: 0 }]);
  });

  it('names both rows of a pair that was swapped, and one where they were neighbours', () => {
    expect(edits('abcdef', 'aecdbf').map(({ kind }) => kind)).toEqual(['moved', 'moved']);
    expect(edits('abcdef', 'abdcef')).toHaveLength(1);
  });

  it('names several changes at once, each by itself', () => {
    expect(edits('abcdefgh', 'aXcdfgYh')).toEqual([
      { kind: 'changed', before: 1, after: 1 },
      { kind: 'dropped', before: 4 },
      { kind: 'added', after: 6 },
    ]);
  });

  it('takes rows of one id for the same row', () => {
    const before = [
      { digest: 'a', id: 1 },
      { digest: 'b', id: 2 },
    ];
    expect(alignRows(before, [{ digest: 'B', id: 2 }])).toEqual([
      { kind: 'changed', before: 1, after: 0 },
      { kind: 'dropped', before: 0 },
    ]);
  });

  it('names every row of a set that was changed from end to end', () => {
    // More rows than a call takes as arguments, and than a list can be emptied from its front in time.
    const size = 200_000;
    const before = Array.from({ length: size }, (_, i): AlignedRow => ({ digest: `a${i}` }));
    const after = Array.from({ length: size - 1 }, (_, i): AlignedRow => ({ digest: `b${i}` }));
    const found = alignRows(before, after);
    expect(found).toHaveLength(size);
    expect(found[123_456]).toEqual({ kind: 'changed', before: 123_456, after: 123_456 });
    expect(found.at(-1)).toEqual({ kind: 'dropped', before: size - 1 });
  });

  it('takes of rows of one id the last for the one that was changed, and each once', () => {
    const before = [
      { digest: 'a', id: 1 },
      { digest: 'b', id: 1 },
    ];
    const after = [
      { digest: 'x', id: 1 },
      { digest: 'y', id: 1 },
      { digest: 'z', id: 1 },
    ];
    expect(alignRows(before, after)).toEqual([
      { kind: 'changed', before: 1, after: 0 },
      { kind: 'changed', before: 0, after: 1 },
      { kind: 'added', after: 2 },
    ]);
  });

  it('never names a row twice, whatever ids its neighbours have', () => {
    const row = fc.record({ digest: fc.constantFrom('a', 'b', 'c', 'd', 'e'), id: fc.nat(3) });
    const list = fc.array(row, { maxLength: 12 });
    fc.assert(
      fc.property(list, list, (before, after) => {
        const found = alignRows(before, after);
        const old = found.flatMap((edit) => (edit.kind === 'added' ? [] : [edit.before]));
        const fresh = found.flatMap((edit) => (edit.kind === 'dropped' ? [] : [edit.after]));
        expect(new Set(old).size).toBe(old.length);
        expect(new Set(fresh).size).toBe(fresh.length);
        // What is neither named here nor there stayed: as many on both sides.
        expect(before.length - old.length).toBe(after.length - fresh.length);
      }),
    );
  });

  it('makes the one list from the other', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 14 });
    fc.assert(
      fc.property(list, list, (one, other) => {
        const before = rows(one.join(''));
        const after = rows(other.join(''));
        expect(applied(before, after, alignRows(before, after))).toEqual(other);
      }),
      { numRuns: runs(500) },
    );
  });
});
