import { describe, expect, it } from 'vitest';
import { example, zipfCorpus } from '../../test/oracles/corpus.ts';
import { counted } from '../../test/oracles/recount.ts';
import { gramCounts, gramDocuments, subjectsOf } from '../../test/oracles/subjects.ts';
import { Rng } from '../base/rng.ts';
import type { Example } from '../corpus/example.ts';
import { type MixRemedy, mixRemedy } from './remedy.ts';

const VOCABULARY = 400;
const source = (seed: string, examples = 300) =>
  zipfCorpus({ seed, prefix: seed, examples, vocabulary: VOCABULARY, length: [8, 16] });

const holdout = source('holdout');
const reservoir = source('reservoir');

/** Text of the same source in which words above a rank are said no more: the most frequent word stands for them. */
const without = (rank: number, seed = 'made') =>
  source(seed).map((one) => ({
    ...one,
    text: one.text.replace(/w(\d+)/g, (word, r) => (Number(r) >= rank ? 'w0' : word)),
  }));

function remedy(made: readonly Example[], keep = 0.9, tokens?: number): MixRemedy {
  const [h, r, g] = subjectsOf([holdout, reservoir, made], tokens);
  return mixRemedy(h, r, g, keep)!;
}

describe('mixRemedy', () => {
  it('asks for no human text where the generation still covers the tail', () => {
    const { humanShare, humanTokens, coverage } = remedy(source('second'));
    expect([humanShare, humanTokens]).toEqual([0, 0]);
    expect(coverage).toBeGreaterThanOrEqual(0.9);
  });

  it('asks for nearly all where the generation holds nothing of the tail', () => {
    const { humanShare } = remedy(without(20), 0.999);
    expect(humanShare).toBeGreaterThan(0.95);
    expect(humanShare).toBeLessThanOrEqual(1);
  });

  it('asks for more, the more of the tail is lost', () => {
    const shares = [400, 300, 240, 180, 120, 60].map((rank) => remedy(without(rank)).humanShare);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBe(0);
    expect(shares[5]).toBeGreaterThan(0.5);
  });

  it('asks for more, the more is to be kept, and keeps it', () => {
    const made = without(150);
    let before = 0;
    for (const keep of [0.5, 0.7, 0.8, 0.9, 0.95, 1]) {
      const { humanShare, coverage } = remedy(made, keep);
      expect(coverage).toBeGreaterThanOrEqual(keep);
      expect(humanShare).toBeGreaterThanOrEqual(before);
      before = humanShare;
    }
  });

  it('tells the share as tokens of a set of the common size', () => {
    const [, r, g] = subjectsOf([holdout, reservoir, without(150)]);
    const tokens = Math.round(Math.min(r.tokens, g.tokens) / 2);
    const { humanShare, humanTokens } = remedy(without(150), 0.9, tokens);
    expect(Math.abs(humanTokens - humanShare * tokens)).toBeLessThanOrEqual(1);
  });

  it('agrees with mixing itself', () => {
    const made = without(150);
    const [, r, g] = subjectsOf([holdout, reservoir, made], 1800);
    const found = remedy(made, 0.85, 1800);
    expect(found.humanShare).toBeGreaterThan(0.1);
    const tail = rarestTenth();
    const human = Math.round(r.examples * r.fraction * found.humanShare);
    const own = Math.round(g.examples * g.fraction * (1 - found.humanShare));
    const rng = new Rng('mixing');
    const covered = (humans: number, generated: number) => {
      let sum = 0;
      for (let i = 0; i < 150; i++) {
        const mix = [
          ...rng.shuffle([...reservoir]).slice(0, humans),
          ...rng.shuffle([...made]).slice(0, generated),
        ];
        const said = new Set(mix.flatMap((one) => one.text.split(' ')));
        sum += tail.filter((word) => said.has(word)).length / tail.length / 150;
      }
      return sum;
    };
    const whole = covered(Math.round(r.examples * r.fraction), 0);
    expect(Math.abs(covered(human, own) / whole - found.coverage)).toBeLessThan(0.02);
    expect(covered(Math.round(0.5 * human), Math.round(own + 0.5 * human)) / whole).toBeLessThan(0.85);
  });

  it('does not exist where no human type is attested twice, or the reservoir holds none of the tail', () => {
    const slips = [0, 1, 2, 3].map((i) => example(`s${i}`, `slip${i}`));
    const [h, r, g] = subjectsOf([slips, slips, holdout]);
    expect(mixRemedy(h, r, g, 0.9)).toBeUndefined();
    const [human, other, made] = subjectsOf([holdout, slips, holdout]);
    expect(mixRemedy(human, other, made, 0.9)).toBeUndefined();
  });
});

/** The rarest attested words that hold a tenth of the attested mass, equally frequent ones together. */
function rarestTenth(): string[] {
  const counts = gramCounts(counted(holdout), 1);
  const attested = [...gramDocuments(counted(holdout), 1)].filter(([, d]) => d >= 2).map(([w]) => w);
  const mass = attested.reduce((sum, word) => sum + counts.get(word)!, 0);
  let room = mass / 10;
  const tail: string[] = [];
  for (const level of [...new Set(attested.map((w) => counts.get(w)!))].sort((a, b) => a - b)) {
    if (room <= 0) break;
    const words = attested.filter((word) => counts.get(word) === level);
    tail.push(...words);
    room -= level * words.length;
  }
  return tail;
}
