import { describe, expect, it } from 'vitest';
import { source } from '../../../test/fixtures/assessed.ts';
import { profileOf } from '../../../test/oracles/corpus.ts';
import type { Example } from '../../corpus/example.ts';
import { emptyProfile } from '../../profile/profile.ts';
import { makeSubjects } from '../subject.ts';
import { outputGap } from './train-gap.ts';

function gap(generation: readonly Example[], training: readonly Example[]) {
  const named = { generation, reservoir: source('r'), training, holdout: source('h') };
  const subjects = makeSubjects(
    Object.entries(named).map(([name, examples]) => ({
      name,
      profile: examples.length === 0 ? emptyProfile() : profileOf(examples),
    })),
    2000,
  );
  const [g, r, t, h] = subjects;
  return outputGap({ generation: g, reservoir: r, training: t, holdout: h }, 2, 2000);
}

describe('outputGap', () => {
  it('is about one for text that never saw the training set', () => {
    const { generation, reservoir } = gap(source('g'), source('t'))!;
    for (const value of [generation, reservoir]) expect(Math.abs(Math.log(value))).toBeLessThan(0.2);
  });

  it('is far above one for the training set itself', () => {
    const training = source('t');
    const { generation, reservoir } = gap(training, training)!;
    expect(generation).toBeGreaterThan(1.5 * reservoir);
  });

  it('does not exist for an empty generation or training set', () => {
    expect(gap([], source('t'))).toBeUndefined();
    expect(gap(source('g'), [])).toBeUndefined();
  });
});
