import { describe, expect, it } from 'vitest';
import { CALIBRATION_SCHEMA } from '../../watermark/calibration.ts';
import { drawnTokens, greedy } from '../../watermark/fixtures.test.support.ts';
import type { WatermarkKey } from '../../watermark/key/key.ts';
import { openKey } from '../../watermark/key/open-key.ts';
import { Examiner } from './examiner.ts';

function key(id: string, secret: string): WatermarkKey {
  return { id, scheme: 'vllm-gumbel', secrets: [secret], parameters: {} };
}

const keys = [key('a', '1'), key('b', '2'), key('c', '3')];
const marked = greedy(
  openKey(keys[1]).marker(() => 0),
  40,
  () => new Float64Array(50),
);

describe('Examiner', () => {
  it('names the key that finds the mark, and corrects for the others', () => {
    const { best, all, above } = new Examiner({ keys }).examine(marked);
    expect([best.key, best.state, above]).toEqual(['b', 'marked', false]);
    expect(all.map(({ state }) => state)).toEqual(['no evidence', 'marked', 'no evidence']);
    expect(best.corrected).toBe(best.pValue! * 3);
  });

  it('holds each text against the vocabulary of each key', () => {
    const narrow = { ...keys[0], parameters: { vocabulary: 10 } };
    const { best, all } = new Examiner({ keys: [narrow, keys[1]] }).examine(marked);
    expect(all[0]).toMatchObject({ state: 'not verifiable', scored: 0 });
    expect(best.key).toBe('b');
  });

  it('has no p-value of all keys where there is none of any', () => {
    const short = new Examiner({ keys }).examine([1, 2, 3]);
    expect(short.best.state).toBe('too few tokens');
    expect(short.above).toBeUndefined();
    expect(new Examiner({ keys }).unexamined('no tokens').best).toMatchObject({
      state: 'not verifiable',
      reason: 'no tokens',
    });
  });

  it('prefers what was looked into and gave nothing to what could not be', () => {
    const cuda: WatermarkKey = {
      id: 'cuda',
      scheme: 'kgw-tgi',
      secrets: [],
      parameters: { vocabulary: 50, device: 'cuda' },
    };
    const { best, all } = new Examiner({ keys: [cuda, keys[0]] }).examine([...drawnTokens(3, 100, 50)]);
    expect(all[0]).toMatchObject({ state: 'not verifiable', scored: expect.any(Number) });
    expect([best.key, best.state]).toEqual(['a', 'no evidence']);
  });

  it('tells nothing of the marked share under a key that cannot be answered for', () => {
    const cuda: WatermarkKey = {
      id: 'cuda',
      scheme: 'kgw-tgi',
      secrets: [],
      parameters: { vocabulary: 50, device: 'cuda' },
    };
    const { best, above } = new Examiner({ keys: [cuda] }).examine([...drawnTokens(3, 100, 50)]);
    expect(best).toMatchObject({ state: 'not verifiable', pValue: expect.any(Number) });
    expect(above).toBeUndefined();
  });

  it('takes the threshold of a calibration, by key and length', () => {
    const bucket = { from: 32, texts: 1000, levels: [{ level: 0.001, threshold: 1e-300 }] };
    const calibration = {
      schema: CALIBRATION_SCHEMA,
      keys: [{ key: 'b', scheme: 'vllm-gumbel', buckets: [bucket] }],
    } as const;
    expect(new Examiner({ keys: [keys[1]], calibration }).examine(marked).best.state).toBe('no evidence');
    expect(new Examiner({ keys: [keys[1]], calibration }).examine(marked.slice(0, 30)).best.state).toBe(
      'marked',
    );
    const others = { ...calibration, keys: [{ ...calibration.keys[0], key: 'other' }] };
    expect(new Examiner({ keys: [keys[1]], calibration: others }).examine(marked).best.state).toBe('marked');
  });

  describe('beside human text', () => {
    const quantiles = (by: (share: number) => number) =>
      [0.1, 0.5, 0.9].map((share) => ({ share, pValue: by(share) }));
    const calibrated = (id: string, by: (share: number) => number, scheme = 'vllm-gumbel') => ({
      key: id,
      scheme,
      buckets: [
        { from: 32, texts: 400, levels: [], human: { texts: 400, positions: 40, quantiles: quantiles(by) } },
      ],
      pools: [{ from: 32, positions: 40, pools: 9, shift: 0.5 }],
    });
    const under = (...own: ReturnType<typeof calibrated>[]) =>
      new Examiner({ keys, calibration: { schema: CALIBRATION_SCHEMA, keys: own } });
    const plain = [...drawnTokens(5, 40, 50)];
    const square = (share: number) => share ** 2;

    it('judges by the p-value that human text has, which is never more lenient than the scheme says', () => {
      const examiner = under(calibrated('a', square), calibrated('b', Math.sqrt));
      const [strict, lenient] = examiner.examine(plain).all;
      expect(strict.calibrated!).toBeGreaterThan(strict.pValue!);
      expect(strict.corrected).toBe(Math.min(1, strict.calibrated! * 3));
      expect(lenient.calibrated).toBe(lenient.pValue);
      expect(examiner.examine(plain).all[2]).not.toHaveProperty('calibrated');
    });

    it('still finds what is marked', () => {
      expect(under(calibrated('b', square)).examine(marked).best).toMatchObject({
        key: 'b',
        state: 'marked',
      });
    });

    it('says what human text the share rests on, and where it was taken for uniform', () => {
      const all = ['a', 'b', 'c'].map((id) => calibrated(id, square));
      expect(under(...all).examine(plain)).toMatchObject({
        assumed: false,
        rests: Array(3).fill([[1, 1024]]),
      });
      expect(under(all[1]).examine(plain)).toMatchObject({ assumed: true, rests: [[], [[1, 1024]], []] });
      expect(under().examine(plain)).toMatchObject({ assumed: true });
      expect(under(...all).examine([1, 2, 3])).not.toHaveProperty('assumed');
    });

    it('moves texts across one half', () => {
      const share = (own: Examiner) =>
        Array.from({ length: 300 }, (_, i) => own.examine([...drawnTokens(i, 40, 50)]).above).filter(Boolean)
          .length / 300;
      const one = (by: (share: number) => number) =>
        share(
          new Examiner({
            keys: [keys[0]],
            calibration: { schema: CALIBRATION_SCHEMA, keys: [calibrated('a', by)] },
          }),
        );
      // Above one half are the p-values above a quarter, and above the root of one half.
      expect(Math.abs(one(square) - 0.75)).toBeLessThan(4 * Math.sqrt(0.19 / 300));
      expect(Math.abs(one(Math.sqrt) - (1 - Math.SQRT1_2))).toBeLessThan(4 * Math.sqrt(0.21 / 300));
    });

    it('takes nothing from a calibration of another scheme under the same name', () => {
      const examiner = under(calibrated('a', square, 'unigram'));
      expect(examiner.examine(plain).all[0]).not.toHaveProperty('calibrated');
      expect(examiner.known).toBe('thresholds');
    });

    it('takes the shift of human texts off what texts together come to', () => {
      const evidence = { scored: 40, repeated: 0, score: 0, pValue: 0.001 };
      const [there, none] = [under(calibrated('a', square)), under()].map((own) =>
        own.pooled(0, evidence, 40, 2),
      );
      expect(there.calibrated!).toBeGreaterThan(0.3);
      expect(there.corrected).toBe(Math.min(1, 2 * there.calibrated!));
      expect([none.corrected, none.calibrated]).toEqual([0.002, undefined]);
    });

    it('says what is known at all', () => {
      expect([new Examiner({ keys }).known, under().known, under(calibrated('c', square)).known]).toEqual([
        'none',
        'thresholds',
        'p-values',
      ]);
    });
  });
});
