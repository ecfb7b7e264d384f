import { describe, expect, it } from 'vitest';
import { drawnTokens } from '../../watermark/fixtures.test.support.ts';
import type { WatermarkKey } from '../../watermark/key/key.ts';
import { Examiner } from './examiner.ts';
import { SourceTallies } from './source-tally.ts';

const KEY: WatermarkKey = { id: 'k', scheme: 'vllm-gumbel', secrets: ['1'], parameters: { vocabulary: 100 } };
const examiner = new Examiner({ keys: [KEY] });

function tallies(texts: readonly (readonly [string | undefined, readonly number[]])[]): SourceTallies {
  const tally = new SourceTallies(examiner.detectors);
  for (const [source, tokens] of texts) tally.add(source, examiner.examine(tokens), tokens.length, tokens);
  return tally;
}

const texts = Array.from({ length: 30 }, (_, i) => {
  const length = i % 3 === 0 ? 8 : 60;
  return [i % 5 === 4 ? undefined : `s${i % 4}`, [...drawnTokens(i + 1, length, 100)]] as const;
});

describe('SourceTallies', () => {
  it('is the same however texts were parted among threads', () => {
    const whole = tallies(texts).lines();
    for (const cut of [0, 7, 30]) {
      const left = tallies(texts.slice(0, cut));
      left.merge(tallies(texts.slice(cut)).lines());
      expect(left.lines()).toEqual(whole);
    }
  });

  it('counts texts without a source with the whole alone', () => {
    const { whole, sources } = tallies(texts);
    expect(sources.map(([name]) => name)).toEqual(['s0', 's1', 's2', 's3']);
    const named = sources.reduce(
      (sum, [, { states }]) => sum + states['no evidence'] + states['too few tokens'],
      0,
    );
    expect(whole.states['no evidence'] + whole.states['too few tokens']).toBe(named + 6);
  });

  it('pools texts that are too short by themselves, but none with ids out of range', () => {
    const tally = tallies([
      ['s', [1, 2, 3, 4, 5, 6, 7, 8]],
      ['s', [9, 8, 100, 6, 5, 4, 3, 2]],
    ]);
    expect(tally.whole.states).toMatchObject({ 'too few tokens': 1, 'not verifiable': 1 });
    expect(tally.whole.pooled()[0]?.evidence.scored).toBe(8);
  });

  it('adds up what human text the texts rest on, under each key, however they were parted', () => {
    const rests = [
      [[2, 1024]],
      [
        [1, 300],
        [2, 724],
      ],
      [],
    ] as const;
    const own = rests.map((one) => ({
      ...examiner.examine(texts[1][1]),
      rests: [one],
      assumed: one.length === 0,
    }));
    const whole = new SourceTallies(examiner.detectors);
    const [left, right] = [new SourceTallies(examiner.detectors), new SourceTallies(examiner.detectors)];
    for (const [i, one] of own.entries()) {
      whole.add('s', one, i);
      (i === 1 ? left : right).add('s', one, i);
    }
    left.merge(right.lines());
    expect(left.lines()).toEqual(whole.lines());
    expect(whole.whole.assumed).toBe(1);
    expect(whole.whole.rests[0].slice(0, 4)).toEqual([0, 300, 1748, 0]);
  });
});
