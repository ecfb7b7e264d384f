import { describe, expect, it } from 'vitest';
import {
  DAY,
  digest,
  facts,
  generation,
  HUMAN,
  lacking,
  NOW,
  signal,
  withAnswer,
  withMix,
  withNewest,
  withPart,
  withVerdict,
} from './facts.test.support.ts';
import type { AuditFacts } from './facts.ts';
import { MOMENTS, SEVERITIES, STAGES } from './item.ts';
import { ITEMS, itemOf, nearestItem } from './items.ts';
import { type AuditSettings, settingsOf } from './settings.ts';

interface Case {
  readonly fails: AuditFacts;
  /** Part of the command that mends it. */
  readonly mends?: string;
  /** Where it is not `facts()` that pass. */
  readonly passes?: AuditFacts;
}

const human = (part: Partial<typeof HUMAN>) => facts({ human: { ...HUMAN, ...part } });
const early = withVerdict({ verdict: 'early', why: 'the tail falls' });
const planned = { recoveries: [{ at: NOW, seq: 60, generation: 'g2' }] };
const no = (id: string) => withAnswer(id, { answer: 'no' });
const judgedBy = (part: Partial<AuditSettings>) => [
  { at: NOW - 3 * DAY, seq: 3, settings: { ...settingsOf(facts().config), ...part } },
];
const badFile = [{ name: 'x', expected: digest('a'), actual: digest('b') }];

