import { describe, expect, it } from 'vitest';
import {
  DAY,
  digest,
  facts,
  generation,
  HUMAN,
  lacking,
  mix,
  NOW,
  withAnswer,
  withMix,
  withNewest,
  withPart,
  withVerdict,
} from './facts.test.support.ts';
import type { AuditFacts } from './facts.ts';
import { itemOf } from './items.ts';

const of = (id: string, given: AuditFacts) => itemOf(id)!.evaluate(given);
const resultOf = (id: string, given: AuditFacts) => of(id, given).result;
const badFile = [{ name: 'x', expected: digest('a'), actual: digest('b') }];
const check = facts().checks[0];

describe('sources', () => {
  it('are a loop where human data are a generation, or are on record as fed by models', () => {
    const copied = facts({ human: { ...HUMAN, sha256: digest('g1') } });
    expect(of('sources.loop', copied).why).toContain('generation g1, byte for byte');
    for (const part of [{ category: 'synthetic' }, { origin: 'mixed' }])
      expect(resultOf('sources.loop', facts({ sources: [{ name: 'press', ...part }] }))).toBe('failed');
  });

  it('are a loop where a source is registered as fed by a model of the line, and only then', () => {
    const fed = (...fedBy: string[]) =>
      facts({ sources: [{ name: 'press', origin: 'human', seq: 7, fedBy }] });
    expect(of('sources.loop', fed('m2', 'other')).evidence).toEqual([
      { text: 'the source press is fed by models of the line: m2', seq: 7 },
    ]);
    expect([resultOf('sources.loop', fed('other')), resultOf('sources.loop', fed())]).toEqual([
      'passed',
      'passed',
    ]);
  });

  it('may hold what is not human where the anchor left that out', () => {
    const human = { ...HUMAN, byOrigin: { human: 990, synthetic: 10 }, models: ['m1'] };
    const anchor = { ...facts().anchor!, leftOut: { synthetic: 10 } };
    for (const id of ['sources.human-only', 'sources.loop'])
      expect([resultOf(id, facts({ human })), resultOf(id, facts({ human, anchor }))]).toEqual([
        'failed',
        'passed',
      ]);
  });

  it('never pass where human examples name a model', () => {
    const human = { ...HUMAN, humanWithModel: 1 };
    expect(resultOf('sources.human-only', facts({ human }))).toBe('failed');
  });

  it('are tagged file by file: the first corpus that lacks something is mended first', () => {
    const both = facts({
      human: lacking(HUMAN, 'origin', 3),
      generations: [generation(1, { corpus: lacking(generation(1).corpus, 'origin', 4) })],
    });
    const { why, remedy, evidence } = of('sources.tagged', both);
    expect(why).toBe('7 examples do not state their origin');
    expect(remedy!.command).toContain('outcross tag data/human.jsonl --fill --origin human');
    expect(evidence).toHaveLength(2);
  });
});

