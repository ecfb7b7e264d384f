import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { ScoreCache } from './score-cache.ts';
import { type ScorableText, type ScoredText, scoreCorpus } from './score-corpus.ts';
import { type Scorer, UnscorableText } from './scorer.ts';

const disk = scratch();
const SIGNAL = new AbortController().signal;

/** Every letter costs a nat; texts with an x cannot be scored. */
class Letters implements Scorer {
  readonly identity: string;
  readonly window = { size: 10, stride: 5, unit: 'tokens' } as const;
  readonly asked: string[] = [];
  failAt: string | undefined;

  constructor(identity = 'letters') {
    this.identity = identity;
  }

  async score(text: string) {
    this.asked.push(text);
    if (text === this.failAt) throw new OutcrossError('E_NETWORK', 'down');
    if (text.includes('x')) throw new UnscorableText('an x');
    return { logprobs: Array.from(text, () => -1), unscoredBytes: 1 };
  }

  cost() {
    return { requests: 1, tokens: 1 };
  }
}

const texts = (...all: string[]): ScorableText[] =>
  all.map((text, i) => ({ id: `t${i}`, group: `g${i % 2}`, text }));

async function run(corpus: ScorableText[], scorer: Scorer, cache?: ScoreCache): Promise<ScoredText[]> {
  const out: ScoredText[] = [];
  const options = { scorer, concurrency: 3, signal: SIGNAL, ...(cache === undefined ? {} : { cache }) };
  for await (const one of scoreCorpus(corpus, options)) out.push(one);
  return out;
}

describe('scoreCorpus', () => {
  it('gives scores in the order of the texts, with sizes of what was scored', async () => {
    const [one] = await run(texts('né ox'.replace('x', 'a')), new Letters());
    expect(one).toEqual({
      cached: false,
      score: {
        id: 't0',
        group: 'g0',
        total: -5,
        tokens: 5,
        bytes: 5,
        words: 2,
        logprobs: new Float64Array(5).fill(-1),
      },
    });
  });

  it('counts neither the word nor the bytes of a first token without a probability', async () => {
    const [short, cut] = await run(texts('a bc de', 'ab cd'), new Letters());
    expect(short).toMatchObject({ score: { bytes: 6, words: 2 } });
    expect(cut).toMatchObject({ score: { bytes: 4, words: 2 } });
  });

  it('tells every text that has no score, and drops none in silence', async () => {
    const found = await run(texts('a', 'xa', '', 'b'), new Letters());
    expect(found.map((one) => ('score' in one ? one.score.id : one))).toEqual([
      't0',
      { id: 't1', reason: 'an x' },
      { id: 't2', reason: 'the text is empty' },
      't3',
    ]);
  });

  it('goes on where a run broke off, and asks nothing twice', async () => {
    const path = join(disk.folder, 'cache');
    const first = new Letters();
    first.failAt = 'dd';
    const corpus = texts('a', 'bb', 'ccc', 'dd', 'e', 'ffff', 'bb');
    const cache = await ScoreCache.open(path);
    await expect(run(corpus, first, cache)).rejects.toMatchObject({ code: 'E_NETWORK' });
    await cache.close();
    const second = new Letters();
    const again = await ScoreCache.open(path);
    const found = await run(corpus, second, again);
    expect(second.asked.some((text) => first.asked.includes(text) && text !== 'dd')).toBe(false);
    expect(found.map((one) => 'score' in one && one.score.tokens)).toEqual([1, 2, 3, 2, 1, 4, 2]);
    expect(found.map((one) => 'score' in one && one.cached).filter(Boolean).length).toBeGreaterThanOrEqual(3);
    const whole = await run(corpus, new Letters());
    const scoresOf = (all: ScoredText[]) => all.map((one) => ('score' in one ? one.score : one));
    expect(scoresOf(found)).toEqual(scoresOf(whole));
    await again.close();
  });

  it('asks again under another model', async () => {
    const cache = await ScoreCache.open(join(disk.folder, 'other'));
    await run(texts('a', 'b'), new Letters('one'), cache);
    const other = new Letters('two');
    await run(texts('a', 'b'), other, cache);
    expect(other.asked).toEqual(['a', 'b']);
    await cache.close();
  });
});
