import { describe, expect, it } from 'vitest';
import type { Verification } from '../../../ledger/verify.ts';
import { hiddenIn, widest } from '../../fixtures.test.support.ts';
import { verificationText } from './verification-text.ts';

const head = { seq: 1200, digest: '0a'.repeat(32) };
const passed: Verification = { passed: true, events: 1200, head, faults: [], more: 0, unknownKinds: {} };
const failed: Verification = {
  ...passed,
  passed: false,
  faults: [
    {
      seq: 3,
      what: 'digest',
      message: 'event 3 is not what its digest says: it was changed after it was written',
    },
    { seq: 9, what: 'body', message: 'event 9, evil\u001b[2J\u202e: wrong' },
  ],
  more: 40,
};
const text = (found: Verification, noted = false, columns = 80) =>
  verificationText('l.sqlite', found, noted, columns, false);

describe('verificationText', () => {
  it('says that nothing was changed, and which head to note', () => {
    expect(text(passed)).toMatch(/^Verified\. l\.sqlite: 1,200 events, one chain, nothing changed\n/);
    expect(text(passed)).toContain(`Head 1200:${head.digest}`);
    expect(text(passed, false, 200)).toContain('keep this one');
    expect(text(passed, true, 200)).not.toContain('keep this one');
    expect(text({ ...passed, events: 0, head: { seq: 0, digest: head.digest } })).not.toContain('Head');
  });

  it('names every fault that is listed, and counts the others', () => {
    expect(text(failed)).toMatch(/^Not verified\. l\.sqlite: 1,200 events, 42 faults\n/);
    expect(text(failed)).toContain('- event 3 is not what its digest says');
    expect(text(failed)).toContain('and 40 more');
    expect(text(failed)).not.toContain('Head');
  });

  it('tells of kinds that a later version wrote', () => {
    const said = text({ ...passed, unknownKinds: { 'mix.begun': 2 } });
    expect(said).toContain('mix.begun (2)');
    expect(said).toMatch(/^Verified/);
  });

  it.each([40, 80, 100])('fits into %i cells and drives no terminal', (columns) => {
    for (const found of [passed, failed]) {
      expect(widest(text(found, false, columns))).toBeLessThanOrEqual(columns);
      expect(hiddenIn(text(found, false, columns))).toEqual([]);
    }
  });
});
