import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import type { BadRow } from '../../corpus/source.ts';
import { type SuspicionJob, type SuspicionResult, suspectCorpus } from './suspect-corpus.ts';

const disk = scratch();

/** A sentence of the words of a small language, where rarer words are as rare as `flatness` makes them. */
function sentence(rng: Rng, flatness: number, length = 40): string {
  return Array.from({ length }, () => `w${Math.floor(500 * rng.next() ** flatness)}`).join(' ');
}

/** People use rare words; the machine of this test keeps to the frequent ones. */
const rows = (seed: string, count: number, flatness: number, more: (i: number) => object = () => ({})) => {
  const rng = new Rng(seed);
  return Array.from({ length: count }, (_, i) => ({
    id: `${seed}${i}`,
    text: sentence(rng, flatness),
    ...more(i),
  }));
};
const origin = (word: string) => (i: number) => ({ provenance: { origin: word }, author: `a${i % 30}` });

let human: string;
let corpus: string;
let labelled: string;
beforeAll(() => {
  human = disk.write('human.jsonl', jsonl(rows('ref', 300, 3)));
  corpus = disk.write('corpus.jsonl', jsonl([...rows('p', 10, 3), ...rows('m', 10, 8)]));
  const both = [...rows('lh', 150, 3, origin('human')), ...rows('ls', 150, 8, origin('synthetic'))];
  labelled = disk.write('labelled.jsonl', jsonl(both));
});

const job = (more: Partial<SuspicionJob> = {}): SuspicionJob => ({
  corpus: { inputs: [corpus] },
  human: { inputs: [human] },
  ...more,
});
const withLabels = () => suspectCorpus(job({ labelled: { inputs: [labelled] } }), {});
const scorer = ({ scorers }: SuspicionResult, name: string) => scorers.find((one) => one.name === name)!;

