import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { categoricalStudy } from './categorical-study.ts';
import { type ErrorsRequest, runErrors } from './errors.ts';
import { mixtureStudy } from './mixture-study.ts';
import type { LabErrors } from './result.ts';
import { shareOf } from './share.ts';
import { softmaxFit } from './softmax-fit.ts';
import { studyOf } from './studies.ts';
import { cellOf, type Limit, type StudySettings } from './study.ts';

const SETTINGS: StudySettings = {
  learner: 'categorical',
  samples: 500,
  generations: 3,
  limit: 'early-stopped',
};

function errors(request: Partial<ErrorsRequest>, workers = 0): Promise<LabErrors> {
  return runErrors(
    { learner: 'categorical', samples: 300, generations: 4, replicates: 5, ...request },
    { version: '0', workers },
  );
}

describe('the categorical study', () => {
  const study = categoricalStudy(SETTINGS);
  const losses = (set: number, seed = 1) => study.losses(cellOf(set), new Rng(seed)) as number[];

  it('loses nothing without an error, however often it is refitted', () => {
    for (const loss of losses(0)) expect(loss).toBeLessThan(1e-15);
  });

  it('has an expressivity error that is there at once and stays as it is', () => {
    const [first, ...rest] = losses(2);
    expect(first).toBeGreaterThan(0.01);
    for (const loss of rest) expect(loss).toBeCloseTo(first, 12);
  });

  it('has statistical and approximation errors that grow by generation', () => {
    for (const set of [1, 4]) {
      const own = losses(set);
      expect(own[3]).toBeGreaterThan(1.5 * own[0]);
    }
  });

  it('loses less with larger samples', () => {
    const mean = (samples: number) => {
      const own = categoricalStudy({ ...SETTINGS, samples });
      return [1, 2, 3].reduce((sum, seed) => sum + (own.losses(cellOf(1), new Rng(seed)) as number[])[3], 0);
    };
    expect(mean(50_000)).toBeLessThan(mean(500) / 10);
  });

  it.each<Limit>(['early-stopped', 'regularised', 'high-step'])(
    'falls short where the solver is %s',
    (limit) => {
      const own = categoricalStudy({ ...SETTINGS, limit }).losses(cellOf(4), new Rng(1)) as number[];
      expect(own[3]).toBeGreaterThan(1e-3);
    },
  );
});

describe('softmaxFit', () => {
  it('ends at the frequencies, given steps enough', () => {
    const frequencies = [0.5, 0.3, 0.15, 0.05];
    const fitted = softmaxFit(frequencies, { steps: 20_000, step: 1 });
    for (const [i, p] of frequencies.entries()) expect(fitted[i]).toBeCloseTo(p, 8);
  });

  it('is uniform before its first step', () => {
    expect([...softmaxFit([1, 0], { steps: 0, step: 1 })]).toEqual([0.5, 0.5]);
  });
});

describe('the mixture study', () => {
  it('loses nothing without an error, and something with each', async () => {
    const study = mixtureStudy({ learner: 'mixture', samples: 100, generations: 1, limit: 'early-stopped' });
    const loss = async (set: number) => (await study.losses(cellOf(set), new Rng(1)))[1];
    expect(await loss(0)).toBeLessThan(1e-5);
    for (const set of [1, 2, 4]) expect(await loss(set)).toBeGreaterThan(1e-4);
  });
});

describe('runErrors', () => {
  it('shares the whole loss out among the three errors', async () => {
    const { shares, total, cells } = await errors({});
    expect(shares.reduce((sum, { loss }) => sum + loss.mean, 0)).toBeCloseTo(total.mean, 12);
    expect(shares.reduce((sum, { share }) => sum + share!, 0)).toBeCloseTo(1, 12);
    expect(cells.map(({ made }) => made.length)).toEqual([0, 1, 1, 2, 1, 2, 2, 3]);
    const last = (cell: (typeof cells)[number]) => cell.generations[4].mean;
    expect(last(cells[7]) - last(cells[0])).toBeCloseTo(total.mean, 12);
  });

  it('gives the same bytes whatever the number of workers', async () => {
    expect(JSON.stringify(await errors({}, 2))).toBe(JSON.stringify(await errors({})));
  });

  it('finds that the statistical error is nearly all where samples are few and the rest is slight', async () => {
    const { shares } = await errors({ samples: 20 });
    expect(shares[0].share).toBeGreaterThan(0.9);
  });

  it.each<[Partial<ErrorsRequest>, string]>([
    [{ learner: 'mixtur' }, 'no such learner'],
    [{ samples: 0 }, 'from 1, not 0'],
    [{ generations: -1 }, 'from 0'],
    [{ replicates: 0 }, 'from 1'],
    [{ limit: 'lazy' }, 'limited by "lazy"'],
    [{ learner: 'mixture', limit: 'high-step' }, 'limited by "high-step"'],
  ])('refuses %j', async (request, message) => {
    const known = message === 'no such learner' ? 'cannot be told apart' : message;
    await expect(errors(request)).rejects.toMatchObject({
      code: 'E_PARAMETER',
      message: expect.stringContaining(known),
    });
  });

  it('suggests the nearest learner', () => {
    expect(() => studyOf('mixtur')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('"mixture"') }),
    );
  });
});

describe('shareOf', () => {
  it('is the ratio of means, exact where parts are proportional to wholes', () => {
    const { share, shareInterval } = shareOf([1, 2, 3], [2, 4, 6]);
    expect(share).toBe(0.5);
    expect(shareInterval![0]).toBeCloseTo(0.5, 12);
    expect(shareInterval![1]).toBeCloseTo(0.5, 12);
  });

  it('has no interval for one replicate, and does not exist for a whole of nothing', () => {
    expect(shareOf([1], [4])).toEqual({ share: 0.25 });
    expect(shareOf([1, -1], [1, -1])).toEqual({});
  });
});
