import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../base/hash.ts';
import { type FindSummary, findRows } from './find-rows.ts';
import { holdsHash, holdsId, idSet } from './id-set.ts';
import { heard, recordOf } from './kernels.test.support.ts';
import { type ParentSummary, parentRows } from './parent-rows.ts';

describe('an id set', () => {
  it('holds what it was made of, and nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 80 }), fc.string(), (ids, other) => {
        const set = idSet(ids);
        for (const id of ids) expect(holdsId(set, id)).toBe(true);
        expect(holdsId(set, other)).toBe(ids.includes(other));
      }),
    );
  });

  it('tells hashes apart that share a slot', () => {
    const set = idSet(['a']);
    const { hi, lo } = hashText('a');
    expect(holdsHash(set, hi, lo)).toBe(true);
    expect(holdsHash(set, hi + 1, lo)).toBe(false);
    expect(holdsHash(set, hi, lo + set.slots.length)).toBe(false);
  });
});

describe('findRows', () => {
  it('gives place, digest of the text and provenance of what is wanted, every copy of it', () => {
    const { out, summary } = heard(findRows({ wanted: idSet(['b']) }), [
      recordOf({ id: 'a' }),
      recordOf({ id: 'b', text: 'one', provenance: { origin: 'human' } }),
      recordOf({ id: 'b', text: 'two' }),
    ]);
    const seen = (text: string) => createHash('sha256').update(text).digest('hex');
    expect((summary as FindSummary).found).toMatchObject([
      { id: 'b', seen: seen('one'), provenance: { origin: 'human' } },
      { id: 'b', seen: seen('two') },
    ]);
    expect(out.written).toEqual([]);
  });
});

describe('parentRows', () => {
  it('gathers an edge for every parent that is named, and where every example may stand', () => {
    const { summary } = heard(parentRows(), [
      recordOf({ id: 'a' }),
      recordOf({ id: 'b', provenance: { origin: 'synthetic', parents: ['a', 'x'] } }),
      recordOf({ id: 'c', provenance: { origin: 'synthetic', parents: [] } }),
    ]);
    const lanes = (id: string) => [hashText(id).hi, hashText(id).lo];
    const { edges, ids } = summary as ParentSummary;
    expect([...edges]).toEqual([...lanes('b'), ...lanes('a'), ...lanes('b'), ...lanes('x')]);
    expect([...ids]).toEqual(['a', 'b', 'c'].map((id) => hashText(id).lo));
  });
});
