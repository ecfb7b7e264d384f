import { describe, expect, it } from 'vitest';
import { people, rowsOf, tableProfileOf } from '../../../test/fixtures/tables.ts';
import type { Example } from '../../corpus/example.ts';
import { type CheckedLine, checkLine } from '../check-line.ts';
import { logRatio, type Measured } from '../estimate.ts';
import type { Verdict } from '../verdict.ts';

function check(
  human: readonly Example[],
  reservoir: readonly Example[],
  ...line: readonly Example[][]
): CheckedLine {
  return checkLine({
    against: tableProfileOf(human),
    reservoir: tableProfileOf(reservoir),
    generations: line.map((rows, i) => ({ name: `g${i + 1}`, profile: tableProfileOf(rows) })),
  });
}

const verdicts = (line: CheckedLine): Verdict[] =>
  line.assessed.generations.map(({ judgement }) => judgement.verdict);
const measured = (line: CheckedLine, generation = 0) => line.assessed.generations[generation].measured;

const error = (m: Measured) => Math.sqrt(m.generation.variance + m.reservoir.variance);

describe('column measures of known distributions', () => {
  const line = check(people('h', 6000), people('r', 6000), people('g', 6000, { scale: 0.5, jobs: 8 }));
  const at = (key: string) => measured(line).get(key)!;

  it('find a spread of half the human one', () => {
    expect(Math.exp(logRatio(at('column.spread:age')))).toBeCloseTo(0.5, 1);
    expect(at('column.spread:wealth').generation.value).toBeCloseTo(1, 1);
  });

  it('find the share beyond the human quantiles: of a normal distribution of half the scale, P(Z > 2 x 1.645) = .0005', () => {
    expect(at('column.tail.high:age[5%]').reservoir.value).toBeCloseTo(0.05, 2);
    expect(at('column.tail.high:age[5%]').generation.value).toBeLessThan(0.003);
    expect(at('column.tail.low:wealth[5%]').generation.value).toBeCloseTo(0.05, 1);
  });

  it('know no tail where as many rows share the value at the end', () => {
    expect(measured(line).has('column.tail.low:children[5%]')).toBe(false);
    expect(measured(line).has('column.tail.low:children[1%]')).toBe(false);
  });

  it('find categories that vanished, and how many are left in effect', () => {
    expect(at('column.categories:job').generation.value).toBeLessThan(0.3);
    expect(at('column.categories:job').reservoir.value).toBeGreaterThan(0.95);
    expect(Math.exp(logRatio(at('column.hill:job')))).toBeLessThan(0.4);
  });

  it('find other correlations', () => {
    const changed = check(people('h', 3000), people('r', 3000), people('g', 3000, { correlation: -0.5 }));
    const shift = measured(changed).get('column.correlation')!;
    expect(logRatio(shift) / error(shift)).toBeGreaterThan(2.5);
    expect(shift.generation.value).toBeGreaterThan(0.5);
  });
});

describe('verdicts on tables', () => {
  it('say neither narrow, early nor late of human data, in eight draws', () => {
    const found = Array.from({ length: 8 }, (_, i) =>
      verdicts(
        check(people(`h${i}`, 1500), people(`r${i}`, 1500), people(`a${i}`, 1500), people(`b${i}`, 1500)),
      ),
    ).flat();
    expect(found.filter((verdict) => verdict === 'early' || verdict === 'late')).toEqual([]);
    expect(
      found.filter((verdict) => verdict === 'narrow' || verdict === 'shifted').length,
    ).toBeLessThanOrEqual(1);
  }, 120_000);

  it('say healthy of human data where there are enough rows', () => {
    expect(verdicts(check(people('h', 8000), people('r', 8000), people('g', 8000)))).toEqual(['healthy']);
  });

  it('find a line whose tails are cut off ever nearer to be early, in all but one of four draws', () => {
    const found = Array.from({ length: 4 }, (_, i) =>
      verdicts(
        check(
          people(`h${i}`, 4000),
          people(`r${i}`, 4000),
          ...[3, 2.2, 1.7].map((within, g) => people(`g${i}.${g}`, 4000, { within })),
        ),
      ),
    );
    expect(found.filter((line) => line[2] === 'early').length).toBeGreaterThanOrEqual(3);
    expect(found.filter((line) => line[0] === 'early' || line[0] === 'late')).toEqual([]);
  }, 60_000);

  it('find a line whose spread shrinks to be late', () => {
    const line = [0.9, 0.7, 0.45].map((scale, g) => people(`g${g}`, 4000, { scale, jobs: 30 - 10 * g }));
    expect(verdicts(check(people('h', 4000), people('r', 4000), ...line))[2]).toBe('late');
  });

  it('find other data to be shifted, not narrower', () => {
    const human = [people('h', 4000), people('r', 4000)] as const;
    expect(verdicts(check(...human, people('g', 4000, { shift: 15 })))).toEqual(['shifted']);
    expect(verdicts(check(...human, people('g', 4000, { scale: 1.7 })))).toEqual(['shifted']);
  });

  it('call a generation that says one thing late', () => {
    const one = rowsOf('g', 2000, () => ({ age: 40, wealth: 20_000, children: 1, job: 'job1' }));
    expect(verdicts(check(people('h', 2000), people('r', 2000), one))).toEqual(['late']);
  });
});

describe('columns that say little', () => {
  const sparse = (seed: string) =>
    rowsOf(seed, 400, (rng, i) => ({
      constant: 7,
      nothing: null,
      wild: i % 10 === 0 ? Number.POSITIVE_INFINITY : i % 7 === 0 ? Number.NaN : rng.normal(),
      rare: i < 5 ? 1 : null,
      fine: rng.normal(),
    }));

  it('are measured as far as they go', () => {
    const line = check(sparse('h'), sparse('r'), sparse('g'));
    const keys = [...measured(line).keys()];
    expect(keys.filter((key) => /constant|nothing|rare/.test(key))).toEqual(['column.missing:constant']);
    expect(keys).toContain('column.spread:wild');
    for (const m of measured(line).values()) {
      expect(Number.isFinite(m.generation.value), m.name.id).toBe(true);
      expect(Number.isNaN(m.generation.variance), m.name.id).toBe(false);
    }
    const missing = measured(line).get('column.missing:wild')!;
    expect(missing.generation.value).toBeCloseTo(51 / 400, 2);
  });

  it('are passed over where the generation lacks them', () => {
    const without = people('g', 400).map((row) => {
      const { age: _, job: __, ...columns } = row.columns!;
      return { ...row, columns };
    });
    const line = check(people('h', 400), people('r', 400), without);
    const keys = [...measured(line).keys()];
    expect(keys.filter((key) => key.includes(':age'))).toEqual(['column.missing:age']);
    expect(measured(line).get('column.missing:age')!.generation.value).toBe(1);
    expect(keys).toContain('column.spread:wealth');
  });

  it('do not stop a table of which nothing can be measured', () => {
    const empty = (seed: string) => rowsOf(seed, 50, () => ({ a: null }));
    expect(verdicts(check(empty('h'), empty('r'), empty('g')))).toEqual(['inconclusive']);
  });

  it('keep small differences of large numbers', () => {
    const years = (seed: string, width: number) =>
      rowsOf(seed, 2000, (rng) => ({ at: 1_700_000_000_000 + width * rng.normal() }));
    const line = check(years('h', 10), years('r', 10), years('g', 5));
    expect(Math.exp(logRatio(measured(line).get('column.spread:at')!))).toBeCloseTo(0.5, 1);
  });
});
