import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLLAPSING, HEALTHY, HOSTILE, REPORTS } from '../../test/fixtures/report.ts';
import { json } from './json.ts';
import type { Report } from './report.ts';

/** The same value with the keys of every object set in another order. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, reversed(member)])) as T;
}

describe('json', () => {
  it.each(Object.keys(REPORTS))('gives back what was put in: %s', (name) => {
    expect(JSON.parse(json(REPORTS[name]))).toEqual(JSON.parse(JSON.stringify(REPORTS[name])));
  });

  it('does not depend on the order in which keys were set', () => {
    expect(json(reversed(COLLAPSING))).toBe(json(COLLAPSING));
    expect(json(reversed(HOSTILE))).toBe(json(HOSTILE));
  });

  it('begins with the format, indents by two and ends in one newline', () => {
    const text = json(HEALTHY);
    expect(text.startsWith('{\n  "schema": "outcross.report/1",\n  "tool": {\n    "name": "outcross"')).toBe(
      true,
    );
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('puts rows of numbers on one line', () => {
    expect(json(HEALTHY)).toMatch(/"interval": \[[\d.]+, [\d.]+\]/);
  });

  it('gives null for numbers that do not exist', () => {
    const [generation] = HEALTHY.generations;
    const odd = {
      ...generation.signals[0],
      ratio: Number.NaN,
      interval: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const,
    };
    const report: Report = { ...HEALTHY, generations: [{ ...generation, signals: [odd] }] };
    const [signal] = JSON.parse(json(report)).generations[0].signals;
    expect(signal.ratio).toBeNull();
    expect(signal.interval).toEqual([null, null]);
  });

  it('leaves out what is undefined', () => {
    expect(json({ ...HEALTHY, trajectory: undefined } as unknown as Report)).toBe(json(HEALTHY));
  });

  it('keeps strange names of origins, prototypes included', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.nat()), (origins) => {
        const holdout = { ...HEALTHY.human.holdout, origins };
        const report: Report = { ...HEALTHY, human: { ...HEALTHY.human, holdout } };
        const back = JSON.parse(json(report)).human.holdout.origins;
        expect(Object.entries(back).sort()).toEqual(Object.entries(origins).sort());
      }),
    );
    const named = JSON.parse('{"__proto__": 3}');
    const holdout = { ...HEALTHY.human.holdout, origins: named };
    expect(json({ ...HEALTHY, human: { ...HEALTHY.human, holdout } })).toContain('"__proto__": 3');
  });
});
