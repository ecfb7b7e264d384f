import { describe, expect, it } from 'vitest';
import { example, zipfCorpus } from '../../../test/oracles/corpus.ts';
import { counted } from '../../../test/oracles/recount.ts';
import { gramCounts, gramDocuments, subjectsOf } from '../../../test/oracles/subjects.ts';
import { Rng } from '../../base/rng.ts';
import type { Example } from '../../corpus/example.ts';
import { type BringBack, bringBack } from './bring-back.ts';

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

function remedy(made: readonly Example[], keep = 0.9, tokens?: number, generations = 1): BringBack {
  const [h, r, g] = subjectsOf([holdout, reservoir, made], tokens);
  return bringBack(h, r, g, { keep, generations })!;
}

describe('bringBack', () => {
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

  it('asks for more, the further it is to last, and never for less than the next set needs', () => {
    const made = without(380);
    const shares = [1, 2, 5, 10, 40].map((generations) => remedy(made, 0.9, undefined, generations));
    for (let i = 1; i < shares.length; i++)
      expect(shares[i].humanShare).toBeGreaterThanOrEqual(shares[i - 1].humanShare);
    for (const { humanShare, nextShare, coverage } of shares) {
      expect(nextShare).toBe(shares[0].humanShare);
      expect(humanShare).toBeGreaterThanOrEqual(nextShare);
      expect(coverage).toBeGreaterThanOrEqual(0.9);
    }
    expect(shares[4].humanShare).toBeGreaterThan(shares[0].humanShare + 0.02);
    expect(shares[4].humanShare).toBeLessThan(1);
  });

  it('agrees with a line that goes on: models that draw words by their frequencies, and fresh human text', () => {
    const made = without(380);
    const { humanShare, coverage } = remedy(made, 0.85, undefined, 4);
    const tail = rarestTenth();
    const rng = new Rng('a line that goes on');
    let covered = 0;
    let human = 0;
    const rounds = 30;
    for (let round = 0; round < rounds; round++) {
      const words = (examples: readonly Example[]) => examples.flatMap(({ text }) => text.split(' '));
      const some = (all: readonly string[], share: number) =>
        rng.shuffle([...all]).slice(0, share * all.length);
      const fresh = (g: number) => words(source(`fresh ${round} ${g}`));
      let set = [...some(fresh(1), humanShare), ...some(words(made), 1 - humanShare)];
      for (let g = 2; g <= 4; g++) {
        const drawn = set.map(() => set[rng.int(set.length)]);
        set = [...some(fresh(g), humanShare), ...some(drawn, 1 - humanShare)];
      }
      const share = (held: ReadonlySet<string>) => tail.filter((word) => held.has(word)).length;
      covered += share(new Set(set));
      human += share(new Set(fresh(5)));
    }
    expect(Math.abs(covered / human - coverage)).toBeLessThan(0.03);
  });

  it('does not exist where no human type is attested twice, or the reservoir holds none of the tail', () => {
    const slips = [0, 1, 2, 3].map((i) => example(`s${i}`, `slip${i}`));
    const [h, r, g] = subjectsOf([slips, slips, holdout]);
    expect(bringBack(h, r, g, { keep: 0.9, generations: 3 })).toBeUndefined();
    const [human, other, made] = subjectsOf([holdout, slips, holdout]);
    expect(bringBack(human, other, made, { keep: 0.9, generations: 3 })).toBeUndefined();
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