const CASES: Readonly<Record<string, Case>> = {
  'sources.tagged': {
    fails: withNewest({ corpus: lacking(generation(2).corpus, 'origin') }),
    mends:
      'outcross tag data/g2.jsonl --fill --origin synthetic --source stories --model stories-g2 --generation 2',
  },
  'sources.human-only': {
    fails: human({ byOrigin: { human: 990, synthetic: 10 } }),
    mends: 'outcross anchor --force --leave-out-others',
  },
  'sources.loop': {
    fails: human({ models: ['m1'], byOrigin: { human: 990, synthetic: 10 } }),
    mends: 'outcross anchor',
  },
  'sources.named': { fails: facts({ human: lacking(HUMAN, 'source') }), mends: '--source stories' },
  'sources.licensed': {
    fails: facts({ human: lacking(HUMAN, 'license'), sources: [] }),
    mends: '--license NAME',
    passes: facts({ human: lacking(HUMAN, 'license') }),
  },
  'sources.owned': { fails: { ...no('sources.owned'), sources: [] } },
  'sources.training-allowed': { fails: no('sources.training-allowed') },
  'sources.feedback': { fails: no('sources.feedback') },
  'sources.personal-data': { fails: no('sources.personal-data') },
  'sources.models': {
    fails: withNewest({ corpus: lacking(generation(2).corpus, 'model') }),
    mends: '--model stories-g2 --generation 2',
  },
  'sources.generations': {
    fails: withNewest({ corpus: lacking(generation(2).corpus, 'generation') }),
    mends: '--generation 2',
  },
  'sources.evidence': { fails: facts({ human: lacking(HUMAN, 'evidence') }), mends: '--evidence declared' },
  'sources.readable': { fails: human({ malformed: 30 }), mends: 'outcross inventory data/human.jsonl' },
  'sources.scanned': {
    fails: facts({ humanScanned: { at: NOW, seq: 1, examples: 1000, marked: 50 } }),
    mends: 'outcross watermark detect data/human.jsonl --write',
  },
  'sources.registered': { fails: { ...no('sources.registered'), sources: [] } },
  'sources.collected': { fails: { ...no('sources.collected'), sources: [] } },

  'accumulation.human-kept': {
    fails: withMix({ byOrigin: { human: 100, synthetic: 900 } }),
    mends: 'outcross mix --force',
  },
  'accumulation.mode': { fails: withPart('config', { mode: 'replace' }), mends: 'outcross mix' },
  'accumulation.intact': { fails: withMix({ files: badFile }), mends: 'outcross mix --force' },
  'accumulation.mix-built': { fails: facts({ mixes: [] }), mends: 'outcross mix' },
  'accumulation.policy': {
    fails: withMix({ rules: [{ rule: 'human.share', asked: 900, got: 600, short: 300 }] }),
    mends: 'outcross mix',
  },
  'accumulation.human-not-shrinking': {
    fails: withMix({ byOrigin: { human: 500, synthetic: 500 } }),
    mends: 'outcross mix --force --size all',
  },
  'accumulation.unknown-out': {
    fails: withMix({ byOrigin: { human: 600, unknown: 400 } }),
    mends: 'outcross mix',
  },
  'accumulation.training-set-known': {
    fails: {
      ...no('accumulation.training-set-known'),
      generations: [generation(1), generation(2, { trainingSetKnown: false })],
    },
  },
  'accumulation.weight': { fails: withMix({ humanWeight: 0.3 }), mends: 'outcross mix' },
  'accumulation.one-model': {
    fails: withMix({ largestModel: { name: 'm2', share: 0.7 } }),
    mends: 'outcross mix',
  },
  'accumulation.inputs-current': { fails: facts({ fileDigests: [digest('human')] }), mends: 'outcross mix' },
  'accumulation.all-generations': { fails: withMix({ inputs: [] }), mends: 'outcross mix' },

  'reservoir.exists': { fails: facts({ anchor: undefined }), mends: 'outcross anchor' },
  'reservoir.frozen': {
    fails: withPart('anchor', { files: badFile }),
    mends: 'outcross anchor --force && outcross check',
  },
  'reservoir.not-trained-on': {
    fails: withMix({ leak: { examples: 1000, near: 2, ids: 1 } }),
    mends: 'outcross mix --force',
  },
  'reservoir.same-holdout': { fails: withMix({ holdout: digest('other') }), mends: 'outcross mix' },
  'reservoir.guarded': { fails: withMix({ holdout: undefined }), mends: 'outcross mix --force' },
  'reservoir.representative': {
    fails: withPart('anchor', { strata: [{ name: 'law', state: 'off', z: -5 }] }),
    mends: 'mv anchor anchor.before && outcross anchor',
  },
  'reservoir.tail': {
    fails: withPart('anchor', { tails: [{ order: 1, mass: 0.1, types: 500, holdout: 0.2, expected: 0.6 }] }),
    mends: 'outcross anchor',
  },
  'reservoir.vouched': {
    fails: { ...no('reservoir.vouched'), anchor: { ...facts().anchor!, assumedHuman: 12 } },
  },
  'reservoir.size': {
    fails: withPart('anchor', { holdout: { ...facts().anchor!.holdout, groups: 4 } }),
    mends: 'outcross anchor --force',
  },
  'reservoir.backed-up': { fails: no('reservoir.backed-up') },
  'reservoir.fresh': { fails: no('reservoir.fresh') },
  'reservoir.access': { fails: no('reservoir.access') },
  'reservoir.strata-measured': {
    fails: withPart('anchor', { strata: [{ name: 'law', state: 'small', z: 0 }] }),
    mends: 'outcross anchor --force',
  },

  'health.checked': { fails: withNewest({ verdict: undefined }), mends: 'outcross check' },
  'health.verdict': { fails: early, mends: './train.sh mixes/train-3.jsonl && outcross check' },
  'health.trend': {
    fails: withVerdict({ signals: [signal('distinct', 0.8, { order: 2 })] }),
    mends: 'outcross check',
  },
  'health.tail': {
    fails: withVerdict({ signals: [signal('tail.coverage', 0.7, { order: 1 })] }),
    mends: 'outcross check',
  },
  'health.classes': {
    fails: withVerdict({ findings: [{ id: 'category.vanished', severity: 'warning' }] }),
    mends: 'outcross check',
  },
  'health.fresh': {
    fails: facts({ checks: [{ ...facts().checks[0], at: NOW - 31 * DAY }] }),
    mends: 'outcross check',
  },
  'health.alerts': {
    fails: facts({ alerts: [{ ...facts().alerts[0], delivered: false }] }),
    mends: 'outcross watch --once',
  },
  'health.diversity': {
    fails: withVerdict({ signals: [signal('self-bleu', 1.6, { direction: 'rises' })] }),
    mends: 'outcross check',
  },
  'health.perplexity': {
    fails: withVerdict({ signals: [signal('perplexity.holdout', 1.9, { direction: 'rises' })] }),
    mends: 'outcross check',
  },
  'health.copying': {
    fails: withVerdict({ findings: [{ id: 'copying.verbatim', severity: 'warning' }] }),
    mends: 'outcross check',
  },
  'health.whole-line': {
    fails: facts({ checks: [{ ...facts().checks[0], positions: [1] }] }),
    mends: 'outcross check',
  },
  'health.conclusive': { fails: withVerdict({ verdict: 'inconclusive' }), mends: 'outcross check' },
  'health.recovery': { fails: early, mends: 'outcross recover', passes: { ...early, ...planned } },
  'health.scissors': {
    fails: { ...no('health.scissors'), generations: [generation(1, { scored: false })] },
  },

  'synthetic.rejected-out': { fails: withMix({ rejected: 2 }), mends: 'outcross mix --force' },
  'synthetic.filtered': {
    fails: withNewest({ filtered: undefined }),
    mends: 'outcross filter data/g2.jsonl -o .outcross/filtered-g2.jsonl',
  },
  'synthetic.deduplicated': {
    fails: withNewest({ deduplicated: { at: NOW, seq: 1, kept: 300, dropped: 100 } }),
    mends: 'mv -f .outcross/deduplicated-g2.jsonl data/g2.jsonl && outcross check',
  },
  'synthetic.proven': { fails: withMix({ proof: undefined }), mends: 'outcross prove mixes/train-3.jsonl' },
  'synthetic.verified': {
    fails: withMix({ verified: undefined }),
    mends: 'outcross verify mixes/train-3.jsonl.proof.json --data mixes/train-3.jsonl',
  },
  'synthetic.reviewed': {
    fails: {
      ...no('synthetic.reviewed'),
      reviews: { decided: 3, rejected: 0, reviewers: 1, twice: 0, agreed: 0 },
    },
  },
  'synthetic.marked': {
    fails: { ...no('synthetic.marked'), generations: [generation(1, { scanned: undefined })] },
  },
  'synthetic.verifier': { fails: no('synthetic.verifier') },
  'synthetic.purpose': { fails: no('synthetic.purpose') },
  'synthetic.reviewers-agree': {
    fails: {
      ...withAnswer('synthetic.reviewers-agree'),
      reviews: { decided: 80, rejected: 2, reviewers: 2, twice: 10, agreed: 4 },
    },
  },

  'recurrence.ledger': {
    fails: facts({ ledger: { place: 'l', events: 9, faults: ['event 3 is not what its digest says'] } }),
    mends: 'outcross ledger verify',
  },
  'recurrence.gates': { fails: withPart('config', { failOn: ['late'] }), mends: 'outcross validate' },
  'recurrence.thresholds': {
    fails: {
      ...withAnswer('recurrence.thresholds'),
      checks: [facts().checks[0], { ...facts().checks[0], at: NOW - 2, margin: 0.4 }],
    },
  },
  'recurrence.loosened': {
    passes: { ...withAnswer('recurrence.loosened'), audits: judgedBy({}) },
    fails: { ...withAnswer('recurrence.loosened'), audits: judgedBy({ humanMinimum: 0.5 }) },
  },
  'recurrence.waivers': {
    fails: facts({
      waivers: [
        {
          item: 'health.fresh',
          owner: 'zoe',
          reason: 'r',
          until: NOW - 1,
          expires: '2026-06-14',
          where: 'outcross.yaml:31',
        },
      ],
    }),
    mends: 'outcross validate',
  },
  'recurrence.owner': { fails: no('recurrence.owner') },
  'recurrence.drill': { fails: facts({ drills: [] }), mends: 'outcross recover --drill' },
  'recurrence.audited': {
    fails: facts({ audits: [{ at: NOW - 61 * DAY, seq: 1 }] }),
    mends: 'outcross audit',
  },
  'recurrence.pipeline': {
    fails: { ...no('recurrence.pipeline'), commands: { ...facts().commands, pipeline: undefined } },
  },
  'recurrence.told': { fails: { ...no('recurrence.told'), config: { ...facts().config, webhook: false } } },
  'recurrence.answers-current': {
    fails: withAnswer('recurrence.owner', { until: NOW + 3 * DAY }),
    mends: 'outcross audit answer recurrence.owner',
  },
  'recurrence.head-kept': { fails: no('recurrence.head-kept') },
};

