import { describe, expect, it } from 'vitest';
import { DEFAULT_NEAR } from '../../quality/duplicates/settings.ts';
import type { DecidedExamples, KeptExamples, Pieces, RemovedExamples } from './dedup-engine.ts';
import { ToldRemovals } from './told-removals.ts';

/** Two shards of five examples. */
const FIRSTS = [0, 5];
const NONE = 0xffffffff;

type Place = readonly [shard: number, example: number];

const pairs = (places: readonly Place[]) => Uint32Array.from(places.flatMap(([hi, lo]) => [lo, hi]));

function pieces(texts: readonly string[]): Pieces {
  const parts = texts.map((text) => Buffer.from(text));
  let end = 0;
  return { bytes: Buffer.concat(parts), ends: Uint32Array.from(parts, ({ length }) => (end += length)) };
}

const kept = (places: readonly Place[], ids: readonly string[]): KeptExamples => ({
  kind: 'kept',
  places: pairs(places),
  hashes: pairs(places.map((_, i) => [0xabcdef01, i])),
  ids: pieces(ids),
});

/** Each with what stays in its stead and the equal bytes; without them because of the reference. */
const removed = (rows: readonly (readonly [Place, Place?, number?, string?])[]): RemovedExamples => ({
  kind: 'removed',
  places: pairs(rows.map(([place]) => place)),
  kept: pairs(rows.map(([, stays]) => stays ?? [NONE, NONE])),
  equal: pairs(rows.map(([, , equal]) => (equal === undefined ? [NONE, NONE] : [0, equal]))),
  shared: pieces(rows.map(([, , , shared]) => shared ?? '')),
});

const decided = (counts: Partial<DecidedExamples>): DecidedExamples => ({
  kind: 'decided',
  examples: 10,
  texts: 9,
  removed: 0,
  kept: 0,
  rounds: [],
  ...counts,
});

const told = () => new ToldRemovals(DEFAULT_NEAR, FIRSTS, 10);

describe('ToldRemovals', () => {
  it('makes removals of what was told, in any number of pieces', () => {
    const all = told();
    all.keep(kept([[0, 1]], ['é']));
    all.keep(kept([[1, 4]], ['b']));
    all.remove(removed([[[0, 0], [1, 4], 112]]));
    all.remove(
      removed([
        [
          [0, 2],
          [0, 1],
        ],
        [[1, 0], [1, 4], 56],
      ]),
    );
    const { removals, counts } = all.finish(decided({ removed: 3, kept: 2 }));
    expect([0, 2, 5].map((example) => removals.of(example))).toEqual([
      { reason: 'near', cluster: 'abcdef0100000000', kept: 'b', similarity: 1 },
      { reason: 'exact', cluster: 'abcdef0100000000', kept: 'é', similarity: 1 },
      { reason: 'near', cluster: 'abcdef0100000000', kept: 'b', similarity: 0.498 },
    ]);
    expect(counts).toMatchObject({
      examples: 10,
      kept: 7,
      removed: 3,
      clusters: 2,
      largest: 3,
      throughOthers: 1,
    });
  });

  it('takes what a text shares with the reference', () => {
    const all = told();
    const run = { start: 1, length: 60, reference: 'r', referenceStart: 2 };
    const near = { near: { id: 'r', similarity: 0.75, exact: false }, runs: [run] };
    all.remove(
      removed([
        [[0, 3], undefined, undefined, JSON.stringify(near)],
        [[1, 1], undefined, undefined, JSON.stringify({ runs: [run] })],
      ]),
    );
    const { removals } = all.finish(decided({ removed: 2 }));
    expect(removals.of(3)).toEqual({ reason: 'reference-near', kept: 'r', similarity: 0.75, runs: [run] });
    expect(removals.of(6)).toEqual({ reason: 'reference-run', kept: 'r', runs: [run] });
  });

  it('is content with nothing', () => {
    const { removals, counts } = told().finish(decided({}));
    expect([removals.length, counts.kept]).toEqual([0, 10]);
  });

  it.each<[string, (all: ToldRemovals) => unknown, RegExp]>([
    ['fewer examples', (all) => all.finish(decided({ examples: 9 })), /10 examples came, of 9/],
    [
      'a removal that did not come',
      (all) => all.finish(decided({ removed: 1 })),
      /0 examples that go came, of 1/,
    ],
    [
      'what stays that did not come',
      (all) => all.finish(decided({ kept: 2 })),
      /0 examples that stay .* of 2/,
    ],
    [
      'removals out of order',
      (all) => {
        all.keep(kept([[0, 0]], ['a']));
        all.remove(
          removed([
            [
              [0, 2],
              [0, 0],
            ],
            [
              [0, 1],
              [0, 0],
            ],
          ]),
        );
      },
      /out of order/,
    ],
    [
      'a removal twice',
      (all) => {
        all.keep(kept([[0, 0]], ['a']));
        all.remove(
          removed([
            [
              [0, 2],
              [0, 0],
            ],
            [
              [0, 2],
              [0, 0],
            ],
          ]),
        );
      },
      /out of order/,
    ],
    [
      'what stays out of order',
      (all) =>
        all.keep(
          kept(
            [
              [1, 0],
              [0, 0],
            ],
            ['a', 'b'],
          ),
        ),
      /out of order/,
    ],
    [
      'a removal for what did not come',
      (all) =>
        all.remove(
          removed([
            [
              [0, 2],
              [0, 0],
            ],
          ]),
        ),
      /example 0 stays/,
    ],
    [
      'a place beyond the corpus',
      (all) =>
        all.remove(
          removed([
            [
              [1, 5],
              [0, 0],
            ],
          ]),
        ),
      /is none/,
    ],
    [
      'a shard that is none',
      (all) =>
        all.remove(
          removed([
            [
              [7, 0],
              [0, 0],
            ],
          ]),
        ),
      /is none/,
    ],
    ['no reason', (all) => all.remove(removed([[[0, 0]]])), /why example 0 goes/],
  ])('notices %s', (_, tell, message) => {
    expect(() => tell(told())).toThrow(
      expect.objectContaining({ code: 'E_WORKER', message: expect.stringMatching(message) }),
    );
  });
});
