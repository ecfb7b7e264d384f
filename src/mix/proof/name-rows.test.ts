import { describe, expect, it } from 'vitest';
import { hashText } from '../../base/hash.ts';
import { leafDigest } from '../../proof/merkle/hash.ts';
import type { StoredLeaf } from '../../proof/tree-file/tree-file.ts';
import type { FreshLeaf, LeavesSince } from './leaves-since.ts';
import { nameRows } from './name-rows.ts';

type Fields = Readonly<Record<string, string>>;
const hashOf = (value: string) => hashText(value).lo;
const digestOf = (row: Fields) => leafDigest(JSON.stringify(row));

function stored(rows: readonly Fields[], from = 1, kept = true): StoredLeaf[] {
  return rows.map((row, i) => ({
    index: from - 1 + i,
    digest: digestOf(row),
    file: 'old.jsonl',
    row: from + i,
    fields: kept ? new Map(Object.entries(row).map(([name, value]) => [name, hashOf(value)])) : undefined,
  }));
}

function fresh(rows: readonly Fields[], from = 1): FreshLeaf[] {
  return rows.map((row, i) => ({
    digest: digestOf(row),
    file: 0,
    row: from + i,
    fields: Object.keys(row),
    hashes: Object.values(row).map(hashOf),
  }));
}

const named = (before: readonly StoredLeaf[], after: readonly FreshLeaf[], cut = false) =>
  nameRows({ before, after, cut } as unknown as LeavesSince, ['new.jsonl']).map(({ message }) => message);

const row = (id: string, text: string): Fields => ({ id, text });
const four = ['a', 'b', 'c', 'd'].map((id) => row(id, `text of ${id}`));

describe('nameRows', () => {
  it('names nothing where nothing differs', () => {
    expect(named(stored(four), fresh(four))).toEqual([]);
    expect(named([], [])).toEqual([]);
  });

  it('names every field that was changed, added or removed', () => {
    const altered = four.with(1, { id: 'b', note: 'x', text: 'other' });
    expect(named(stored(four), fresh(altered))).toEqual([
      'new.jsonl:2: field text was changed',
      'new.jsonl:2: field note was added',
    ]);
    expect(named(stored(four), fresh(four.with(2, { id: 'c' })))).toEqual([
      'new.jsonl:3: field text was removed',
    ]);
  });

  it('says that a field is not known where no fields were kept', () => {
    const altered = four.with(1, row('b', 'other'));
    expect(named(stored(four, 1, false), fresh(altered))).toEqual([
      'new.jsonl:2: the row was changed; which field is not known',
    ]);
  });

  it('names a row that is gone by where it stood, and one that was added by where it stands', () => {
    expect(named(stored(four), fresh(four.toSpliced(1, 1)))).toEqual(['old.jsonl: row 2 is gone']);
    expect(named(stored(four), fresh(four.toSpliced(1, 0, row('x', 'new'))))).toEqual([
      'new.jsonl:2: the row was added',
    ]);
  });

  it('names a row that was moved by both places', () => {
    expect(named(stored(four), fresh([...four.slice(1), four[0]]))).toEqual([
      'new.jsonl:4: the row was moved, it stood at old.jsonl:1',
    ]);
  });

  it('takes a row of the same id for the same row, though others are gone', () => {
    const left = [row('d', 'altered')];
    expect(named(stored(four), fresh(left))).toEqual([
      'new.jsonl:1: field text was changed',
      'old.jsonl: row 1 is gone',
      'old.jsonl: row 2 is gone',
      'old.jsonl: row 3 is gone',
    ]);
  });

  it('does not take the end of what it could hold for the end of the set', () => {
    const altered = [row('a', 'other'), four[1], four[3]];
    expect(named(stored(four), fresh(altered), true)).toEqual([
      'new.jsonl:1: field text was changed',
      'old.jsonl: row 3 is gone',
    ]);
  });
});
