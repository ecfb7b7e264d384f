import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { armName, armsOf, settle } from '../run/settings.ts';
import { SCENARIOS, scenarioOf } from '../scenarios/catalogue.ts';
import { webName, webOf } from '../web/web-entry.ts';
import { LOOPS, loopOf, takeApart } from './catalogue.ts';

/** Shares of up to three digits, such as a person writes. */
const share = fc.integer({ min: 0, max: 100 }).map((n) => n / 100);

/** A loop with as many of its parameters written as chance has it. */
const written = fc
  .constantFrom(...LOOPS.map(({ name, parameters }) => ({ name, most: parameters.length })))
  .chain(({ name, most }) =>
    fc.array(share, { maxLength: most }).map((values) => [name, ...values].join(':')),
  );

const web = fc
  .tuple(share, share, share, fc.integer({ min: 1, max: 9 }))
  .chain(([a, b, c, d]) =>
    fc.integer({ min: 0, max: 4 }).map((n) => ['web', a, b, c, d].slice(0, n + 1).join(':')),
  );

/** What a loop is, whatever was left out of its writing. */
function values(text: string): string {
  const { name, parameters } = LOOPS.find((entry) => entry.name === takeApart(text).name)!;
  const given = takeApart(text).values;
  return [name, ...parameters.map((parameter, i) => given[i] ?? parameter.default)].join(':');
}

describe('the names of loops', () => {
  it('are the same for the same loop however it is written, and differ where loops differ', () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        expect(loopOf(a).name === loopOf(b).name).toBe(values(a) === values(b));
      }),
      { numRuns: runs(400) },
    );
  });

  it('let two loops of one kind be compared, and refuse the same one twice', () => {
    const names = (loops: string[]) => {
      const settings = settle(scenarioOf('mixture'), { loops });
      return armsOf(settings).map((arm) => armName(arm, settings));
    };
    expect(names(['weighted:0.1', 'weighted', 'weighted:0.1:0.5'])).toEqual([
      'weighted w*, real 10%',
      'weighted w*',
      'weighted 0.5, real 10%',
    ]);
    expect(() => names(['weighted', 'weighted:1'])).toThrow('weighted w* is asked for twice');
  });
});

describe('the names of webs', () => {
  it('are the same for the same web however it is written, and differ where webs differ', () => {
    fc.assert(
      fc.property(web, web, (a, b) => {
        const same = JSON.stringify(webOf(a)) === JSON.stringify(webOf(b));
        expect(webName(webOf(a)) === webName(webOf(b))).toBe(same);
      }),
      { numRuns: runs(400) },
    );
  });

  it('say what is unusual', () => {
    expect(webName(webOf('web'))).toBe('web 90%');
    expect(webName(webOf('web:0.5:0.8:0.02'))).toBe('web 50%, filter 80% and 2% of real');
    expect(webName(webOf('web:0.5:0.8:0:1'))).toBe('web 50%, filter 80%, 1 model');
  });
});

describe('the loop verified', () => {
  it('is refused with a hint that names the scenarios that can, and them alone', () => {
    let hint = '';
    try {
      settle(scenarioOf('gaussian'), { loops: ['verified'] });
    } catch (error) {
      hint = (error as { hint: string }).hint;
    }
    expect(hint).toContain('needs a scenario that can');
    for (const { name, judges } of SCENARIOS) {
      if (name.includes('-')) continue;
      expect({ name, named: new RegExp(`\\b${name}\\b`).test(hint) }).toEqual({
        name,
        named: judges === true,
      });
    }
    for (const scenario of SCENARIOS.filter(({ judges }) => judges === true))
      expect(() => settle(scenario, { loops: ['verified'] })).not.toThrow();
  });
});

describe('takeApart', () => {
  it('reads numbers in every form, and nothing else', () => {
    expect(takeApart('fresh:1e-2:.5').values).toEqual([0.01, 0.5]);
    for (const bad of ['fresh:', 'fresh: ', 'fresh:NaN', 'fresh:Infinity', 'fresh:1,5', 'fresh:0.1%'])
      expect(() => takeApart(bad)).toThrow(expect.objectContaining({ code: 'E_PARAMETER', where: bad }));
  });
});
