import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../scenarios/catalogue.ts';
import { armName, armsOf, type RunRequest, settle } from './settings.ts';

const gaussian = scenarioOf('gaussian');

describe('settle', () => {
  it('takes what was asked for, and the scenario’s defaults for the rest', () => {
    const settings = settle(gaussian, {
      samples: 10,
      loops: ['fresh'],
      real: 0.2,
      parameters: { dimensions: 3 },
    });
    expect(settings).toMatchObject({
      samples: 10,
      loops: ['fresh'],
      real: 0.2,
      parameters: { dimensions: 3 },
    });
    expect(settings).toMatchObject({ learner: 'likelihood', temperatures: [1], seed: '1', generations: 50 });
  });

  it.each<[RunRequest, string, string?]>([
    [{ samples: 1 }, 'from 2, not 1'],
    [{ samples: 10.5 }, 'whole number'],
    [{ generations: 0 }, 'from 1 to 100000, not 0'],
    [{ replicates: 0 }, 'from 1 to 1000000, not 0'],
    [{ real: 1.2 }, 'from 0 to 1, not 1.2'],
    [{ real: -0.1 }, 'from 0 to 1, not -0.1'],
    [{ temperatures: [0] }, 'above 0, not 0'],
    [{ topK: [0] }, 'from 1, not 0'],
    [{ loops: ['fresh:2'] }, 'from 0 to 1, not 2'],
    [{ loops: ['replace', 'replace'] }, 'replace is asked for twice'],
    [{ loops: ['fresh', 'fresh:0.1'] }, 'fresh 10% is asked for twice'],
    [{ loops: ['accumlate'] }, 'no loop "accumlate"', 'Did you mean "accumulate"?'],
    [{ loops: ['web:2'] }, 'from 0 to 1, not 2'],
    [{ loops: ['web:0.5:0.5:0:0'] }, 'from 1, not 0'],
    [{ loops: ['verified'] }, 'cannot tell right rows from wrong'],
    [{ learner: 'unbaised' }, 'no learner "unbaised"', 'Did you mean "unbiased"?'],
    [{ parameters: { dimension: 2 } }, 'no parameter "dimension"', 'Did you mean "dimensions"?'],
    [{ parameters: { dimensions: 0 } }, 'from 1 to 64, not 0'],
  ])('refuses %j, and names the bound', (request, message, hint) => {
    expect(() => settle(gaussian, request)).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', message: expect.stringContaining(message) }),
    );
    if (hint === undefined) return;
    expect(() => settle(gaussian, request)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining(hint) }),
    );
  });

  it('refuses a regression with fewer than d + 2 rows', async () => {
    const regression = scenarioOf('regression');
    const { parameters, samples } = settle(regression, { samples: 20, parameters: { features: 19 } });
    await expect(
      regression.load({ learner: 'least-squares', samples, parameters, seed: '1' }),
    ).rejects.toMatchObject({ code: 'E_PARAMETER', message: expect.stringContaining('from 21, not 20') });
  });
});

describe('arms', () => {
  it('are every loop at every temperature and cut-off, each with a name of its own', () => {
    const settings = settle(gaussian, {
      loops: ['replace', 'web:0.5:0.9'],
      temperatures: [1, 0.5],
      topK: [5, 9],
    });
    const arms = armsOf(settings);
    expect(arms).toHaveLength(8);
    const names = arms.map((arm) => armName(arm, settings));
    expect(new Set(names).size).toBe(8);
    expect(names[0]).toBe('replace T=1 k=5');
    expect(names[7]).toBe('web 50%, filter 90% T=0.5 k=9');
  });

  it('are named by the loop alone where it is all that differs', () => {
    const settings = settle(gaussian, { loops: ['replace', 'fresh:0.1'], temperatures: [0.5] });
    expect(armsOf(settings).map((arm) => armName(arm, settings))).toEqual(['replace', 'fresh 10%']);
  });

  it('may have a temperature of their own, which no other is crossed with', () => {
    const settings = settle(gaussian, { loops: ['replace', 'replace@0.3', 'fresh:0.1@2'] });
    const arms = armsOf(settings);
    expect(arms.map(({ loop, temperature }) => [loop, temperature])).toEqual([
      ['replace', 1],
      ['replace', 0.3],
      ['fresh:0.1', 2],
    ]);
    expect(arms.map((arm) => armName(arm, settings))).toEqual(['replace', 'replace T=0.3', 'fresh 10% T=2']);
  });

  it.each(['replace@', 'replace@0', 'replace@hot', 'replace@-1'])('refuse the temperature of %s', (loop) => {
    expect(() => settle(gaussian, { loops: [loop] })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', message: expect.stringContaining('above 0') }),
    );
  });

  it('suggest the nearest loop before the temperature', () => {
    expect(() => settle(gaussian, { loops: ['replce@0.3'] })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('replace') }),
    );
  });
});
