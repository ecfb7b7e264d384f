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
});