describe('accumulation', () => {
  it('fails where examples were replaced, though the policy says accumulate by now', () => {
    expect(of('accumulation.mode', withMix({ fates: { replaced: 9 } })).why).toContain('9 examples');
  });

  it('fails a set that was built under another policy', () => {
    expect(of('accumulation.policy', withMix({ policy: digest('old') })).why).toContain('changed after');
  });

  it('mends an older set that was changed by the next generation: nobody can untrain on it', () => {
    const { why, remedy } = of('accumulation.intact', facts({ mixes: [mix(2, { files: badFile }), mix(3)] }));
    expect(why).toContain('mixes/train-2.jsonl');
    expect(remedy!.command).toContain('train.sh');
    expect(remedy!.text).toContain('Put back');
  });

  it('names a file that is gone', () => {
    const gone = [{ name: 'mixes/train-3.jsonl', expected: digest('mix'), actual: undefined }];
    expect(of('accumulation.intact', withMix({ files: gone })).evidence).toEqual([
      { text: 'is not there', file: 'mixes/train-3.jsonl' },
    ]);
  });

  it('tells a set that was built and is gone from one that never was', () => {
    const built = { at: Date.parse('2026-03-04T05:06:07Z'), seq: 9 };
    const lost = {
      output: 'mixes/train-4.jsonl',
      generation: 4,
      built,
      manifest: 'mixes/train-4.jsonl.manifest.json',
    };
    const gone = facts({ mixes: [], lost: [lost] });
    for (const item of ['accumulation.mix-built', 'accumulation.intact']) {
      const { result, why, evidence, remedy } = of(item, gone);
      expect([result, why]).toEqual([
        'failed',
        'mixes/train-4.jsonl was built on 2026-03-04, and its file is gone',
      ]);
      expect(evidence).toMatchObject([{ file: lost.manifest, seq: 9 }]);
      expect(remedy!.text).toMatch(/^Put (it|mixes\/train-4.jsonl) back/);
    }
    expect(of('accumulation.mix-built', gone).remedy!.command).toContain('outcross mix');
    const { manifest: _, ...forgotten } = lost;
    const removed = facts({ mixes: [], lost: [{ ...forgotten }] });
    expect(resultOf('accumulation.intact', removed)).toBe('not-applicable');
    expect(of('accumulation.mix-built', removed).why).toContain('its file is gone');
    const { built: __, ...untold } = lost;
    expect(of('accumulation.intact', facts({ lost: [untold] })).why).toBe(
      'mixes/train-4.jsonl was built, and its file is gone',
    );
  });

  it('does not ask for an old set that is gone while the newest stands', () => {
    const old = { output: 'mixes/train-1.jsonl', generation: 1, built: { at: 0, seq: 1 } };
    expect(resultOf('accumulation.mix-built', facts({ lost: [old] }))).toBe('passed');
    expect(resultOf('accumulation.intact', facts({ lost: [old] }))).toBe('passed');
  });

  it('asks for a set for a generation that has none', () => {
    const { why } = of('accumulation.mix-built', withPart('commands', { next: 6 }));
    expect(why).toContain('generation 6 comes next');
    // One output for all generations: its number is not known.
    expect(resultOf('accumulation.mix-built', facts({ mixes: [mix(3, { generation: undefined })] }))).toBe(
      'passed',
    );
  });

  it('fails a set without any human example even where the policy asks for none', () => {
    const none = withMix({ byOrigin: { synthetic: 1000 } });
    const config = { ...none.config, humanMinimum: 0 };
    expect(resultOf('accumulation.human-kept', { ...none, config })).toBe('failed');
    expect(resultOf('accumulation.human-kept', withMix({ examples: 0, byOrigin: {} }))).toBe('failed');
  });

  it('has no best weight for a set of one origin, and no dominant model where none made any', () => {
    expect(resultOf('accumulation.weight', withMix({ byOrigin: { human: 1000 } }))).toBe('not-applicable');
    expect(resultOf('accumulation.one-model', withMix({ largestModel: undefined }))).toBe('not-applicable');
  });
});

describe('the reservoir', () => {
  it('fails where the newest check was made against another holdout', () => {
    const other = facts({ checks: [{ ...check, holdout: digest('other') }] });
    expect(of('reservoir.same-holdout', other)).toMatchObject({
      result: 'failed',
      remedy: { command: 'outcross check' },
    });
    const nothing = facts({ checks: [{ ...check, holdout: undefined }], mixes: [] });
    expect(resultOf('reservoir.same-holdout', nothing)).toBe('not-applicable');
  });

  it('asks for the next generation where one was trained on the holdout already', () => {
    const leak = { examples: 1000, near: 1, ids: 0 };
    const trained = facts({ mixes: [mix(2, { leak })] });
    expect(of('reservoir.not-trained-on', trained).remedy!.command).toContain('train.sh');
  });

  it('forgives older sets that were built without an anchor, not the newest', () => {
    const older = facts({ mixes: [mix(2, { holdout: undefined }), mix(3)] });
    expect(resultOf('reservoir.guarded', older)).toBe('passed');
  });

  it('names human data where there is none to anchor', () => {
    const { remedy } = of('reservoir.exists', facts({ anchor: undefined, human: undefined }));
    expect(remedy).toMatchObject({ where: 'outcross.yaml:2', command: 'outcross validate' });
  });

  it('keeps an anchor whose folder is called strangely in one word', () => {
    const anchor = {
      ...facts().anchor!,
      folder: 'my anchor',
      strata: [{ name: 'a', state: 'off' as const, z: 5 }],
    };
    expect(of('reservoir.representative', facts({ anchor })).remedy!.command).toBe(
      "mv 'my anchor' 'my anchor.before' && outcross anchor",
    );
  });
});

