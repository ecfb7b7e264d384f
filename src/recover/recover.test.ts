import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { earlyLine } from '../../test/fixtures/early-line.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { readPolicy } from '../mix/read-policy.ts';
import { readCarriers } from './carriers.ts';
import { chooseCarriers } from './choose.ts';
import { lostTail } from './lost-tail.ts';
import type { EarlyPlan, LatePlan } from './plan.ts';
import { recover } from './recover.ts';
import { lostWeights, selectExamples } from './select.ts';
import type { Situation } from './situation.ts';

const disk = scratch();
const line = await earlyLine(disk.folder, disk.write);
const folder = join(disk.folder, 'recovery');
const plan = (more: Partial<Situation> = {}, options = {}) =>
  recover({ ...line, ...more }, { folder, workers: 0, ...options });
const early = (await plan()) as EarlyPlan;
const reservoirLines = readFileSync(line.reservoir.inputs[0], 'utf8').trimEnd().split('\n');
const written = readFileSync(early.selection!.file, 'utf8').trimEnd().split('\n');
const withVerdict = (...verdicts: Situation['generations'][number]['verdict'][]) =>
  line.generations.map((generation, i) => ({ ...generation, verdict: verdicts[i] }));

describe('the plan of an early collapse', () => {
  it('brings back as much human data as the neediest of its reasons asks for', () => {
    expect(early.phase).toBe('early');
    const { humanShare, humanTokens, generatedTokens, fromHere, ofLearner, policy, bestWeight } =
      early.needed;
    expect(policy).toBe(0.3);
    const most = Math.max(policy, fromHere!.share, ofLearner!.value);
    expect(humanShare).toBeGreaterThanOrEqual(most);
    expect(humanShare).toBeLessThan(most + 0.01);
    expect(humanTokens / (humanTokens + generatedTokens)).toBeCloseTo(humanShare, 4);
    // w* of He, Xu and Cheng: w^2 = k (1 - w).
    const k = humanShare / (1 - humanShare);
    expect(bestWeight ** 2).toBeCloseTo(k * (1 - bestWeight), 9);
  });

  it('writes rows of the reservoir as they stand, in their order, provenance untouched', () => {
    const places = written.map((row) => reservoirLines.indexOf(row));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(written).toHaveLength(early.selection!.examples);
    expect(JSON.parse(written[0]).provenance).toEqual({ origin: 'human', source: 'x' });
  });

  it('chooses those that carry more of what is lost than as many others', async () => {
    const { comparison } = line.checked;
    const { reservoir } = comparison.human;
    const tail = lostTail(reservoir, comparison.generations[2]);
    const carriers = await readCarriers(line.reservoir, tail.orders, { workers: 0 });
    const weights = lostWeights(tail);
    const budget = Math.round(reservoir.tokens / 4);
    const { selection, choice } = selectExamples(tail, carriers, budget);
    expect(selection.tokens).toBeGreaterThanOrEqual(budget);
    const byRank = chooseCarriers(
      carriers,
      weights.map(() => 0),
      budget,
    ).chosen;
    const carried = (chosen: Uint8Array) => {
      const seen = new Set<number>();
      for (let i = 0; i < carriers.size; i++) {
        if (chosen[i] === 0) continue;
        for (let p = carriers.start[i]; p < carriers.start[i + 1]; p++) seen.add(carriers.types[p]);
      }
      return [...seen].reduce((sum, t) => sum + weights[t], 0);
    };
    expect(carried(choice.chosen)).toBeGreaterThan(1.2 * carried(byRank));
    expect(selection.lostMass - selection.leftMass).toBeCloseTo(carried(choice.chosen), 9);
    expect(selection.carried).toBeLessThan(selection.lost);
  });

  it('says what is lost, by band and category, with words and passages', () => {
    const { bands, categories, examples } = early.lost!;
    expect(bands.filter(({ mass }) => mass === 0.1).map(({ order }) => order)).toEqual([1, 2]);
    for (const { types, lost, byChance } of bands) {
      expect(lost).toBeLessThanOrEqual(types);
      expect(byChance).toBeLessThan(lost);
    }
    expect(categories.length).toBeGreaterThan(1);
    const text = reservoirLines.join('\n').toLowerCase();
    for (const { type, order } of examples.slice(0, 5)) if (order === 1) expect(text).toContain(type);
  });

  it('forecasts the tail with intervals: more with the share than without, and least where nothing changes', () => {
    const { unchanged, recovered, pastKnown } = early.outlook!;
    expect([...unchanged, ...recovered].map(({ ahead }) => ahead)).toEqual([1, 10, 1, 10]);
    for (const { value, interval } of [...unchanged, ...recovered]) {
      expect(interval[0]).toBeLessThanOrEqual(value);
      expect(interval[1]).toBeGreaterThanOrEqual(value);
    }
    expect(recovered[1].value).toBeGreaterThan(unchanged[1].value);
    expect(unchanged[1].value).toBeLessThan(unchanged[0].value);
    expect(pastKnown).toBe(false);
  });

  it('names a policy that asks for the share, which the policy’s own reader takes', () => {
    const { policy } = JSON.parse(readFileSync(early.policyFile!, 'utf8'));
    expect(readPolicy(policy)).toMatchObject({
      mode: 'accumulate',
      human: { minimum: early.needed.humanShare },
    });
    expect(early.commands[0].command).toContain(`--policy ${early.policyFile}`);
    expect(early.commands[0].command).toContain(early.selection!.file);
    expect(early.commands.at(-1)!.command).toBe('outcross check');
  });

  it('gives the same bytes again, over what is there', async () => {
    const again = (await plan()) as EarlyPlan;
    expect(readFileSync(again.selection!.file, 'utf8').trimEnd().split('\n')).toEqual(written);
    expect(again).toEqual(early);
  });

  it('writes nothing of a dry run, and names the same', async () => {
    const other = join(disk.folder, 'elsewhere');
    const dry = (await plan({}, { folder: other, dryRun: true })) as EarlyPlan;
    expect(existsSync(other)).toBe(false);
    expect(dry.selection).toMatchObject({ written: false, examples: early.selection!.examples });
  });

  it('says that the reservoir is short where it is', async () => {
    const policy = { ...line.policy, human: { minimum: 0.9 } };
    const poor = (await plan({ policy }, { folder: join(disk.folder, 'poor') })) as EarlyPlan;
    expect(poor.selection!.examples).toBe(reservoirLines.length);
    expect(poor.notes.join(' ')).toContain('short of');
    expect(poor).not.toHaveProperty('policyFile');
  });

  it('stops at a signal, and leaves no part of a file', async () => {
    const stopped = join(disk.folder, 'stopped');
    await expect(plan({}, { folder: stopped, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
    expect(existsSync(join(stopped, 'early-g3.jsonl'))).toBe(false);
  });
});

describe('the plan of a late collapse', () => {
  it('goes back to the last healthy generation, and leaves those after it out', async () => {
    const late = (await plan({ generations: withVerdict('healthy', 'early', 'late') })) as LatePlan;
    expect(late.phase).toBe('late');
    expect(late.lastHealthy!.name).toBe('g1');
    expect(late.drop.map(({ name }) => name)).toEqual(['g2', 'g3']);
    expect(late.keep).toEqual([line.reservoir.inputs[0], line.generations[0].corpus[0]]);
    expect(late.commands[0].command).not.toContain('g2.jsonl');
    expect(late.lost!.bands.length).toBeGreaterThan(0);
    expect(late.notes.join(' ')).toContain('outcross.yaml:9');
  });

  it('trains anew on human data where no generation was well', async () => {
    const late = (await plan({ generations: withVerdict('early', 'late', 'late') })) as LatePlan;
    expect(late).not.toHaveProperty('lastHealthy');
    expect(late.keep).toEqual(line.reservoir.inputs);
  });
});

describe('a generation that does not collapse', () => {
  it.each(['healthy', 'narrow', 'shifted', 'inconclusive'] as const)('needs no plan: %s', async (verdict) => {
    expect(await plan({ generations: withVerdict('healthy', 'healthy', verdict) })).toMatchObject({
      phase: 'none',
      verdict,
      advice: 'advice',
    });
  });
});
