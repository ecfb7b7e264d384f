import { describe, expect, it } from 'vitest';
import { type Assessed, assessed, FALLING, HUMAN, source } from '../../../test/fixtures/assessed.ts';
import { expectValid } from '../../../test/fixtures/schema.ts';
import { profileOf } from '../../../test/oracles/corpus.ts';
import { DEFAULT_MARGINS } from '../../compare/margins.ts';
import type { Profile } from '../../profile/profile.ts';
import { type AssembleOptions, assembleReport } from './assemble.ts';

const OPTIONS: AssembleOptions = {
  version: '1.2.3',
  alpha: 0.05,
  margins: DEFAULT_MARGINS,
  failOn: ['early', 'late'],
  split: false,
};
const report = ({ comparison, line }: Assessed, options: Partial<AssembleOptions> = {}) =>
  assembleReport(comparison, line, { ...OPTIONS, ...options });

describe('assembleReport', () => {
  const whole = report(FALLING);

  it('keeps to the published schema', () => {
    expectValid(whole);
    expectValid(report(assessed({ only: source('only', 100) })));
  });

  it('says with what it was made', () => {
    expect(whole).toMatchObject({
      schema: 'outcross.report/1',
      tool: { name: 'outcross', version: '1.2.3' },
      settings: { alpha: 0.05, margin: DEFAULT_MARGINS.level, failOn: ['early', 'late'], blocks: 64 },
      human: { split: false, holdout: { name: 'holdout', examples: 150 } },
    });
  });

  it('fails on the verdicts named, and on no others', () => {
    const verdicts = whole.generations.map(({ verdict }) => verdict);
    expect(whole.status).toBe('failed');
    expect(report(FALLING, { failOn: [verdicts[0]] }).status).toBe('failed');
    expect(report(FALLING, { failOn: ['healthy', 'inconclusive'] }).status).toBe('passed');
    expect(report(FALLING, { failOn: [] }).status).toBe('passed');
  });

  it('tells a late generation which was the last good one', () => {
    const line = { a: source('a', 600), b: source('b', 500), c: source('c', 60), d: source('d', 20) };
    const { generations } = report(assessed(line));
    expect(generations.map(({ verdict }) => verdict).at(-1)).toBe('late');
    const good = generations.findLast(({ verdict }) => verdict === 'narrow' || verdict === 'healthy')!;
    expect(generations.at(-1)!.remedy).toContain(`Go back to ${good.name}`);
  });

  it('has a trajectory where there is more than one generation', () => {
    expect(whole.trajectory!.generations).toEqual(['g1', 'g2', 'g3']);
    expect(report(assessed({ one: source('one') }))).not.toHaveProperty('trajectory');
  });
});

describe('the findings of inputs', () => {
  const troubled = (profile: Profile): Profile => ({
    ...profile,
    trouble: { malformed: 2, invalidEncoding: 1, rows: [{ file: 'h.jsonl', row: 7, reason: 'no JSON' }] },
  });
  const human = { holdout: troubled(HUMAN.holdout), reservoir: troubled(HUMAN.reservoir) };
  const line = { g1: source('g1') };
  const told = (options: Partial<AssembleOptions>) =>
    report(assessed(line, human), options).findings.map(({ id, where }) => `${id} ${where}`);

  it('are told of both human corpora', () => {
    expect(told({})).toEqual([
      'input.malformed-rows holdout',
      'input.invalid-encoding holdout',
      'input.malformed-rows reservoir',
      'input.invalid-encoding reservoir',
    ]);
  });

  it('are told once where both are halves of one corpus', () => {
    expect(told({ split: true })).toEqual([
      'input.malformed-rows the human text',
      'input.invalid-encoding the human text',
    ]);
  });

  it('are told of generations and of the training set', () => {
    const training = troubled(profileOf(source('training')));
    const { findings } = report(assessed({ tiny: source('tiny', 50, 5) }, { ...HUMAN, training }));
    expect(findings.map(({ id, where }) => `${id} ${where}`)).toEqual([
      'input.malformed-rows the training set',
      'input.invalid-encoding the training set',
      'input.few-groups tiny',
    ]);
  });
});
