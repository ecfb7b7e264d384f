import { describe, expect, it } from 'vitest';
import { Findings } from './verification.ts';

const SIGNED = { trusted: true, keyId: 'a' };
const found = (fill: (findings: Findings) => void, signature: { trusted: boolean } = SIGNED) => {
  const findings = new Findings();
  fill(findings);
  return findings.verification('p.json', signature, {});
};
const difference = (id: string) => ({ id, message: id });

describe('Findings', () => {
  it('passes where a trusted key signed and nothing differs, and only there', () => {
    expect(found(() => {}).passed).toBe(true);
    expect(found(() => {}, { trusted: false }).passed).toBe(false);
    expect(found((findings) => findings.add(difference('row.changed'))).passed).toBe(false);
  });

  it('tells first whether the proof is one, then rows, and last what follows from them', () => {
    const ids = [
      'counts',
      'tree.root',
      'file.digest',
      'row.changed',
      'policy.rule',
      'signature.foreign',
      'row.dropped',
    ];
    const { differences } = found((findings) => findings.addAll(ids.map(difference)));
    expect(differences.map(({ id }) => id)).toEqual([
      'signature.foreign',
      'row.changed',
      'row.dropped',
      'file.digest',
      'tree.root',
      'policy.rule',
      'counts',
    ]);
  });

  it('lists ten thousand differences and counts the others', () => {
    const many = Array.from({ length: 10_005 }, () => difference('row.changed'));
    const verification = found((findings) => findings.addAll(many));
    expect([verification.differences.length, verification.moreDifferences]).toEqual([10_000, 5]);
    // More than a call takes as arguments.
    const every = found((findings) => findings.addAll(Array<(typeof many)[0]>(400_000).fill(many[0])));
    expect(every.moreDifferences).toBe(390_000);
  });

  it('says of each check that it was made, or why it was not, and never both', () => {
    const { checked, notChecked } = found((findings) => {
      findings.skip('rows', 'no data');
      findings.skip('manifest', 'not there');
      findings.did('rows', 'signature');
      findings.skip('signature', 'too late');
    });
    expect(checked).toEqual(['signature', 'rows']);
    expect(notChecked).toEqual([{ check: 'manifest', why: 'not there' }]);
  });
});
