import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { drawnTokens } from '../fixtures.test.support.ts';
import { judge } from '../verdict.ts';
import { SCHEMES, type SchemeName, type WatermarkKey } from './key.ts';
import { openKey } from './open-key.ts';

const V = 400;
const layers = (first: number) => Array.from({ length: 20 }, (_, i) => String(first + 977 * i));

/** A key of each scheme, all of the same numbers. */
function keyOf(scheme: SchemeName, first = 1234): WatermarkKey {
  const secrets = scheme.startsWith('synthid') ? layers(first) : [String(first)];
  const two = scheme === 'sglang-dual-key' ? [String(first + 5)] : [];
  const lists = scheme.startsWith('kgw') || scheme === 'unigram';
  return { id: 'k', scheme, secrets: [...secrets, ...two], parameters: lists ? { vocabulary: V } : {} };
}

/** A text of `length` tokens drawn from falling logits that the key bends. */
function markedText(key: WatermarkKey, length: number): number[] {
  const rng = new Rng(key.scheme);
  const marker = openKey(key).marker(() => rng.next());
  const tokens = [1, 2, 3, 4];
  while (tokens.length < length) {
    const p = tokens.length;
    const logits = Float64Array.from({ length: V }, (_, t) => -((t * 37 + p * 17) % V) / 12);
    marker.mark(logits, tokens);
    const most = Math.max(...logits);
    const weights = logits.map((logit) => Math.exp(logit - most));
    let left = rng.next() * weights.reduce((sum, weight) => sum + weight, 0);
    tokens.push(
      Math.max(
        0,
        weights.findIndex((weight) => (left -= weight) < 0),
      ),
    );
  }
  return tokens;
}

function verdict(key: WatermarkKey, tokens: ArrayLike<number>) {
  const tally = openKey(key).detector().tally();
  tally.add(tokens);
  return judge(tally.evidence());
}

describe.each(SCHEMES)('a key of %s', (scheme) => {
  const key = keyOf(scheme);
  const text = markedText(key, 300);

  it('finds the text that it marked', () => {
    expect(verdict(key, text).state).toBe('marked');
  });

  it('finds nothing under another key, in unmarked text, or after the ids of another tokenizer', () => {
    expect(verdict(keyOf(scheme, 98765), text).state).not.toBe('marked');
    for (const seed of [1, 2, 3]) expect(verdict(key, drawnTokens(seed, 300, V)).state).not.toBe('marked');
    const renamed = text.map((token) => (token * 7 + 3) % V);
    // One list for all positions: renaming is another list, or by luck the same.
    if (scheme !== 'unigram') expect(verdict(key, renamed).state).not.toBe('marked');
  });

  it('says of three tokens that they are too few', () => {
    expect(verdict(key, text.slice(0, 3)).state).toBe('too few tokens');
    expect(verdict(key, []).state).toBe('too few tokens');
  });

  it('is not misled by a text that repeats itself', () => {
    for (const period of [1, 2, 7, 30]) {
      const seed = drawnTokens(period, period, V);
      const tokens = Int32Array.from({ length: 2000 }, (_, i) => seed[i % period]);
      expect(verdict(key, tokens).state).not.toBe('marked');
    }
  });

  it('finds nothing under another size of the vocabulary', () => {
    if (key.parameters.vocabulary === undefined) return;
    const other = { ...key, parameters: { vocabulary: V + 67 } };
    expect(verdict(other, text).state).not.toBe('marked');
  });
});

describe('openKey', () => {
  it('refuses SBW lefthash by name', () => {
    const open = () => openKey({ ...keyOf('vllm-sbw'), parameters: { seeding: 'lefthash' } }).detector();
    expect(open).toThrow(expect.objectContaining({ code: 'E_UNSUPPORTED' }));
  });

  it('opens the statistics of SynthID and KGW', () => {
    const tokens = drawnTokens(9, 100, V);
    const weighted = { ...keyOf('synthid-deepmind'), parameters: { statistic: 'weighted' } } as const;
    expect(verdict(weighted, tokens).state).toBe('no evidence');
    const window = { ...keyOf('kgw-tgi'), parameters: { vocabulary: V, statistic: 'winmax' } } as const;
    expect(verdict(window, tokens).state).toBe('not verifiable');
    const zeros = Array.from({ length: 20 }, () => 0);
    const weights = { prior: 0.5, beta: zeros, delta: zeros.map(() => zeros) };
    const bayesian = {
      ...keyOf('synthid-transformers'),
      parameters: { statistic: 'bayesian', weights },
    } as const;
    expect(verdict(bayesian, tokens).state).toBe('not verifiable');
    const shallow = { prior: 0.5, beta: [0], delta: [[0]] };
    expect(() => openKey({ ...bayesian, parameters: { ...bayesian.parameters, weights: shallow } })).toThrow(
      /20 layers/,
    );
  });
});
