import { describe, expect, it } from 'vitest';
import { plansFrom, requireOptions, settingsFrom } from './options.ts';
import { type Plan, requireKeep, requirePlan } from './plan.ts';

const PLAN: Plan = {
  samples: 100,
  human: 100,
  real: 0.1,
  mode: 'replace',
  fresh: true,
  generations: 10,
  fidelity: 1,
};

describe('requirePlan', () => {
  it('accepts what lies on the bounds', () => {
    for (const more of [{ samples: 2 }, { real: 0 }, { real: 1 }, { generations: 1 }, { generations: 100 }])
      expect(() => requirePlan({ ...PLAN, ...more })).not.toThrow();
  });

  it.each([
    [{ samples: 1 }, 'samples must be at least 2, not 1'],
    [{ samples: Number.POSITIVE_INFINITY }, 'samples must be at least 2'],
    [{ samples: Number.NaN }, 'samples must be at least 2, not NaN'],
    [{ human: 0 }, 'human must be at least 1, not 0'],
    [{ real: -0.01 }, 'real must be from 0 to 1, not -0.01'],
    [{ real: 1.5 }, 'real must be from 0 to 1, not 1.5'],
    [{ generations: 0 }, 'generations must be a whole number from 1 to 100, not 0'],
    [{ generations: 2.5 }, 'generations must be a whole number'],
    [{ generations: 101 }, 'from 1 to 100, not 101'],
    [{ fidelity: 0 }, 'fidelity must be above 0 and at most 20'],
  ])('refuses %j, naming the bound', (more, message) => {
    const run = () => requirePlan({ ...PLAN, ...more });
    expect(run).toThrow(message);
    expect(run).toThrow(expect.objectContaining({ code: 'E_PARAMETER', where: Object.keys(more)[0] }));
  });
});

describe('options of a forecast', () => {
  it('default to ten generations of as much as there is, with none, a tenth and a half of human data', () => {
    const settings = settingsFrom(5000, {});
    expect(settings).toMatchObject({ samples: 5000, human: 5000, generations: 10, keep: 0.9, order: 1 });
    expect(plansFrom(settings).map(({ real }) => real)).toEqual([0, 0.1, 0.5]);
  });

  it.each([
    [{ keep: 0 }, 'keep must be above 0 and at most 1'],
    [{ keep: 1.1 }, 'keep'],
    [{ order: 5 }, 'order must be a whole number from 1 to 4, not 5'],
    [{ order: 0 }, 'order'],
    [{ alpha: 0 }, 'alpha must be a number from 0.000001 to 0.5'],
    [{ real: [0.1, 2] }, 'real must be from 0 to 1, not 2'],
    [{ samples: 1 }, 'samples must be at least 2'],
  ])('are refused before anything is read: %j', (options, message) => {
    expect(() => requireOptions(options)).toThrow(message);
  });

  it('may keep everything', () => {
    expect(() => requireKeep(1)).not.toThrow();
  });
});