describe('health', () => {
  it('asks for a check of a generation that was changed since', () => {
    const changed = withNewest({ corpus: { ...generation(2).corpus, sha256: digest('now') } });
    expect(of('health.checked', changed).why).toBe('changed after its check: g2');
  });

  it('lets shifted pass unless outcross.yaml says otherwise', () => {
    const shifted = withVerdict({ verdict: 'shifted' });
    expect(resultOf('health.verdict', shifted)).toBe('passed');
    const strict = { ...shifted, config: { ...shifted.config, failOn: ['early', 'late', 'shifted'] } };
    expect(resultOf('health.verdict', strict)).toBe('failed');
  });

  it('has no trend before there are two checked generations', () => {
    expect(resultOf('health.trend', facts({ generations: [generation(1)] }))).toBe('not-applicable');
    const unchecked = facts({ generations: [generation(1, { verdict: undefined }), generation(2)] });
    expect(resultOf('health.trend', unchecked)).toBe('not-applicable');
  });

  it('is fresh to the day before its end, and takes a clock that went back for today', () => {
    const aged = (days: number) => facts({ checks: [{ ...check, at: NOW - days * DAY }] });
    expect([resultOf('health.fresh', aged(29.9)), resultOf('health.fresh', aged(30))]).toEqual([
      'passed',
      'failed',
    ]);
    expect(of('health.fresh', aged(-5)).evidence[0].text).toContain('0 of 30 days');
  });

  it('measures nothing where the newest check has no such signal', () => {
    expect(resultOf('health.tail', withVerdict({ signals: [] }))).toBe('not-applicable');
  });

  it('wants a plan for this generation: that of another is none', () => {
    const early = withVerdict({ verdict: 'early' });
    const other = { ...early, recoveries: [{ at: NOW, seq: 1, generation: 'g1' }] };
    expect(resultOf('health.recovery', other)).toBe('failed');
  });
});

describe('synthetic quality', () => {
  it('fails a proof that differs from the data, and proves anew', () => {
    const verified = { at: NOW, seq: 1, result: 'failed' as const };
    expect(of('synthetic.verified', withMix({ verified })).remedy!.command).toContain('outcross prove');
  });

  it('passes by figures without any answer', () => {
    for (const id of ['synthetic.reviewed', 'synthetic.marked', 'synthetic.reviewers-agree'])
      expect([id, resultOf(id, withAnswer(id))]).toEqual([id, 'passed']);
  });

  it('asks a person where a scan found little marked', () => {
    const scanned = { at: NOW, seq: 1, examples: 400, marked: 4 };
    const bare = { ...withAnswer('synthetic.marked'), generations: [generation(1, { scanned })] };
    expect(of('synthetic.marked', bare)).toMatchObject({
      result: 'not-answered',
      evidence: [{ text: '1% of g1 carry a mark' }],
    });
  });
});

describe('recurrence', () => {
  it('sees a policy that changed from set to set, and takes a later answer for the decision', () => {
    const drifted = facts({ mixes: [mix(2, { policy: digest('old') }), mix(3)] });
    const early = { ...drifted.answers['recurrence.thresholds'], at: NOW - 9 * DAY };
    const before = { ...drifted, answers: { ...drifted.answers, 'recurrence.thresholds': early } };
    expect([resultOf('recurrence.thresholds', before), resultOf('recurrence.thresholds', drifted)]).toEqual([
      'failed',
      'passed',
    ]);
  });

  it.each([
    ['failed', 1, 'failed'],
    ['passed', 90, 'failed'],
    ['passed', 89, 'passed'],
  ] as const)('takes a drill that %s %i days ago for %s', (result, days, outcome) => {
    const drills = [{ at: NOW - days * DAY, seq: 1, scenario: 'late', result }];
    expect(resultOf('recurrence.drill', facts({ drills }))).toBe(outcome);
  });

  it('refuses a waiver that holds for longer than a year', () => {
    const waiver = { item: 'a.b', owner: 'z', reason: 'r', expires: '2030-01-01', where: 'outcross.yaml:31' };
    const long = facts({ waivers: [{ ...waiver, until: NOW + 400 * DAY }] });
    expect(of('recurrence.waivers', long).why).toContain('more than a year');
    expect(resultOf('recurrence.waivers', facts({ waivers: [{ ...waiver, until: NOW + 300 * DAY }] }))).toBe(
      'passed',
    );
  });

  it('wants a gate that something can fail', () => {
    const gate = { severity: 'none' as const, score: 0, unanswered: false };
    expect(of('recurrence.gates', withPart('config', { gate })).why).toBe('audit: severity is none');
  });
});

describe('a set that was brought back', () => {
  it('is not the one that is proven, whatever its own proof says', () => {
    const found = of('synthetic.proven', withMix({ rebuilt: { at: NOW, seq: 44 } }));
    expect(found).toMatchObject({ result: 'failed', evidence: [{ seq: 44 }] });
    expect(found.why).toContain('is an older set than was built there last');
  });
});
