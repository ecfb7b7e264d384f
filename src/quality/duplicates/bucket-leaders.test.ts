import { describe, expect, it } from 'vitest';
import { BucketLeaders, LEADERS } from './bucket-leaders.ts';

/** Leaders of a bucket, the pairs that were asked about, and what was said of each to decide. */
function met(texts: readonly number[], alike: (leader: number, text: number) => boolean) {
  const leaders = new BucketLeaders();
  const asked: [number, number, boolean][] = [];
  leaders.begin(texts[0]);
  const led = texts.slice(1).map((text, i) =>
    leaders.meet(text, i === texts.length - 2, (slot, one, decides) => {
      asked.push([leaders.texts[slot], one, decides]);
      return alike(leaders.texts[slot], one);
    }),
  );
  return { leaders: [...leaders.texts.subarray(0, leaders.known)], asked, led };
}

describe('BucketLeaders', () => {
  it('lets a text lead that is like no leader', () => {
    const { leaders, led } = met([3, 5, 7, 9], (leader, text) => text - leader === 4);
    expect(led).toEqual([true, false, false]);
    expect(leaders).toEqual([3, 5]);
  });

  it('has room for eight, and holds all others against them', () => {
    const texts = Array.from({ length: 20 }, (_, i) => i);
    const { leaders, asked } = met(texts, () => false);
    expect(leaders).toEqual(texts.slice(0, LEADERS));
    expect(asked).toHaveLength((LEADERS * (LEADERS - 1)) / 2 + LEADERS * (20 - LEADERS));
  });

  it('asks of every leader, also after one that is like the text: the text may join two', () => {
    const { asked } = met([0, 1, 2, 3], (leader, text) => text >= 2 && leader < 2);
    expect(asked.filter(([, text]) => text === 2)).toEqual([
      [0, 2, true],
      [1, 2, false],
    ]);
  });

  it('says that nothing hangs on the answer for the last text, for a bucket of two, and where all lead that can', () => {
    expect(met([4, 5], () => true).asked).toEqual([[4, 5, false]]);
    expect(met([4, 5, 6], () => false).asked).toEqual([
      [4, 5, true],
      [4, 6, false],
      [5, 6, false],
    ]);
    const texts = Array.from({ length: 12 }, (_, i) => i);
    const late = met(texts, () => false).asked.filter(([, text]) => text >= LEADERS);
    expect(late.every(([, , decides]) => !decides)).toBe(true);
  });

  it('has the same leaders whatever is answered where nothing hangs on it', () => {
    const alike = (leader: number, text: number) => (leader * 7 + text * 3) % 4 === 0;
    for (const length of [2, 3, 9, 10, 40]) {
      const texts = Array.from({ length }, (_, i) => i);
      const plain = met(texts, alike).leaders;
      const lazy = new BucketLeaders();
      lazy.begin(0);
      for (let i = 1; i < length; i++) {
        lazy.meet(i, i === length - 1, (slot, text, decides) => !decides || alike(lazy.texts[slot], text));
      }
      // But for the last, of which it does not matter.
      const but = (leaders: readonly number[]) => leaders.filter((text) => text !== length - 1);
      expect(but([...lazy.texts.subarray(0, lazy.known)])).toEqual(but(plain));
    }
  });

  it('forgets the bucket before', () => {
    const leaders = new BucketLeaders();
    leaders.begin(1);
    leaders.meet(2, false, () => false);
    leaders.begin(9);
    expect([...leaders.texts.subarray(0, leaders.known)]).toEqual([9]);
  });
});
