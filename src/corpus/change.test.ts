import { describe, expect, it } from 'vitest';
import { changedRow } from './change.ts';
import { readProvenance } from './provenance.ts';

describe('changedRow', () => {
  it('is the row itself without a change', () => {
    const row = { text: 'x' };
    expect(changedRow(row, undefined)).toBe(row);
  });

  it('sets fields, old ones in their place and new ones after the others', () => {
    const changed = changedRow({ a: 1, b: 2 }, { fields: { b: 3, c: 4 } });
    expect(JSON.stringify(changed)).toBe('{"a":1,"b":3,"c":4}');
  });

  it('lays provenance over what the row says, and keeps what it does not know', () => {
    const row = { provenance: { origin: 'human', note: 'by hand', source: 'old' } };
    const changed = changedRow(row, { provenance: { origin: 'mixed', model: 'm' } });
    expect(changed).toEqual({ provenance: { origin: 'mixed', note: 'by hand', source: 'old', model: 'm' } });
    expect(row.provenance.origin).toBe('human');
  });

  it('writes the keys of a provenance in one order, whatever order they came in', () => {
    const changed = changedRow({}, { provenance: { evidence: 'review', source: 's', origin: 'human' } });
    expect(JSON.stringify(changed)).toBe(
      '{"provenance":{"origin":"human","source":"s","evidence":"review"}}',
    );
  });

  it('sets columns that stand by themselves where the row has them, so that the reader sees what was set', () => {
    const row = { text: 'x', 'provenance.origin': '', 'provenance.source': 'a' };
    const provenance = { origin: 'human', source: 'b', model: 'm' } as const;
    const changed = changedRow(row, { provenance });
    expect(changed).toMatchObject({ 'provenance.origin': 'human', 'provenance.source': 'b' });
    expect(readProvenance(changed)).toEqual({ provenance });
  });

  it('replaces a provenance that is no object', () => {
    expect(changedRow({ provenance: 'web' }, { provenance: { origin: 'human' } })).toEqual({
      provenance: { origin: 'human' },
    });
  });
});
