import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { HumanModel } from '../../lm/human-model.ts';
import { ProfileAccumulator } from '../../profile/accumulator.ts';
import { tableOf } from '../../profile/profile.ts';
import { Tokenizer } from '../../text/tokenizer.ts';
import { together, Weigher } from './weigher.ts';

const FILTER = { profiles: ['length'], rules: { 'length.characters.min': 60 } };
const HUMAN = Array.from(
  { length: 3_000 },
  (_, i) =>
    `person ${i % 37} went to place ${i % 53} and saw thing ${i % 41} by day ${i % 29} in the old town`,
);
const example = (text: string, provenance?: object) => ({ id: 'e', group: 'e', text, provenance }) as never;

describe('together', () => {
  it('is at least each weight, at most 1, and more with every reason', () => {
    const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.double({ min: 0.01, max: 1, noNaN: true }), (some, more) => {
        const all = together(some);
        expect(all).toBeLessThanOrEqual(1);
        for (const one of some) expect(all).toBeGreaterThanOrEqual(one - 1e-12);
        expect(together([...some, more])).toBeGreaterThanOrEqual(all);
      }),
    );
    expect(together([])).toBe(0);
    expect(together([0.5, 0.5])).toBe(0.75);
  });
});

describe('Weigher', () => {
  let weigher: Weigher;
  let anew: () => Promise<Weigher>;
  beforeAll(async () => {
    const accumulator = new ProfileAccumulator();
    const rare = Array.from({ length: 40 }, (_, i) => `quixotic${i} zebra${i} here and there again`);
    [...HUMAN, ...rare, ...rare].forEach((text, i) => {
      accumulator.add({ id: `h${i}`, group: `h${i}`, text });
    });
    const words = tableOf(accumulator.finish(), 1).columns;
    const human = HumanModel.train(HUMAN, new Tokenizer()).parts;
    anew = () => Weigher.load({ filter: FILTER, words, human });
    weigher = await anew();
  });
  const kinds = (text: string, provenance?: object) =>
    weigher.reasons(example(text, provenance)).map(({ kind }) => kind);

  it('says that a text lies near a threshold, with both figures', () => {
    const [reason] = weigher.reasons(example('x'.repeat(57)));
    expect(reason).toMatchObject({
      kind: 'threshold',
      text: 'length.characters.min: 57, the threshold is 60, which it breaks',
    });
    expect(kinds('x'.repeat(200))).not.toContain('threshold');
  });

  it('marks the rare words of people that a text carries', () => {
    const text =
      'the man met a Quixotic7 zebra9 in the old town, and went on by the day to a far place of things';
    const reason = weigher.reasons(example(text)).find(({ kind }) => kind === 'tail')!;
    expect(reason.spans.map(([from, to]) => text.slice(from, to))).toEqual(
      expect.arrayContaining(['Quixotic7', 'zebra9']),
    );
    expect(reason.text).toMatch(/^carries \d+ rare words of human text in \d+$/);
    expect(reason.weight).toBeGreaterThan(0);
  });

  it('suspects what no person writes, too plain or too odd, and what says so itself', () => {
    expect(
      kinds('colourless green ideas sleep furiously beneath vermilion parallelograms of doubtful kindness'),
    ).toContain('suspicious');
    expect(kinds(HUMAN[5], { origin: 'synthetic', evidence: 'watermark' })).toContain('suspicious');
    const conflict = weigher.reasons(example(HUMAN[5], { origin: 'human', model: 'm1' }));
    expect(conflict.map(({ text }) => text)).toContain('it is called human, and names the model m1');
  });

  it('weighs as its reasons do, those of rules that are not named left out', () => {
    for (const text of [
      'x'.repeat(57),
      HUMAN[3],
      'a quixotic3 zebra4',
      'colourless green ideas sleep furiously',
    ]) {
      const weights = weigher.reasons(example(text)).filter(({ kind }, i, all) => {
        return kind !== 'threshold' || all.findIndex((one) => one.kind === 'threshold') === i;
      });
      expect(weigher.weigh(example(text))).toBeCloseTo(together(weights.map(({ weight }) => weight)), 10);
    }
  });

  it('weighs a text the same whatever it weighed before, be it far longer', async () => {
    const texts = [HUMAN[5].repeat(400), HUMAN[7], '', `${'zebra9 '.repeat(9_000)}end`, HUMAN[11]];
    const alone = await Promise.all(texts.map(async (text) => (await anew()).weigh(example(text))));
    expect(texts.map((text) => weigher.weigh(example(text)))).toEqual(alone);
    expect([...texts].reverse().map((text) => weigher.weigh(example(text)))).toEqual(alone.reverse());
  });

  it('says something of every text, and its spans lie inside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const weight = weigher.weigh(example(text));
        expect(weight >= 0 && weight <= 1).toBe(true);
        for (const { spans } of weigher.reasons(example(text)))
          for (const [from, to] of spans) expect(from >= 0 && from < to && to <= text.length).toBe(true);
      }),
      { numRuns: runs(50) },
    );
  });
});
