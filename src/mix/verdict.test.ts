import { beforeAll, describe, expect, it } from 'vitest';
import { profileOf, zipfCorpus } from '../../test/oracles/corpus.ts';
import type { Example } from '../corpus/example.ts';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import type { Profile } from '../profile/profile.ts';
import { verdictOf } from './verdict.ts';

const disk = scratch();
const corpus = (seed: string, vocabulary: number, examples = 600) =>
  zipfCorpus({ seed, examples, vocabulary, length: [15, 35], prefix: seed });
const write = (name: string, examples: readonly Example[]) =>
  disk.write(name, jsonl(examples.map(({ id, text }) => ({ id, text }))));

describe('verdictOf', () => {
  let anchor: { holdout: Profile; reservoir: Profile };

  beforeAll(() => {
    anchor = { holdout: profileOf(corpus('h', 4000)), reservoir: profileOf(corpus('r', 4000)) };
  });

  it('finds as much tail in a third human sample as in the second: a ratio of one within its interval', async () => {
    const path = write('human.jsonl', corpus('x', 4000));
    const { tail, verdict } = await verdictOf({ inputs: [path] }, anchor, { workers: 0 });
    expect(tail!.interval[0]).toBeLessThan(1);
    expect(tail!.interval[1]).toBeGreaterThan(1);
    expect(verdict).not.toBe('late');
  });

  it('finds less of it in a set that has lost its rare words', async () => {
    const path = write('narrow.jsonl', corpus('y', 400));
    const { tail, verdict, decided } = await verdictOf({ inputs: [path] }, anchor, { workers: 0 });
    expect(tail!.ratio).toBeLessThan(0.7);
    expect(tail!.interval[1]).toBeLessThan(1);
    expect(verdict).not.toBe('healthy');
    expect(decided.length).toBeGreaterThan(0);
  });

  it('says the same whatever the workers', async () => {
    const spec = { inputs: [write('same.jsonl', corpus('z', 2000, 250))] };
    expect(await verdictOf(spec, anchor, { workers: 2 })).toEqual(
      await verdictOf(spec, anchor, { workers: 0 }),
    );
  });

  it('fails on a set that is not there', async () => {
    await expect(verdictOf({ inputs: ['/none/such.jsonl'] }, anchor)).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });
});