describe('the checklist', () => {
  it('has a case for each item, and at least forty items with ids of their own', () => {
    const ids = ITEMS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(40);
    expect(Object.keys(CASES).sort()).toEqual([...ids].sort());
  });

  it('has items in every stage, of every moment and severity, each with a question', () => {
    expect(new Set(ITEMS.map(({ stage }) => stage))).toEqual(new Set(STAGES));
    expect(new Set(ITEMS.map(({ when }) => when))).toEqual(new Set(MOMENTS));
    expect(new Set(ITEMS.map(({ severity }) => severity))).toEqual(new Set(SEVERITIES));
    for (const { question } of ITEMS) expect(question).toMatch(/^[A-Z].{10,120}\?$/);
  });

  it.each(ITEMS.map(({ id }) => [id] as const))('passes %s where it should', (id) => {
    const outcome = itemOf(id)!.evaluate(CASES[id].passes ?? facts());
    expect([outcome.result, outcome.why]).toEqual(['passed', outcome.why]);
    expect(outcome).not.toHaveProperty('remedy');
  });

  it.each(ITEMS.map(({ id }) => [id] as const))('fails %s where it should, and says what mends it', (id) => {
    const { fails, mends } = CASES[id];
    const { result, why, remedy } = itemOf(id)!.evaluate(fails);
    expect([result, why]).toEqual(['failed', why]);
    expect(why).not.toMatch(/[.]$|undefined|NaN/);
    expect(remedy?.command).toMatch(/outcross /);
    expect(remedy?.command).toContain(mends ?? `outcross audit answer ${id} yes`);
    expect(remedy?.command).not.toMatch(/undefined|NaN/);
  });

  it.each(ITEMS.filter(({ answerable }) => answerable).map(({ id }) => [id] as const))(
    'does not take %s for answered once the answer is past its end',
    (id) => {
      const { fails } = CASES[id];
      const past = { at: NOW - 9 * DAY, seq: 1, answer: 'yes' as const, by: 'zoe', until: NOW };
      const outcome = itemOf(id)!.evaluate({
        ...fails,
        humanScanned: undefined,
        answers: { ...fails.answers, [id]: past },
      });
      expect(['not-answered', 'failed']).toContain(outcome.result);
      expect(outcome.remedy?.command).toContain(`outcross audit answer ${id} yes`);
    },
  );
});

describe('an empty workspace', () => {
  const empty = facts({
    human: undefined,
    humanScanned: undefined,
    anchor: undefined,
    ledger: undefined,
    sources: [],
    generations: [],
    checks: [],
    mixes: [],
    drills: [],
    alerts: [],
    audits: [],
    answers: {},
    fileDigests: [],
    reviews: { decided: 0, rejected: 0, reviewers: 0, twice: 0, agreed: 0 },
  });

  it('is asked for what comes first, and not failed for what cannot be there yet', () => {
    const failing = ITEMS.filter((item) => item.evaluate(empty).result === 'failed').map(({ id }) => id);
    expect(failing.sort()).toEqual([
      'accumulation.mix-built',
      'recurrence.drill',
      'recurrence.ledger',
      'reservoir.exists',
    ]);
  });
});

describe('nearestItem', () => {
  it('finds what was meant', () => {
    expect(nearestItem('sources.licenced')).toBe('sources.licensed');
    expect(nearestItem('xyzzy')).toBeUndefined();
    expect(itemOf('sources.licenced')).toBeUndefined();
  });
});
