import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { openLedger } from '../ledger/open.ts';
import { type Fact, fact, recordFacts } from '../ledger/recorder.ts';
import { unreadableAlert } from './alert.ts';
import { Known } from './known.ts';
import { deliveredFact, isSettled, raisedFact, wasRaised } from './outbox.ts';

const disk = scratch();
const sha = (digit: string) => digit.repeat(64);
let day = 0;
const how = { actor: { kind: 'tool', name: 't' } as const, now: () => new Date(Date.UTC(2026, 0, ++day)) };

function check(line: string, name: string, digit: string, verdict: 'healthy' | 'late'): Fact[] {
  const subjects = [
    { type: 'generation', id: name },
    { type: 'line', id: line },
  ] as const;
  const corpus = { name, count: 1, bytes: 1, sha256: sha(digit) };
  const size = { position: 1, examples: 1, tokens: 1, alpha: 0.05, margin: 0.1, version: '1' };
  return [
    fact('generation.checked', subjects, { ...size, corpus }),
    fact('verdict.given', subjects, {
      position: 1,
      verdict,
      why: '',
      signals: [],
      findings: [],
      corpus: sha(digit),
      version: '1',
    }),
  ];
}

describe('what is known of a line', () => {
  it('is every content that was checked, and the newest verdict, by whomever it was recorded', async () => {
    const ledger = await openLedger('known.sqlite', disk.folder);
    const known = new Known(ledger, 'novels');
    await known.refresh();
    expect([known.has(sha('a')), known.newest]).toEqual([false, undefined]);
    await recordFacts(
      ledger,
      [...check('novels', 'g1', 'a', 'healthy'), ...check('novels', 'g2', 'b', 'late')],
      how,
    );
    expect(known.has(sha('a'))).toBe(false);
    await known.refresh();
    expect(['a', 'b', 'c'].map((digit) => known.has(sha(digit)))).toEqual([true, true, false]);
    expect([known.verdictOf(sha('a')), known.verdictOf(sha('b')), known.verdictOf(sha('c'))]).toEqual([
      'healthy',
      'late',
      undefined,
    ]);
    expect(known.newest).toMatchObject({ generation: 'g2', body: { verdict: 'late' } });
    await ledger.close();
  });

  it('leaves other lines of one ledger alone', async () => {
    const ledger = await openLedger('lines.sqlite', disk.folder);
    await recordFacts(ledger, check('poems', 'g1', 'a', 'late'), how);
    const known = new Known(ledger, 'novels');
    await known.refresh();
    expect([known.has(sha('a')), known.newest]).toEqual([false, undefined]);
    await ledger.close();
  });
});

describe('an alert in the ledger', () => {
  it('is raised, then settled, whether it was taken or refused', async () => {
    const ledger = await openLedger('alerts.sqlite', disk.folder);
    const occasion = { line: 'l', generation: 'g', content: 'x', at: '2026-01-01T00:00:00.000Z' };
    const alert = unreadableAlert(occasion, 'm'.repeat(5_000), undefined);
    expect([await wasRaised(ledger, alert.id), await isSettled(ledger, alert.id)]).toEqual([false, false]);
    await recordFacts(ledger, [raisedFact(alert, '1')], how);
    expect([await wasRaised(ledger, alert.id), await isSettled(ledger, alert.id)]).toEqual([true, false]);
    const refused = { to: 'h', attempts: 5, result: 'failed', status: 422, version: '1' } as const;
    await recordFacts(ledger, [deliveredFact(alert.id, refused)], how);
    expect(await isSettled(ledger, alert.id)).toBe(true);
    await ledger.close();
  });
});
