import type { MixView, PlanView } from '../../../../src/server/wire.ts';
import { POLICY } from './policies.test.support.ts';

const row = (value: string | undefined, examples: number, all: number) => ({
  ...(value === undefined ? {} : { value }),
  examples,
  tokens: examples * 100,
  shareOfExamples: examples / all,
  shareOfTokens: examples / all,
});

export const PLAN: PlanView = {
  possible: false,
  unit: 'examples',
  summary: '35% human, short by 2,140 examples of genre fiction',
  policy: POLICY,
  composition: {
    examples: 1000,
    tokens: 100_000,
    byOrigin: [row('synthetic', 650, 1000), row('human', 350, 1000)],
    bySource: Array.from({ length: 9 }, (_, i) => row(`source ${i}`, i === 8 ? 40 : 120, 1000)),
    byModel: [row('<b>m1</b>', 650, 1000), row(undefined, 350, 1000)],
    byGeneration: [row('0', 350, 1000), row('1', 650, 1000)],
  },
  rules: [
    { rule: 'human.minimum', asked: 500, got: 350, unit: 'examples', short: 150 },
    { rule: 'tail.minimum', asked: 0.1, got: 0.1, unit: 'share', short: 0 },
  ],
  fates: { chosen: 1000, capped: 200 },
  remedies: [
    { rule: 'size', value: 700, text: 'size of 700 examples' },
    { rule: 'human', value: 2140, text: '2,140 more human examples' },
  ],
  strata: [{ stratum: 'genre fiction', examples: 100, short: 2140 }],
  took: 4,
};

export const MIX: MixView = {
  generation: 3,
  policy: POLICY,
  inputs: [{ path: 'anchor/reservoir.jsonl', examples: 1840 }, { path: 'data/<i>.jsonl' }],
  output: 'mixes/train-3.jsonl',
  surveyed: true,
  built: [],
};
