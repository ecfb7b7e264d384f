import { describe, expect, it } from 'vitest';
import { type Counted, Tally } from '../../proof/statement/counts.ts';
import { candidatesOf } from '../candidates.test.support.ts';
import { composition } from '../composition.ts';
import { FATE } from '../fate.ts';
import { compositionDifferences, countDifferences } from './composition-differences.ts';

const examples: readonly (readonly [Counted, number])[] = [
  [{ origin: 'human', source: 'press' }, 7],
  [{ origin: 'human' }, 3],
  [{ origin: 'synthetic', source: 'crawl', model: 'm1', generation: 2, evidence: 'watermark' }, 9],
  [{ origin: 'unknown' }, 4],
];

function countsOf(list = examples) {
  const tally = new Tally();
  for (const [example, tokens] of list) tally.add(example, tokens);
  return tally.counts();
}

const chosen = candidatesOf(
  examples.map(([{ origin, source, model, generation }, tokens]) => ({
    origin,
    tokens,
    generation: generation ?? (origin === 'human' ? 0 : -1),
    ...(source === undefined ? {} : { source }),
    ...(model === undefined ? {} : { model }),
  })),
);

describe('compositionDifferences', () => {
  it('finds none between what a mix counts and what its rows are', () => {
    const told = composition(chosen, new Uint8Array(examples.length).fill(FATE['chosen']));
    expect(compositionDifferences(told, countsOf())).toEqual([]);
    expect(compositionDifferences(JSON.parse(JSON.stringify(told)), countsOf())).toEqual([]);
  });

  it('names a figure by the value that it is of', () => {
    const told = composition(chosen, new Uint8Array(examples.length).fill(FATE['chosen']));
    const found = compositionDifferences(
      told,
      countsOf([...examples, [{ origin: 'human', source: 'press' }, 1]]),
    );
    expect(found.map(({ path, expected, found: now }) => [path, expected, now])).toEqual([
      ['examples', 4, 5],
      ['tokens', 23, 24],
      ['byOrigin.human.examples', 2, 3],
      ['byOrigin.human.tokens', 10, 11],
      ['bySource.press.examples', 1, 2],
      ['bySource.press.tokens', 7, 8],
      ['byModel.-.examples', 3, 4],
      ['byModel.-.tokens', 14, 15],
      ['byGeneration.0.examples', 2, 3],
      ['byGeneration.0.tokens', 10, 11],
    ]);
  });

  it('tells a source that is called - from examples that name none', () => {
    const sources = (named: number, unnamed: number) =>
      countsOf([
        ...Array.from({ length: named }, () => [{ origin: 'human' as const, source: '-' }, 1] as const),
        ...Array.from({ length: unnamed }, () => [{ origin: 'human' as const }, 1] as const),
      ]);
    expect(compositionDifferences(sources(3, 2), sources(3, 2))).toEqual([]);
    expect(compositionDifferences(sources(3, 2), sources(2, 3)).map(({ path }) => path)).toEqual([
      'bySource."-".examples',
      'bySource."-".tokens',
      'bySource.-.examples',
      'bySource.-.tokens',
    ]);
  });

  it('never takes one row of a value for two that stand there', () => {
    const whole = composition(chosen, new Uint8Array(examples.length).fill(FATE['chosen']));
    const [first, ...rest] = whole.byOrigin;
    for (const twice of [
      [{ ...first, examples: 900 }, first, ...rest],
      [first, first, ...rest],
    ]) {
      const found = compositionDifferences({ ...whole, byOrigin: twice }, countsOf());
      expect(found.map(({ path }) => path)).toContain(`byOrigin.${first.value} (row 2)`);
    }
  });

  it('keeps values that are names of a prototype apart', () => {
    const of = (source: string) => countsOf([[{ origin: 'human', source }, 1]]);
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(compositionDifferences(of(name), of(name))).toEqual([]);
      expect(compositionDifferences(of(name), of('other')).map(({ path }) => path)).toEqual([
        `bySource.${name}`,
        'bySource.other',
      ]);
    }
  });

  it('takes a composition that is none for one of nothing', () => {
    for (const none of [undefined, null, {}, { byOrigin: 'x' }, { byOrigin: [null] }]) {
      expect(compositionDifferences(none, countsOf()).length).toBeGreaterThan(5);
    }
  });
});

describe('countDifferences', () => {
  it('finds none between equal counts, and names evidence with the origin that it is for', () => {
    expect(countDifferences(countsOf(), countsOf())).toEqual([]);
    const other = countsOf(
      examples.with(2, [
        { origin: 'mixed', source: 'crawl', model: 'm1', generation: 2, evidence: 'watermark' },
        9,
      ]),
    );
    const paths = countDifferences(countsOf(), other).map(({ path }) => path);
    expect(paths).toEqual([
      'byOrigin.synthetic',
      'byOrigin.mixed',
      'byEvidence.watermark/synthetic',
      'byEvidence.watermark/mixed',
    ]);
  });
});