describe('suspectCorpus', () => {
  it('ranks what is bland first, and is not calibrated without labels', async () => {
    const found = await suspectCorpus(job(), {});
    expect(found.scorers.map(({ name, measured }) => [name, measured])).toEqual([
      ['perplexity', undefined],
      ['burstiness', undefined],
    ]);
    const ranked = [...found.texts].sort((a, b) => a.ranks.perplexity! - b.ranks.perplexity!);
    expect(ranked.slice(0, 10).every(({ id }) => id.startsWith('m'))).toBe(true);
    expect(found.texts.map(({ ranks }) => ranks.perplexity).sort((a, b) => a! - b!)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    expect(found.texts.every(({ humanShares }) => Object.keys(humanShares).length === 0)).toBe(true);
  });

  it('measures what it finds on labelled texts, by group', async () => {
    const found = await withLabels();
    const { measured } = scorer(found, 'perplexity');
    expect([measured!.human, measured!.synthetic]).toEqual([150, 150]);
    expect(measured!.auroc).toBeGreaterThan(0.95);
    expect(measured!.rates[1].truePositives).toBeGreaterThan(0.8);
    expect(measured!.rates[1].exact!.low).toBeLessThan(measured!.rates[1].truePositives!);
    const machine = found.texts.find(({ id }) => id === 'm0')!;
    expect(machine.humanShares.perplexity).toBeLessThan(0.05);
    expect(await withLabels()).toEqual(found);
  });

  it('says nothing of any origin', async () => {
    const found = await withLabels();
    const fields = found.texts.flatMap((text) => Object.keys(text));
    expect(new Set(fields)).toEqual(new Set(['id', 'tokens', 'values', 'ranks', 'humanShares']));
    expect(JSON.stringify(found)).not.toMatch(/verdict|origin"|provenance/);
  });

  it('leaves out labelled texts that the reference holds, of other origins, and too short ones', async () => {
    const odd = disk.write(
      'odd.jsonl',
      jsonl([
        ...rows('ref', 5, 3, origin('human')),
        ...rows('u', 4, 3, origin('unknown')),
        ...rows('n', 3, 3),
        { id: 's', text: 'too short', provenance: { origin: 'human' } },
      ]),
    );
    const found = await suspectCorpus(job({ labelled: { inputs: [odd] } }), {});
    expect(found.leftOut).toEqual({ inReference: 5, otherOrigin: 7, tooShort: 1 });
    expect(scorer(found, 'perplexity').measured).toBeUndefined();
  });

  it('takes the curvature of a real model by id', async () => {
    const line = (id: string, logprob: number) => ({
      id,
      token_logprobs: [null, logprob, logprob],
      token_means: [null, -2, -2],
      token_variances: [null, 1, 1],
    });
    const lines = [
      line('m0', -1),
      line('p0', -3),
      line('p0', -9),
      { id: 'x' },
      line('lh0', -4),
      line('ls0', -1),
    ];
    const logprobs = disk.write('logprobs.jsonl', `${jsonl(lines)}\nno json\n`);
    const bad: BadRow[] = [];
    const found = await suspectCorpus(job({ logprobs, labelled: { inputs: [labelled] } }), {
      onBadRow: (row) => bad.push(row),
    });
    const of = (id: string) => found.texts.find((text) => text.id === id)!;
    expect(of('m0').values['fast-detect-gpt']).toBeCloseTo(2 / Math.sqrt(2), 12);
    expect([of('m0'), of('p0'), of('p1')].map(({ ranks }) => ranks['fast-detect-gpt'])).toEqual([
      1,
      2,
      undefined,
    ]);
    expect(scorer(found, 'fast-detect-gpt')).toMatchObject({
      scored: 2,
      measured: { human: 1, synthetic: 1, auroc: 1, rates: [{ needs: 99 }, { needs: 19 }] },
    });
    expect(bad.map(({ row, reason }) => [row, reason])).toEqual([
      [3, 'the id p0 stands twice'],
      [4, '"token_logprobs" is no list'],
      [8, 'no JSON'],
    ]);
  });

  it('shares ranks among equals, and passes over what is too short', async () => {
    const text = sentence(new Rng('same'), 3);
    const same = disk.write(
      'same.jsonl',
      jsonl([
        { id: 'a', text },
        { id: 'b', text },
        { id: 'c', text: 'w1 '.repeat(40) },
        { id: 'd', text: 'short' },
      ]),
    );
    const found = await suspectCorpus(job({ corpus: { inputs: [same] } }), {});
    expect([found.texts.map(({ id, ranks }) => [id, ranks.perplexity]), found.tooShort]).toEqual([
      [
        ['a', 2],
        ['b', 2],
        ['c', 1],
      ],
      1,
    ]);
  });

  it('refuses a reference without text, and a file that is not there', async () => {
    const empty = disk.write('empty.jsonl', '\n\n');
    await expect(suspectCorpus(job({ human: { inputs: [empty] } }), {})).rejects.toMatchObject({
      code: 'E_EMPTY',
    });
    await expect(suspectCorpus(job({ logprobs: '/nowhere/x' }), {})).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });

  it('stops when it is asked to', async () => {
    const signal = AbortSignal.abort();
    await expect(suspectCorpus(job(), { signal })).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });

  it('ranks and shares as plain counts do', async () => {
    const { texts } = await withLabels();
    const people = await suspectCorpus(job({ corpus: { inputs: [labelled] } }), {});
    for (const [name, sign] of [
      ['perplexity', -1],
      ['burstiness', -1],
    ] as const) {
      const own = texts.map(({ values }) => sign * values[name]!);
      const human = people.texts
        .filter(({ id }) => id.startsWith('lh'))
        .map(({ values }) => sign * values[name]!);
      texts.forEach(({ ranks, humanShares }, i) => {
        expect(ranks[name]).toBe(1 + own.filter((other) => other > own[i]).length);
        const asHigh = human.filter((other) => other >= own[i]).length;
        expect(humanShares[name]).toBeCloseTo((asHigh + 1) / (human.length + 1), 14);
      });
    }
  });

  it('counts texts of the corpus that the reference holds, by their text and not by their id', async () => {
    const held = rows('ref', 3, 3);
    const others = rows('x', 2, 3).map((row, i) => ({ ...row, id: `ref${i}` }));
    const mixed = disk.write(
      'mixed.jsonl',
      jsonl([...held.map((row, i) => ({ ...row, id: `y${i}` })), ...others]),
    );
    const found = await suspectCorpus(job({ corpus: { inputs: [mixed] } }), {});
    expect([found.inReference, found.texts.length]).toEqual([3, 5]);
  });

  it('does not depend on the order of the corpus, nor on the files that it comes in', async () => {
    const all = [...rows('p', 5, 3), ...rows('m', 5, 8)];
    const turned = disk.write('turned.jsonl', jsonl([...all].reverse()));
    const halves = [all.slice(0, 3), all.slice(3)].map((part, i) =>
      disk.write(`half${i}.jsonl`, jsonl(part)),
    );
    const by = async (inputs: string[]) => {
      const { texts } = await suspectCorpus(job({ corpus: { inputs } }), {});
      return [...texts].sort((a, b) => (a.id < b.id ? -1 : 1));
    };
    expect(await by(halves)).toEqual(await by([turned]));
  });

  it('scores hostile texts, and gives no number that is none', async () => {
    const odd = [
      '\u0000'.repeat(50),
      '🌊'.repeat(60),
      '\ud800 '.repeat(40),
      'w1 '.repeat(5000),
      '日本語'.repeat(40),
      ' ',
    ];
    const path = disk.write('hostile.jsonl', jsonl(odd.map((text, i) => ({ id: `o${i}`, text }))));
    const { texts, tooShort } = await suspectCorpus(job({ corpus: { inputs: [path] }, least: 2 }), {});
    expect(texts.length + tooShort).toBeLessThanOrEqual(odd.length);
    for (const { values, ranks } of texts) {
      for (const value of Object.values(values)) expect(Number.isFinite(value)).toBe(true);
      expect(Object.keys(ranks).sort()).toEqual(Object.keys(values).sort());
    }
  });
});
