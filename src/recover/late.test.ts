import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../mix/policy.ts';
import { planLate } from './late.ts';
import type { Situation } from './situation.ts';

const sha = (digit: string) => digit.repeat(64);
const generation = (name: string, ...corpus: string[]) => ({ name, corpus, verdict: 'late' as const });

/** A line of tables: nothing is read. */
const situation = (more: Partial<Situation> = {}): Situation =>
  ({
    line: 'line',
    checked: { comparison: { human: { reservoir: { profile: { settings: { modality: 'table' } } } } } },
    generations: [generation('g1', 'g1a', 'g1b'), generation('g2', 'g2'), generation('g3', 'g3')],
    place: 2,
    why: 'because',
    reservoir: { inputs: ['r1', 'r2'] },
    anchor: 'anchor',
    policy: DEFAULT_POLICY,
    policySection: {},
    story: {
      mixes: [
        { seq: 3, output: 'train-2', inputs: [sha('r'), sha('1')] },
        { seq: 7, output: 'train-3', inputs: [sha('1'), sha('2')] },
        { seq: 9, output: 'train-4', inputs: [sha('3')] },
      ],
      corpora: new Map([
        ['g1', [sha('1')]],
        ['g2', [sha('2')]],
        ['g3', [sha('3')]],
      ]),
    },
    next: { output: 'mixes/train 4', exists: true, train: 'make train' },
    mixPlace: 'outcross.yaml:9',
    ...more,
  }) as unknown as Situation;
const plan = (lastHealthy: number | undefined, more: Partial<Situation> = {}) =>
  planLate(situation(more), lastHealthy, { folder: 'nowhere' });

describe('the plan of a late collapse', () => {
  it('keeps human data and all up to the last healthy generation, and drops the rest, each once', async () => {
    for (const [last, kept] of [
      [0, ['g1a', 'g1b']],
      [1, ['g1a', 'g1b', 'g2']],
    ] as const) {
      const { keep, drop, lastHealthy } = await plan(last);
      expect(keep).toEqual(['r1', 'r2', ...kept]);
      expect(drop.map(({ name }) => name)).toEqual(['g1', 'g2', 'g3'].slice(last + 1));
      expect(lastHealthy?.name).toBe(`g${last + 1}`);
    }
  });

  it('drops what came after the generation that is looked at, too: it was trained on it', async () => {
    const { drop, generation: looked } = await plan(0, { place: 1 });
    expect(looked).toBe('g2');
    expect(drop.map(({ name }) => name)).toEqual(['g2', 'g3']);
  });

  it('names every set that holds what is dropped, and none of the others', async () => {
    expect((await plan(0)).tainted.map(({ seq }) => seq)).toEqual([7, 9]);
    expect((await plan(1)).tainted.map(({ seq }) => seq)).toEqual([9]);
    expect((await plan(undefined)).tainted.map(({ seq }) => seq)).toEqual([3, 7, 9]);
  });

  it('gives commands that take what is kept, write over the set that is there, and train on', async () => {
    const { commands } = await plan(0);
    expect(commands.map(({ command }) => command)).toEqual([
      "outcross mix r1 r2 g1a g1b --anchor anchor -o 'mixes/train 4' --force",
      'make train',
      'outcross check',
    ]);
  });

  it('says from which model to go on, and from none where none was well', async () => {
    expect((await plan(0)).notes[0]).toBe('Train on from the model of g1, not from that of g3.');
    const lost = await plan(undefined);
    expect(lost.keep).toEqual(['r1', 'r2']);
    expect(lost.notes[0]).toContain('train anew');
    expect(lost.notes[1]).toContain('outcross.yaml:9 says otherwise: mix: {inputs: [r1, r2]}');
  });
});
