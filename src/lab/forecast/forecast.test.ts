import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ngramLine } from '../../../test/fixtures/ngram-line.ts';
import { example, profileOf, zipfCorpus } from '../../../test/oracles/corpus.ts';
import { Rng } from '../../base/rng.ts';
import { writtenEquivalent } from './equivalent-sample.ts';
import { fitFidelity } from './fidelity-fit.ts';
import { forecast } from './forecast.ts';
import { groundOf } from './ground.ts';
import { MODES } from './plan.ts';
import { shareFound } from './survival.ts';

const corpus = (seed: string, examples = 400) =>
  zipfCorpus({ seed, prefix: seed, examples, vocabulary: 3000, length: [20, 40] });
const human = profileOf(corpus('human'));
const tails = (found: ReturnType<typeof forecast>, which: 'written' | 'trained') =>
  found.curves.map(({ generations }) => generations.map((one) => one[which].tail.value));

describe('forecast', () => {
  const plain = forecast(human);

  it('is the same each time', () => {
    expect(JSON.stringify(forecast(human))).toBe(JSON.stringify(plain));
  });

  it('says what the tail is, and how much of it a second sample finds', () => {
    expect(plain.human).toMatchObject({ examples: 400, exact: true, name: 'human' });
    expect(plain.human.tail.value).toBeGreaterThan(0.3);
    expect(plain.human.tail.value).toBeLessThan(1);
    expect(plain.bands.reduce((sum, { types }) => sum + types, 0)).toBe(plain.human.types);
  });

  it('never holds more types than there are, nor more than as much human text, and more of what is frequent', () => {
    for (const { generations } of plain.curves) {
      for (const { bands, written, trained } of generations) {
        expect(written.tail.value).toBeLessThanOrEqual(trained.tail.value + 1e-9);
        expect(trained.tail.value).toBeLessThanOrEqual(1 + 1e-9);
        bands.forEach(({ value, interval, types }, b) => {
          expect(value).toBeLessThanOrEqual(plain.bands[b].human.value + 1e-9);
          expect(value).toBeGreaterThanOrEqual(interval[0]);
          expect(value).toBeLessThanOrEqual(interval[1]);
          expect(types[1]).toBeLessThanOrEqual(plain.bands[b].types);
        });
        const values = bands.map(({ value }) => value);
        expect(values).toEqual([...values].sort((x, y) => x - y));
      }
    }
  });

  it('keeps more, the more human data are brought back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(...MODES),
        (one, two, mode) => {
          const real = [Math.min(one, two), Math.max(one, two)];
          const [less, more] = tails(forecast(human, { real, mode, generations: 4 }), 'written');
          for (const [g, value] of less.entries()) expect(value).toBeLessThanOrEqual(more[g] + 1e-9);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('keeps least where output replaces, most where all is kept', () => {
    const [replace, subsample, accumulate] = MODES.map(
      (mode) => tails(forecast(human, { mode, real: [0] }), 'written')[0],
    );
    replace.forEach((value, g) => {
      expect(value).toBeLessThanOrEqual(subsample[g] + 1e-9);
      expect(subsample[g]).toBeLessThanOrEqual(accumulate[g] + 1e-9);
    });
    expect(accumulate[9]).toBeGreaterThan(replace[9] + 0.2);
  });

  it('finds the smallest real share: it keeps what it is to keep, and a little less does not', () => {
    for (const keep of [0.8, 0.95]) {
      const { needed } = forecast(human, { keep, real: [0] });
      const share = needed.share!.value;
      const worst = (real: number) => Math.min(...tails(forecast(human, { real: [real] }), 'trained')[0]);
      expect(worst(share)).toBeGreaterThanOrEqual(keep - 1e-4);
      expect(worst(share - 0.01)).toBeLessThan(keep);
      expect(needed.units).toBe(Math.ceil(share * plain.settings.samples));
      expect(needed.share!.interval[0]).toBeLessThan(share);
      expect(needed.share!.interval[1]).toBeGreaterThan(share);
    }
  });

  it('asks for more, the more is to be kept and the longer, and says where the same rows are not enough', () => {
    const share = (more: object) => forecast(human, { real: [0], ...more }).needed.share?.value;
    expect(share({ keep: 0.8 })).toBeLessThan(share({ keep: 0.9 })!);
    expect(share({ generations: 2 })).toBeLessThan(share({ generations: 20 })!);
    expect(share({ keep: 1 })).toBeGreaterThan(0.99);
    expect(share({ fresh: false, first: 500, keep: 0.99 })).toBeUndefined();
  });

  it('gives w* of the plan where there are both kinds', () => {
    const weights = forecast(human, { real: [0, 0.5, 1] }).curves.map(({ bestWeight }) => bestWeight);
    expect(weights[0]).toBeUndefined();
    expect(weights[1]).toBeCloseTo(0.618, 3);
    expect(weights[2]).toBeUndefined();
  });

  it('speaks of the same types, in the same words, where only a sample of them was kept, with wider intervals', () => {
    const sampled = forecast(profileOf(corpus('human'), { unigramPairs: 4096 }), { real: [0] });
    expect(sampled.human.exact).toBe(false);
    expect(Math.abs(sampled.human.types / plain.human.types - 1)).toBeLessThan(0.1);
    expect(Math.abs(sampled.human.tailTypes / plain.human.tailTypes - 1)).toBeLessThan(0.2);
    const [mine] = tails(sampled, 'written');
    for (const [g, value] of tails(plain, 'written')[0].entries())
      expect(Math.abs(value - mine[g])).toBeLessThan(0.05);
    const [low, high] = sampled.human.tail.interval;
    const [from, to] = plain.human.tail.interval;
    expect(high - low).toBeGreaterThan(to - from);
  });

  it('counts in examples and in pairs of words, too', () => {
    const examples = forecast(human, { unit: 'examples', order: 2, generations: 3 });
    expect(examples.human.units).toBe(400);
    expect(examples.human.missingMass).toBeUndefined();
    expect(examples.curves[0].generations).toHaveLength(3);
  });

  it('has intervals from nothing to all where all text is of one author', () => {
    const one = profileOf(corpus('human', 60).map((each) => ({ ...each, group: 'one' })));
    expect(forecast(one, { real: [0] }).curves[0].generations[0].written.tail.interval).toEqual([0, 1]);
  });

  it('refuses text without a tail', () => {
    const slips = profileOf([1, 2, 3, 4, 5].map((i) => example(`s${i}`, `slip${i}`)));
    expect(() => forecast(slips)).toThrow(expect.objectContaining({ code: 'E_EMPTY' }));
    expect(() => forecast(profileOf([]))).toThrow(expect.objectContaining({ code: 'E_EMPTY' }));
  });
});

/** Generations of learners that draw words by the frequencies they learned. */
function drawnLine(generations: number, seed: string) {
  const rng = new Rng(seed);
  let words = corpus(`${seed} training`).flatMap(({ text }) => text.split(' '));
  return Array.from({ length: generations }, (_, g) => {
    words = words.map(() => words[rng.int(words.length)]);
    const examples = Array.from({ length: words.length / 30 }, (_, i) =>
      example(`${seed} ${g} ${i}`, words.slice(30 * i, 30 * i + 30).join(' ')),
    );
    return { name: `g${g + 1}`, profile: profileOf(examples) };
  });
}

describe('a forecast that is fitted', () => {
  it('finds fidelity 1 in learners that repeat what they learned, and forecasts the generations to come', () => {
    const line = drawnLine(5, 'repeating');
    const { observed, curves } = forecast(human, { real: [0], observed: line.slice(0, 2) });
    expect(observed!.interval[0]).toBeLessThan(1.15);
    expect(observed!.interval[1]).toBeGreaterThan(0.9);
    const all = forecast(human, { real: [0], observed: line }).observed!;
    all.generations.forEach(({ observed: { value } }, g) => {
      expect(Math.abs(value - curves[0].generations[g].written.tail.value)).toBeLessThan(0.06);
    });
  });

  it('finds that a learner loses more where it does', () => {
    const line = drawnLine(3, 'losing').map(({ name }, g) => {
      const lost = corpus(`losing ${g}`).map((one) => ({
        ...one,
        text: one.text.replace(/w(\d+)/g, (word, rank) => (Number(rank) % 4 <= g ? 'w0' : word)),
      }));
      return { name, profile: profileOf(lost) };
    });
    const fitted = forecast(human, { real: [0], observed: line });
    expect(fitted.observed!.fidelity).toBeLessThan(0.8);
    const plain = forecast(human, { real: [0], samples: fitted.settings.samples });
    expect(tails(fitted, 'written')[0][9]).toBeLessThan(tails(plain, 'written')[0][9]);
    expect(fitted.needed.share!.value).toBeGreaterThan(plain.needed.share!.value);
  });

  it('adds as much a generation as was observed, unless told otherwise', () => {
    const line = drawnLine(1, 'short');
    const { settings } = forecast(human, { real: [0], observed: line });
    expect(settings.samples).toBeLessThan(13_000);
    expect(forecast(human, { real: [0], observed: line, samples: 777 }).settings.samples).toBe(777);
  });

  it('gives back the fidelity that its generations were made with', () => {
    const ground = groundOf(human, { order: 1, unit: 'tokens' }, 'human');
    const plan = {
      samples: 12_000,
      human: 12_000,
      real: 0.1,
      mode: 'replace',
      fresh: true,
      generations: 5,
    } as const;
    const { whole } = ground.spectra;
    for (const fidelity of [0.4, 0.8, 1, 2, 6]) {
      const measured = [1, 2, 3].map((generation) => ({
        name: `g${generation}`,
        generation,
        units: 12_000,
        found: shareFound(
          whole,
          ground.tail.weights.get(whole)!,
          writtenEquivalent({ ...plan, fidelity }, generation),
        )!,
        error: 0.01,
      }));
      const fit = fitFidelity(whole, ground.tail, measured, { ...plan, fidelity: 1 }, 0.05);
      expect(fit.fidelity / fidelity).toBeCloseTo(1, 3);
      expect(fit.interval[0]).toBeLessThan(fidelity);
      expect(fit.interval[1]).toBeGreaterThan(fidelity);
    }
  });

  it('refuses a generation that was profiled otherwise, and one without words', () => {
    const other = profileOf(corpus('other'), { tokenizer: 'other-1' } as never);
    const observed = (profile: typeof other) => () =>
      forecast(human, { observed: [{ name: 'g1', profile }] });
    expect(observed(other)).toThrow(expect.objectContaining({ code: 'E_MERGE', where: 'g1' }));
    expect(observed(profileOf([]))).toThrow(expect.objectContaining({ code: 'E_EMPTY', where: 'g1' }));
  });

  it('follows a line of trigram models with discounts, which lose less than chance takes', () => {
    const training = corpus('ngrams', 300);
    const line = ngramLine({ training, generations: 4, tokens: 9000, loop: 'replace', seed: 'fit' });
    const observed = line.map((examples, g) => ({ name: `g${g + 1}`, profile: profileOf(examples) }));
    const plan = { real: [0], samples: 9000, first: 9000 };
    const early = forecast(human, { ...plan, observed: observed.slice(0, 2) });
    const late = forecast(human, { ...plan, observed }).observed!.generations[3];
    const error = (value: number) => Math.abs(value - late.observed.value);
    expect(early.observed!.fidelity).toBeGreaterThan(1);
    expect(error(early.curves[0].generations[3].written.tail.value)).toBeLessThan(error(late.repeating));
  });
});
