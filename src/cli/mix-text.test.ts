import { describe, expect, it } from 'vitest';
import { candidatesOf, many, type Row } from '../mix/candidates.test.support.ts';
import { manifestOf } from '../mix/manifest.ts';
import { type Plan, plan } from '../mix/plan.ts';
import { DEFAULT_POLICY, type Policy } from '../mix/policy.ts';
import { cutFigures, hiddenIn, widest } from './fixtures.test.support.ts';
import { builtText, planText } from './mix-text.ts';

const human = (n: number, more: Partial<Row> = {}) => many(n, { origin: 'human', generation: 0, ...more });
const made = (n: number, more: Partial<Row> = {}) => many(n, { origin: 'synthetic', generation: 1, ...more });
const planOf = (rows: readonly Row[], policy: Partial<Policy> = {}) =>
  plan(candidatesOf(rows), { ...DEFAULT_POLICY, ...policy });

const HALVES = planOf([...human(500, { source: 'press' }), ...made(500, { source: 'api', model: 'm1' })]);
const SHORT = planOf([...human(100), ...made(3000)], {
  size: { examples: 2000 },
  human: { minimum: 0.1, share: 0.5 },
});

const view = (columns: number, colour = false) => ({ columns, colour });
const flat = (said: string) => said.replace(/\s+/g, ' ');

function built(change: Partial<Parameters<typeof manifestOf>[1]> = {}, of: Plan = HALVES) {
  return manifestOf(of, { version: '1', inputs: [], outputs: [], malformed: 0, ...change });
}

