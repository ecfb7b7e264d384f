import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { EXAMPLE_BODIES } from '../../ledger/kinds/bodies.test.support.ts';
import { type BodyOf, KIND_NAMES, type KindName } from '../../ledger/kinds.ts';
import { openLedger } from '../../ledger/open.ts';
import { type Fact, fact, recordFacts } from '../../ledger/recorder.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { endOf, remembered } from './ledger.ts';
import { reviewsIn } from './reviews.ts';

const disk = scratch();
let ledgers = 0;

async function ledgerOf(...moments: readonly (readonly Fact[])[]): Promise<LedgerStore> {
  const store = await openLedger(join(disk.folder, `l${ledgers++}.sqlite`), disk.folder);
  let hour = 0;
  for (const facts of moments)
    await recordFacts(store, facts, {
      actor: { kind: 'person', name: 'ann' },
      now: () => new Date(Date.UTC(2026, 0, 1, hour++)),
    });
  return store;
}

const generation = (id: string) => [{ type: 'generation' as const, id }];
const body = <K extends KindName>(kind: K): BodyOf<K> => EXAMPLE_BODIES[kind][0];
const checked = (id: string, position: number, more: Partial<BodyOf<'generation.checked'>> = {}) =>
  fact('generation.checked', generation(id), { ...body('generation.checked'), position, ...more });

describe('remembered', () => {
  it('takes every kind of event, those of others too', async () => {
    const store = await ledgerOf(KIND_NAMES.map((kind) => fact(kind, generation('g1'), body(kind))));
    const found = await remembered(store);
    expect(found.ledger).toMatchObject({ events: KIND_NAMES.length, faults: [] });
    expect(found.checks).toHaveLength(1);
    expect(found.mixes).toHaveLength(1);
    expect(found.sources).toMatchObject([
      { name: 'press', owner: 'library', license: 'CC-BY-4.0', collected: true },
    ]);
    expect(found.answers['sources.owned']).toMatchObject({
      answer: 'yes',
      by: 'zoe',
      seq: expect.any(Number),
    });
    await store.close();
  });

  it('takes events of one moment for one check of the line, and keeps the newest verdict', async () => {
    const verdict = (name: string, word: BodyOf<'verdict.given'>['verdict']) =>
      fact('verdict.given', generation(name), { ...body('verdict.given'), verdict: word });
    const store = await ledgerOf(
      [checked('g1', 1), verdict('g1', 'narrow')],
      [checked('g1', 1), verdict('g1', 'healthy'), checked('g2', 2, { margin: 0.2 }), verdict('g2', 'early')],
    );
    const { checks, verdicts } = await remembered(store);
    expect(checks.map(({ positions, margin }) => [positions, margin])).toEqual([
      [[1], 0.1],
      [[1, 2], 0.1],
    ]);
    expect([verdicts.get('g1')!.verdict, verdicts.get('g2')!.verdict]).toEqual(['healthy', 'early']);
    await store.close();
  });

  it('knows which alerts arrived', async () => {
    const alert = (id: string) => [{ type: 'alert' as const, id }];
    const delivered = (id: string, result: 'passed' | 'failed') =>
      fact('alert.delivered', alert(id), { ...body('alert.delivered'), result });
    const store = await ledgerOf([
      fact('alert.raised', alert('a'), body('alert.raised')),
      fact('alert.raised', alert('b'), body('alert.raised')),
      delivered('a', 'failed'),
      delivered('a', 'passed'),
      delivered('b', 'failed'),
    ]);
    const { alerts } = await remembered(store);
    expect(alerts.map(({ id, delivered: there }) => [id, there])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    await store.close();
  });

  it('lets the newest answer to an item win, in the name of its owner', async () => {
    const answer = (more: Partial<BodyOf<'audit.answered'>>) =>
      fact('audit.answered', [{ type: 'item', id: 'x.y' }], { item: 'x.y', answer: 'yes', ...more });
    const store = await ledgerOf([answer({ owner: 'zoe' })], [answer({ answer: 'no', until: '2027-01-31' })]);
    const { answers } = await remembered(store);
    expect(answers['x.y']).toMatchObject({ answer: 'no', by: 'ann', until: Date.UTC(2027, 1, 1) });
    await store.close();
  });
});

describe('reviewsIn', () => {
  const decide = (id: string, reviewer: string, decision: BodyOf<'review.decided'>['decision']) =>
    fact('review.decided', [{ type: 'example', id }], { reviewer, decision });

  it('counts examples by the newest decision of each reviewer', async () => {
    const store = await ledgerOf([
      decide('a', 'ann', 'reject'),
      decide('a', 'ann', 'accept'),
      decide('b', 'ann', 'accept'),
      decide('b', 'zoe', 'reject'),
      decide('c', 'ann', 'reject'),
      decide('c', 'zoe', 'reject'),
      decide('d', 'ann', 'reject'),
      decide('d', 'ann', 'undo'),
      decide('e', 'ann', 'skip'),
    ]);
    const { facts, rejected } = await reviewsIn(store);
    expect(facts).toEqual({ decided: 3, rejected: 2, reviewers: 2, twice: 2, agreed: 1 });
    expect([...rejected].sort()).toEqual(['b', 'c']);
    await store.close();
  });
});

describe('endOf', () => {
  it('is the end of a day, or the moment itself', () => {
    expect(endOf('2026-12-31')).toBe(Date.UTC(2027, 0, 1));
    expect(endOf('2026-12-31T10:00:00Z')).toBe(Date.UTC(2026, 11, 31, 10));
  });
});
