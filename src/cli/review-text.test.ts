import { describe, expect, it } from 'vitest';
import { reviewText } from './review-text.ts';

const ledger = { seq: 12, digest: 'ab'.repeat(32) };
const none = { accept: 0, reject: 0, edit: 0, relabel: 0, outdated: 0, ledger };

describe('reviewText', () => {
  it('says what was decided, and where that stands in the ledger', () => {
    expect(reviewText({ ...none, reject: 1200, edit: 1 })).toBe(
      '\nReview: 1,200 rejected, 1 edited (ledger 12:abababababab)\n',
    );
    expect(reviewText(none)).toContain('no decision about a candidate');
    expect(reviewText(undefined)).toBe('');
  });

  it('says how many decisions do not hold', () => {
    expect(reviewText({ ...none, outdated: 1 })).toContain('1 decision does not hold');
    expect(reviewText({ ...none, outdated: 2 })).toContain('2 decisions do not hold');
  });
});
