import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CorpusSpec } from '../corpus/source.ts';
import { type RewriteOptions, rewriteShards } from '../engine/rows/rewrite-corpus.ts';
import type { RunRowsOptions } from '../engine/rows/run-rows.ts';
import type { Carriers } from './carriers.ts';
import { type Choice, chooseCarriers } from './choose.ts';
import type { LostTail } from './lost-tail.ts';
import type { Selection } from './plan.ts';

/** The examples that carry most of what is lost, until they have `tokens` tokens. */
export function selectExamples(
  tail: LostTail,
  carriers: Carriers,
  tokens: number,
): { choice: Choice; selection: Omit<Selection, 'file' | 'written'> } {
  const weights = lostWeights(tail);
  const choice = chooseCarriers(carriers, weights, tokens);
  const counts = { lost: 0, carried: 0 };
  let number = 0;
  for (const { hi, lost, times } of tail.orders) {
    for (let t = 0; t < hi.length; t++, number++) {
      if (t >= lost) continue;
      counts.lost += times;
      if (choice.covered[number] === 1) counts.carried += times;
    }
  }
  const lostMass = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    choice,
    selection: {
      examples: choice.examples,
      tokens: choice.tokens,
      forTail: choice.forTail,
      lost: counts.lost,
      carried: counts.carried,
      lostMass,
      leftMass: Math.max(0, lostMass - choice.weight),
      short: Math.max(0, tokens - choice.tokens),
    },
  };
}

/** Share of the tail's tokens of each wanted type that is lost, the mean over the orders; 0 of one that is not. */
export function lostWeights({ orders }: LostTail): Float64Array {
  return Float64Array.from(
    orders.flatMap(({ weight, lost }) =>
      Array.from(weight, (share, t) => (t < lost ? share / orders.length : 0)),
    ),
  );
}

/** Writes the chosen examples, rows as they stand, in the order of the input, over what is there. Throws as `rewriteShards`. */
export async function writeSelection(
  path: string,
  spec: CorpusSpec,
  { shards, firsts }: Carriers,
  { chosen }: Choice,
  options: RunRowsOptions = {},
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const shared = new Uint8Array(new SharedArrayBuffer(chosen.length));
  for (let i = 0; i < chosen.length; i++) shared[i] = chosen[i] === 1 ? 0 : 1;
  const settings = { codes: shared, firsts, buckets: 1, seed: '' };
  const rewriting: RewriteOptions = options;
  await rewriteShards(
    shards,
    spec,
    { kernel: 'select', settings, outputs: [{ path, replace: true }] },
    rewriting,
  );
}
