import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../scenarios/catalogue.ts';
import type { Values } from '../scenarios/scenario.ts';
import { SYNTHETIC_SHARE } from '../web/web.ts';
import { type RunRequest, settle } from './settings.ts';
import { summarise } from './summarise.ts';
import type { Track } from './task.ts';

const REQUEST: RunRequest = { loops: ['replace', 'accumulate'], generations: 1, replicates: 2 };

function summary(tracks: readonly (readonly Track[])[], request: RunRequest = {}) {
  return summarise(settle(scenarioOf('gaussian'), { ...REQUEST, ...request }), tracks, '1.0');
}

/** A replicate with these values of the first metric. */
function track(...values: (number | undefined)[]): Track {
  return { values: values.map((value): Values => (value === undefined ? {} : { wasserstein: value })) };
}

describe('summarise', () => {
  it('gives every generation of every arm its estimates over replicates', () => {
    const { arms } = summary([
      [track(1, 2), track(3, 6)],
      [track(1, 1), track(3, 3)],
    ]);
    expect(arms.map(({ name }) => name)).toEqual(['replace', 'accumulate']);
    const means = arms.map((arm) => arm.generations.map(({ values }) => values['wasserstein'].mean));
    expect(means).toEqual([
      [2, 4],
      [2, 2],
    ]);
  });

  it('sets every arm but the first against the first, replicate by replicate', () => {
    const { arms } = summary([
      [track(1, 10), track(3, 20)],
      [track(1, 9), track(3, 19)],
    ]);
    expect(arms[0].against).toBeUndefined();
    expect(arms[1].against).toMatchObject({ mean: -1, interval: [-1, -1], replicates: 2 });
  });

  it('leaves out what no replicate has, and counts those that have it', () => {
    const { arms } = summary([
      [track(1, undefined), track(undefined, undefined)],
      [track(1, 2), track(3, 4)],
    ]);
    expect(arms[0].generations[0].values['wasserstein']).toEqual({ mean: 1, median: 1, replicates: 1 });
    expect(arms[0].generations[1].values).toEqual({});
    expect(arms[1].against).toBeUndefined();
  });

  it('counts verdicts by generation, in an order that does not depend on the replicates', () => {
    const judged = (...verdicts: string[]): Track => ({ ...track(1, 1), verdicts });
    const counted = (tracks: Track[]) => JSON.stringify(summary([tracks, tracks]).arms[0].generations);
    const one = [judged('narrow', 'late'), judged('narrow', 'early')];
    expect(JSON.parse(counted(one)).map((own: { verdicts: object }) => own.verdicts)).toEqual([
      { narrow: 2 },
      { early: 1, late: 1 },
    ]);
    expect(counted(one)).toBe(counted(one.toReversed()));
  });

  it('has the synthetic share among its metrics only where a web is run', () => {
    const tracks = [[track(1, 1)], [track(1, 1)]];
    expect(summary(tracks).metrics).not.toContainEqual(SYNTHETIC_SHARE);
    expect(summary(tracks, { loops: ['replace', 'web'] }).metrics).toContainEqual(SYNTHETIC_SHARE);
  });
});