describe('planText', () => {
  it('says first whether the policy can be kept, and how large the mix is', () => {
    expect(planText(HALVES, view(80))).toMatch(/^Possible: 1,000 examples, [\d,]+ tokens\n/);
    expect(planText(SHORT, view(80))).toMatch(/^Not possible under this policy\n/);
  });

  it('shows the mix by every key that somebody states, with both shares', () => {
    const text = planText(HALVES, view(80));
    expect(text).toMatch(/\n {2}origin +examples +share +tokens +share\n/);
    expect(text).toMatch(/\n {2}human +500 +50% /);
    expect(text).toMatch(/\n {2}press +500 +50% /);
    expect(text).toMatch(/\n {2}m1 +500 +50% /);
    expect(text).toMatch(/\n {2}\(not stated\) +500 +50% /);
    expect(planText(planOf(human(50)), view(80))).not.toContain('  model');
  });

  it('counts what stays out by its reason', () => {
    const some = planOf([...human(30), ...made(1000)]);
    expect(planText(some, view(120))).toMatch(
      /\n {2}human-minimum +930 +is synthetic, and more would push the human share below its minimum\n/,
    );
    expect(planText(HALVES, view(120))).not.toContain('stays out');
  });

  it.each([40, 60, 80])('names reasons whole within %d columns, so that they can be looked up', (columns) => {
    expect(planText(planOf([...human(30), ...made(1000)]), view(columns))).toMatch(
      /\n {2}human-minimum +930 /,
    );
  });

  it('marks the rule that is not kept, by how much, and lists all that would do', () => {
    const text = planText(SHORT, view(80));
    const [rule] = SHORT.rules.filter(({ rule }) => rule === 'human.share');
    expect(rule.short).toBeGreaterThan(0);
    expect(text).toMatch(
      new RegExp(`human\\.share +1,000 +100 +${rule.short.toLocaleString('en-US')} +examples`),
    );
    expect(SHORT.remedies.length).toBeGreaterThan(1);
    for (const { text: remedy } of SHORT.remedies) expect(text).toContain(`  ${remedy}\n`);
    expect(planText(HALVES, view(80))).toContain(' kept ');
    expect(planText(HALVES, view(80))).not.toContain('Any of these');
  });

  it('says what rows weigh and why, whole on any terminal', () => {
    const { human: one, synthetic, humanShare } = HALVES.weights;
    // k = 1: w* is the golden ratio's inverse.
    expect(humanShare).toBeCloseTo(0.618, 3);
    for (const columns of [40, 60, 80, 120]) {
      const text = flat(planText(HALVES, view(columns)));
      expect(text).toContain(`Weights: human ${one.toFixed(3)}, synthetic ${synthetic.toFixed(3)}:`);
      expect(text).toContain('62% of the weight (both are scarce; w* of He, Xu and Cheng)');
    }
    expect(planText(planOf(human(50)), view(80))).not.toContain('Weights');
  });

  it('lists eight of a key, and counts the rest', () => {
    const rows = Array.from({ length: 11 }, (_, i) => human(20 - i, { source: `s${i}` })).flat();
    const text = planText(planOf(rows), view(80));
    expect(text).toMatch(/\n {2}s7 +13 /);
    expect(text).toContain('\n  and 3 more\n');
    expect(text).not.toContain('s8');
  });

  it.each([20, 40, 60, 80])('has no line wider than %d columns, or 40', (columns) => {
    for (const one of [HALVES, SHORT, planOf([...human(30), ...made(1000)])]) {
      expect(widest(planText(one, view(columns)))).toBeLessThanOrEqual(Math.max(40, columns));
    }
  });

  it('cuts no figure, however narrow the terminal: columns go whole', () => {
    const plans = [HALVES, SHORT, planOf([...human(30), ...made(3000)])];
    for (let columns = 40; columns <= 100; columns++) {
      for (const one of plans) expect(cutFigures(planText(one, view(columns)))).toEqual([]);
    }
    expect(planText(SHORT, view(40))).toMatch(/human\.share +100 +900\n/);
  });

  it('shows a hostile source as what it is, and cuts a wide one to its column', () => {
    const text = planText(
      planOf([...human(5, { source: '\u001b]0;x\u0007\u202e' }), ...human(4, { source: '漢'.repeat(60) })]),
      view(60),
    );
    expect(hiddenIn(text)).toEqual([]);
    expect(text).toContain('[U+001B]');
    expect(widest(text)).toBeLessThanOrEqual(60);
  });

  it('bears a mix of nothing', () => {
    const nothing = planOf(made(10));
    expect(nothing.possible).toBe(false);
    expect(planText(nothing, view(80))).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('colours only where it is asked to', () => {
    expect(planText(SHORT, view(80, true)).startsWith('\u001b[31;1mNot possible')).toBe(true);
    expect(planText(SHORT, view(80))).not.toContain('\u001b');
  });
});

describe('builtText', () => {
  const verdict = {
    verdict: 'narrow',
    decided: ['tail.coverage[1,10%]'],
    tail: { ratio: 0.874, interval: [0.812, 0.931] as const },
  };

  it.each([40, 60, 80, 120])(
    'says within %d columns what a check found of the set, with the interval',
    (columns) => {
      const text = builtText(built({ verdict }), view(columns));
      expect(flat(text)).toContain(
        'As a training set narrow: holds 0.87 of the tail of a second human sample [0.81, 0.93]',
      );
      expect(widest(text)).toBeLessThanOrEqual(columns);
    },
  );

  it('says the verdict alone where the tail could not be measured, and nothing where none was made', () => {
    expect(builtText(built({ verdict: { verdict: 'inconclusive', decided: [] } }), view(80))).toMatch(
      /\nAs a training set inconclusive\n$/,
    );
    expect(builtText(built(), view(80))).not.toContain('training set');
  });

  it('says how many examples stayed out, and why: a set that lacks a whole input does not look complete', () => {
    const some = planOf([...human(30), ...many(50, { origin: 'unknown' })]);
    expect(builtText(built({}, some), view(80))).toMatch(
      /\n {2}unknown-origin +50 +nobody knows its origin\n/,
    );
    expect(builtText(built(), view(80))).not.toContain('stays out');
  });

  it('shows the composition that the manifest holds', () => {
    expect(builtText(built(), view(80))).toMatch(/\n {2}synthetic +500 +50% /);
  });
});
