import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabArm, LabGeneration, LabRun, LabSettings } from '../../lab/run/result.ts';
import type { Metric } from '../../lab/scenarios/scenario.ts';
import { distance, headline, lastMean, ranking, settingsLine } from './ranking.ts';

const metric = (worse: Metric['worse']): Metric => ({ id: 'm', title: 'Error', meaning: '', worse });

/** A value, if there is one. */
function valuesOf(mean: number | undefined): LabGeneration['values'] {
  return mean === undefined ? {} : { m: { mean, median: mean, replicates: 1 } };
}

function arm(name: string, means: readonly (number | undefined)[]): LabArm {
  const generations = means.map((mean, generation) => ({
    generation,
    values: valuesOf(mean),
  }));
  return { name, loop: name, temperature: 1, generations };
}

const SETTINGS: LabSettings = {
  ...{ scenario: 's', learner: 'gaussian', loops: [], temperatures: [1], topK: [] },
  ...{ samples: 100, generations: 5, replicates: 2, seed: '7', parameters: {} },
};

function run(
  arms: readonly LabArm[],
  worse: Metric['worse'] = 'higher',
  settings: Partial<LabSettings> = {},
): LabRun {
  return {
    schema: 'outcross.lab-run/1',
    tool: { name: 'outcross', version: '0' },
    scenario: { name: 's', title: 'S', summary: '', rows: 'numbers' },
    settings: { ...SETTINGS, ...settings },
    metrics: [metric(worse)],
    arms,
    published: [],
  };
}

describe('ranking', () => {
  it('leaves out arms that have no value at the end, and no other', () => {
    const arms = [arm('a', [1, undefined]), arm('b', [undefined, 2]), arm('c', []), arm('d', [3, 3])];
    expect(ranking(run(arms)).map(({ arm: { name } }) => name)).toEqual(['d', 'b']);
    expect(arms.map((one) => lastMean(one, metric('higher')))).toEqual([undefined, 2, undefined, 3]);
  });

  it('puts the worst first, keeps every arm, and the order of those that are as bad', () => {
    const means = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 12 });
    fc.assert(
      fc.property(means, fc.constantFrom('higher' as const, 'lower' as const), (values, worse) => {
        const ranked = ranking(
          run(
            values.map((value, i) => arm(String(i), [0, value])),
            worse,
          ),
        );
        expect(ranked.map(({ mean }) => mean)).toEqual(
          [...values].sort((a, b) => (worse === 'lower' ? a - b : b - a)),
        );
        for (let i = 1; i < ranked.length; i++) {
          if (ranked[i].mean === ranked[i - 1].mean)
            expect(Number(ranked[i].arm.name)).toBeGreaterThan(Number(ranked[i - 1].arm.name));
        }
      }),
    );
  });

  it('does not reorder the run itself', () => {
    const arms = [arm('a', [1]), arm('b', [9])];
    ranking(run(arms));
    expect(arms.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('headline', () => {
  it('speaks of no worst where neither direction is worse', () => {
    expect(headline(run([arm('a', [1, 2]), arm('b', [1, 3])], 'neither'))).toBe(
      'Error after 5 generations: b 3.00, a 2.00.',
    );
  });

  it('counts one generation as one, and tells the start of one arm where it has one', () => {
    expect(headline(run([arm('a', [1, 2])], 'higher', { generations: 1 }))).toBe(
      'Error after 1 generation: a 2.00, 1.00 at the start.',
    );
    expect(headline(run([arm('a', [undefined, 2])]))).toBe('Error after 5 generations: a 2.00.');
  });

  it('says that what nobody has does not exist', () => {
    expect(headline(run([arm('a', [1, undefined])]))).toBe('Error does not exist after 5 generations.');
  });
});

describe('distance', () => {
  const first = arm('replace', [1]);
  const against = (mean: number, interval?: readonly [number, number]) =>
    distance(
      { ...first, against: { mean, median: mean, replicates: 2, ...(interval && { interval }) } },
      first,
    );

  it('has a sign where there is a difference, and none where there is none', () => {
    expect(against(0.12, [0.1, 0.14])).toBe('+0.120 [0.100, 0.140] against replace');
    expect(against(-0.5)).toBe('\u22120.500 against replace');
    expect(against(0)).toBe('0 against replace');
    expect(distance(first, first)).toBeUndefined();
  });
});

describe('settingsLine', () => {
  it('says a bias only where all arms have it', () => {
    expect(settingsLine(run([]))).toBe(
      'gaussian \u00b7 100 numbers a generation \u00b7 5 generations \u00b7 2 replicates \u00b7 seed 7',
    );
    expect(settingsLine(run([], 'higher', { temperatures: [0.7], topK: [40], replicates: 1 }))).toMatch(
      / 1 replicate \u00b7 temperature 0\.7 \u00b7 top 40 \u00b7 seed 7$/,
    );
    expect(settingsLine(run([], 'higher', { temperatures: [0.7, 1], topK: [5, 40] }))).not.toMatch(
      /temperature|top/,
    );
  });
});
