import { describe, expect, it } from 'vitest';
import { DEFAULT_KEY, lmWatermarking, tgi, transformersKgw } from './readings.ts';

const layoutOf = ({ seeds, ...rest }: ReturnType<typeof tgi>) => ({
  ...rest,
  before: seeds.before,
  self: seeds.self,
});

describe('the readings of the green-list watermark', () => {
  it('differ where nothing is said', () => {
    expect(layoutOf(tgi({}))).toEqual({
      gamma: 0.5,
      delta: 2,
      window: 1,
      leastContext: 1,
      candidates: 0,
      before: 1,
      self: false,
    });
    expect(layoutOf(transformersKgw({}))).toMatchObject({ gamma: 0.25, window: 1, before: 1, self: false });
    expect(layoutOf(lmWatermarking({}))).toMatchObject({ gamma: 0.25, window: 3, before: 3, self: true });
  });

  it('take the last token alone under lefthash, whatever the width', () => {
    for (const width of [1, 2, 7]) {
      const { seeds, window, leastContext } = transformersKgw({ width });
      expect([seeds.before, window, leastContext]).toEqual([1, width, width]);
    }
  });

  it('count the token itself into the width under selfhash', () => {
    for (const width of [1, 2, 5]) {
      const { seeds, window, leastContext } = transformersKgw({ seeding: 'selfhash', width });
      expect([seeds.before, window, leastContext]).toEqual([width - 1, width - 1, width]);
    }
  });

  it('share one key that all the world knows', () => {
    const text = [4, 8, 15];
    for (const reading of [lmWatermarking, transformersKgw, tgi]) {
      const named = reading({ key: DEFAULT_KEY }).seeds.seedAt(text, 3, 16);
      expect(reading({}).seeds.seedAt(text, 3, 16)).toBe(named);
      expect(reading({ key: 104729n }).seeds.seedAt(text, 3, 16)).not.toBe(named);
    }
  });

  it('keep what is given of strength and share', () => {
    for (const reading of [lmWatermarking, transformersKgw, tgi])
      expect(reading({ gamma: 0.1, delta: 0 })).toMatchObject({ gamma: 0.1, delta: 0 });
  });
});
