import { describe, expect, it } from 'vitest';
import type { Difference } from '../mix/proof/difference.ts';
import type { Verification } from '../mix/proof/verification.ts';
import { Tally } from '../proof/statement/counts.ts';
import { LIMITS } from '../proof/statement/limits.ts';
import { hiddenIn, widest } from './fixtures.test.support.ts';
import { verificationText } from './verification-text.ts';

const tally = new Tally();
for (const origin of ['human', 'human', 'synthetic'] as const) tally.add({ origin }, 9);

const PASSED: Verification = {
  schema: 'outcross.verification/1',
  proof: 'train.jsonl.proof.json',
  passed: true,
  signature: { trusted: true, keyId: 'a'.repeat(64), type: 'ed25519' },
  checked: ['signature', 'statement'],
  notChecked: [{ check: 'rows', why: 'no data were given (--data)' }],
  set: {
    files: [{ name: 'train.jsonl', sha256: 'b'.repeat(64), records: 3 }],
    size: 3,
    root: 'c'.repeat(64),
    counts: tally.counts(),
    policyDigest: 'd'.repeat(64),
    verdict: { verdict: 'narrow' },
    tool: 'outcross 1.2.3',
  },
  rules: [{ rule: 'tail.minimum', kept: undefined, note: 'only the anchor tells' }],
  differences: [],
  moreDifferences: 0,
  notes: [],
  limits: LIMITS,
};

const difference = (i: number): Difference => ({
  id: 'row.changed',
  message: `train.jsonl:${i}: field text was changed`,
});
const failed = (differences: readonly Difference[], more = 0): Verification => ({
  ...PASSED,
  passed: false,
  differences,
  moreDifferences: more,
});
const text = (verification: Verification, columns = 100, colour = false) =>
  verificationText(verification, { columns, colour });
const flat = (verification: Verification) => text(verification).replace(/\s+/g, ' ');

describe('verificationText', () => {
  it('says what was checked, what was not and why, and what the set is', () => {
    const said = flat(PASSED);
    expect(said).toMatch(/^Verified: train\.jsonl\.proof\.json /);
    expect(said).toContain('Set: 3 rows in train.jsonl, 27 tokens, recorded by outcross 1.2.3');
    expect(said).toContain('Recorded as: human 2 (67%), synthetic 1 (33%); verdict narrow');
    expect(said).toContain('Checked: signature, statement');
    expect(said).toContain('Not checked: rows: no data were given (--data)');
    expect(said).toContain('Not checked: rule tail.minimum: only the anchor tells');
  });

  it('says of a keyless signature whose it is, who vouched, and when', () => {
    const signature = {
      trusted: true,
      identity: 'a@b.example',
      issuer: 'https://c.example',
      time: '2026-01-02T03:04:05.000Z',
    };
    expect(flat({ ...PASSED, signature })).toContain(
      'Signature: a@b.example, vouched for by https://c.example, trusted; signed 2026-01-02T03:04:05.000Z',
    );
    expect(flat({ ...PASSED, signature: { trusted: false, identity: 'a\u202eb' } })).not.toContain('\u202e');
  });

  it('says every sentence of what a proof shows and does not', () => {
    for (const sentence of [...LIMITS.shows, ...LIMITS.doesNotShow]) expect(flat(PASSED)).toContain(sentence);
    expect(flat(PASSED)).toContain('This proof does not show:');
  });

  it('does not say that a proof which failed shows anything', () => {
    const said = flat(failed([difference(1)]));
    expect(said).not.toContain('This proof shows');
    expect(said).toContain('A proof that is verified shows:');
    expect(said).toMatch(
      /^Not verified: .* One thing differs: train\.jsonl:1: field text was changed \[row\.changed\]/,
    );
  });

  it('lists fifty differences, and counts the rest', () => {
    const many = Array.from({ length: 80 }, (_, i) => difference(i));
    const said = flat(failed(many, 1000));
    expect(said).toContain('1,080 things differ:');
    expect(said.match(/row\.changed/g)).toHaveLength(50);
    // No more than are held.
    expect(said).toContain('and 1,030 more; --json lists 80');
    expect(flat(failed(many))).toContain('and 30 more; --json lists them');
  });

  it('says what to do, where that is known', () => {
    const said = verificationText(failed([{ ...difference(1), remedy: 'Get it again.' }]), {
      columns: 200,
      colour: false,
    });
    expect(said).toContain('field text was changed [row.changed]. Get it again.');
  });

  it('fits every width, and cuts no digit of a digest', () => {
    for (const columns of [40, 60, 80, 200]) {
      const said = text(failed([difference(1)]), columns);
      expect(widest(said)).toBeLessThanOrEqual(columns);
      expect(said.replace(/\s+/g, '')).toContain('c'.repeat(64));
    }
  });

  it('shows what would hide in a terminal', () => {
    const hidden = failed([{ id: 'row.changed', message: 'a\u202eb\u001b[2J.jsonl:1: x' }]);
    expect(hiddenIn(text({ ...hidden, proof: 'p\u0007', notes: ['\u200b'] }))).toEqual([]);
  });

  it('says little of a file that is no proof', () => {
    const { set: _, limits: __, ...rest } = failed([{ id: 'bundle.form', message: 'p is no JSON' }]);
    const said = text({ ...rest, signature: { trusted: false }, checked: [], notChecked: [], rules: [] });
    expect(said).toContain('p is no JSON [bundle.form]');
    expect(said).not.toContain('Signature');
    expect(said).toContain('Checked: nothing');
  });

  it('shows the row of an example', () => {
    expect(flat({ ...PASSED, example: { index: 7, leaf: '{"id":"x"}' } })).toContain(
      'Example: place 7: {"id":"x"}',
    );
  });

  it('paints only where it is told to', () => {
    expect(text(PASSED)).not.toContain('\u001b');
    expect(text(PASSED, 80, true)).toContain('\u001b[32;1mVerified');
    expect(text(failed([]), 80, true)).toContain('\u001b[31;1mNot verified');
  });
});
