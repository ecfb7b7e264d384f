import { describe, expect, it } from 'vitest';
import { ORIGINS } from './example.ts';
import { readProvenance, statedProvenance } from './provenance.ts';

const read = (provenance: unknown) => readProvenance({ text: 'a', provenance });

describe('readProvenance', () => {
  it('reads every part of a whole provenance', () => {
    const whole = {
      origin: 'synthetic',
      source: 'run-7',
      model: 'tiny-1',
      generation: 3,
      parents: ['a', 'b'],
      license: 'CC0-1.0',
      collectedAt: '2024-05-01',
      evidence: 'declared',
    };
    expect(read(whole)).toEqual({ provenance: whole });
  });

  it('reads each origin of the vocabulary', () => {
    for (const origin of ORIGINS) expect(read({ origin })).toEqual({ provenance: { origin } });
  });

  it('reads dotted columns, whose numbers are text', () => {
    const row = {
      text: 'a',
      'provenance.origin': 'human',
      'provenance.generation': '0',
      'provenance.model': '',
    };
    expect(readProvenance(row)).toEqual({ provenance: { origin: 'human', generation: 0 } });
  });

  it('finds none where a row does not say', () => {
    for (const silent of [undefined, null, 'from the web', 5, [], {}, { origin: null }, { origin: '' }]) {
      expect(read(silent)).toEqual({ provenance: undefined });
    }
    expect(readProvenance({ text: 'a' })).toEqual({ provenance: undefined });
    expect(readProvenance({ 'provenance.origin': '' })).toEqual({ provenance: undefined });
  });

  it('refuses an origin outside the vocabulary, names it and the nearest word', () => {
    expect(read({ origin: 'synthethic' }).reason).toBe(
      'provenance.origin is "synthethic", not one of human, synthetic, mixed, unknown. Did you mean "synthetic"?',
    );
    expect(read({ origin: 'Human' }).reason).toContain('Did you mean "human"?');
    expect(read({ origin: 'gpt' }).reason).not.toContain('Did you mean');
    expect(read({ origin: 5 }).reason).toContain('is a number, not one of');
    expect(read({ origin: 'x'.repeat(1e6) }).reason?.length).toBeLessThan(300);
  });

  it('refuses evidence outside the vocabulary', () => {
    expect(read({ origin: 'human', evidence: 'reviewed' }).reason).toContain('Did you mean "review"?');
  });

  it('leaves out parts of a wrong type', () => {
    const odd = { origin: 'human', source: 5, generation: -1, parents: ['a', 1], license: null, model: {} };
    expect(read(odd)).toEqual({ provenance: { origin: 'human' } });
    expect(read({ origin: 'human', generation: 1.5 })).toEqual({ provenance: { origin: 'human' } });
  });

  it('reads the wide integers and dates of Parquet', () => {
    const typed = { origin: 'human', generation: 2n, collectedAt: new Date(0) };
    expect(read(typed)).toEqual({
      provenance: { origin: 'human', generation: 2, collectedAt: '1970-01-01T00:00:00.000Z' },
    });
  });
});

describe('statedProvenance', () => {
  it('tells what a row says though it names no origin', () => {
    expect(statedProvenance({ provenance: { source: 's', generation: '2' } })).toEqual({
      parts: { source: 's', generation: 2 },
    });
    expect(statedProvenance({ text: 'x' })).toEqual({ parts: {} });
  });

  it('refuses evidence outside the vocabulary without an origin too', () => {
    expect(statedProvenance({ provenance: { evidence: 'hearsay' } }).reason).toContain('"hearsay"');
  });

  it('reads parents from the text that a table holds', () => {
    expect(statedProvenance({ 'provenance.parents': '["a","b"]' })).toEqual({
      parts: { parents: ['a', 'b'] },
    });
    for (const text of ['[broken', '[1]', '{"a":1}', 'a']) {
      expect(statedProvenance({ 'provenance.parents': text })).toEqual({ parts: {} });
    }
  });
});
