import { describe, expect, it } from 'vitest';
import {
  lineName,
  linesOf,
  loopText,
  placeOf,
  RANGES,
  REAL,
  settingOf,
  TEMPERATURE,
  within,
} from './setting.ts';

describe('an address', () => {
  it('without anything is a Gaussian under replace beside accumulate', () => {
    const { subject, a, b, seed, samples } = settingOf('');
    expect([subject, a.loop, b.loop, seed, samples]).toEqual(['gaussian', 'replace', 'accumulate', '1', 30]);
  });

  it('holds every control', () => {
    const search = '?subject=categorical&a=fresh&a.real=0.25&a.t=0.8&b=none&n=250&g=12&r=3&seed=my%20seed';
    expect(settingOf(search)).toEqual({
      subject: 'categorical',
      a: { loop: 'fresh', real: 0.25, temperature: 0.8 },
      b: { loop: 'none', real: 0.1, temperature: 1 },
      samples: 250,
      generations: 12,
      replicates: 3,
      seed: 'my seed',
    });
  });

  it('that says what is not possible is taken for the nearest that is', () => {
    const search = '?subject=lottery&a=none&b=forget&a.t=0&a.real=7&n=1e9&g=-3&r=NaN&seed=';
    const { subject, a, b, samples, generations, replicates, seed } = settingOf(search);
    expect([subject, a.loop, b.loop]).toEqual(['gaussian', 'replace', 'accumulate']);
    expect([a.temperature, a.real]).toEqual([TEMPERATURE.least, 1]);
    expect([samples, generations, replicates, seed]).toEqual([
      1000,
      1,
      RANGES.gaussian.replicates.usual,
      '1',
    ]);
    expect(settingOf(`?seed=${'x'.repeat(500)}`).seed).toHaveLength(40);
  });

  it('leads to a generation, or to none', () => {
    expect(placeOf('?at=12')).toBe(12);
    for (const search of ['', '?at=', '?at=-1', '?at=1.5', '?at=99999', '?at=x'])
      expect(placeOf(search)).toBeUndefined();
  });
});

describe('a number', () => {
  it('stands on the steps of its range, without the dust of binary fractions', () => {
    expect(within(REAL, '0.123')).toBe(0.12);
    expect(within(TEMPERATURE, '0.7')).toBe(0.7);
    expect(within(RANGES.gaussian.samples, '33')).toBe(35);
    expect(within(REAL, ' ')).toBe(REAL.usual);
  });
});

describe('the lines', () => {
  it('share all but loop and temperature, so that they run on the same random numbers', () => {
    const [a, b] = linesOf(settingOf('?b=fixed&b.real=0.05&b.t=0.9'));
    expect(b).toEqual({ ...a, loop: 'fixed:0.05', temperature: 0.9 });
    expect(linesOf(settingOf('?b=none'))).toHaveLength(1);
  });

  it('are written for the lab and for people', () => {
    const { a } = settingOf('?a=fresh&a.real=0.07&a.t=0.5');
    expect([loopText(a), lineName(a)]).toEqual(['fresh:0.07', 'fresh, 7% real, temperature 0.5']);
    const { b } = settingOf('');
    expect([loopText(b), lineName(b)]).toEqual(['accumulate', 'accumulate']);
  });
});
