import { describe, expect, it } from 'vitest';
import type { EarlyPlan, LatePlan, RecoveryPlan } from '../../recover/plan.ts';
import { paint } from '../../report/terminal/paint.ts';
import { hiddenIn, widest } from '../fixtures.test.support.ts';
import { drillLines } from './drill-text.ts';
import { planLines, widthOf } from './text.ts';

const head = { schema: 'outcross.recovery/1', line: 'novels', why: 'The tail is falling.' } as const;
const g1 = { name: 'g1', corpus: ['data/g1.jsonl'], verdict: 'healthy' } as const;
const g2 = { name: 'g2', corpus: ['data/g2.jsonl'], verdict: 'late' } as const;
const lost = {
  bands: [
    { order: 1, mass: 0.1, types: 4661, lost: 2124, byChance: 1790 },
    { order: 2, mass: 0.1, types: 10_310, lost: 9229, byChance: 6562 },
    { order: 2, mass: 0.05, types: 5155, lost: 4615, byChance: 3281 },
  ],
  categories: [{ category: 'Emma\u001b[2J', types: 10, lost: 5 }],
  examples: [
    {
      type: 'friend\nship',
      order: 1,
      holdoutCount: 2,
      holdoutExamples: 2,
      reservoirCount: 2,
      passage: { text: '', start: 0, end: 0 },
    },
  ],
};
const command = `outcross mix ${'a/very/long/path/to/some/corpus.jsonl '.repeat(4)}-o mixes/train-3.jsonl`;
const commands = [
  { command, why: 'build the next training set' },
  { command: '', why: 'train on it' },
];

const early: EarlyPlan = {
  ...head,
  phase: 'early',
  generation: 'g2',
  verdict: 'early',
  lastHealthy: g1,
  lost,
  inputs: ['r.jsonl'],
  needed: {
    humanShare: 0.561,
    humanTokens: 146_301,
    generatedTokens: 114_950,
    keep: 0.9,
    generations: 10,
    fromHere: { share: 0.306, next: 0 },
    ofLearner: { order: 2, value: 0.5605, interval: [0.55, 0.57] },
    policy: 0.3,
    bestWeight: 0.66,
  },
  selection: {
    file: 'recovery/early-g2.jsonl',
    written: true,
    examples: 951,
    tokens: 146_371,
    forTail: 950,
    lost: 11_976,
    carried: 11_508,
    lostMass: 0.6,
    leftMass: 0.02,
    short: 0,
  },
  outlook: {
    order: 2,
    unchanged: [{ ahead: 1, value: 0.46, interval: [0.28, 0.63] }],
    recovered: [{ ahead: 10, value: 0.47, interval: [0.4, 0.54] }],
    pastShare: 0,
    pastKnown: false,
    fidelity: 0.95,
    fidelityInterval: [0.69, 1.31],
    fresh: false,
  },
  commands,
  notes: ['The reservoir is short.'],
};
const late: LatePlan = {
  ...head,
  phase: 'late',
  generation: 'g2',
  verdict: 'late',
  lastHealthy: g1,
  lost,
  keep: ['anchor/reservoir.jsonl', 'data/g1.jsonl'],
  drop: [g2],
  tainted: [{ seq: 7, output: 'mixes/train-3.jsonl', inputs: [] }],
  commands,
  notes: [],
};
const text = (plan: RecoveryPlan, columns = 80) => {
  const lines = planLines(plan, columns);
  return paint(lines, widthOf(lines, columns), false);
};

describe('a plan in words', () => {
  it('says how much, which, and what to expect, with intervals', () => {
    const said = text(early, 400);
    expect(said).toContain('57% human tokens, 146,301 beside 114,950 generated ones');
    expect(said).toContain('31% from where the line stands');
    expect(said).toContain('57% [55%, 57%] for this learner in the long run (2-grams)');
    expect(said).toContain('they carry 11,508 of 11,976 lost types');
    expect(said).toContain('Written to recovery/early-g2.jsonl');
    expect(said).toContain('the ledger knows of none: 46% [28%, 63%] in 1');
    expect(said).toContain('the same human rows each time');
    expect(said).toContain('a human sample of this size lacks about 6,562');
  });

  it('says of the next set alone what it needs, none, or nothing where all need as much', () => {
    const said = (share: number, next: number) =>
      text({ ...early, needed: { ...early.needed, fromHere: { share, next } } }, 4000);
    expect(said(0.306, 0)).toContain(
      '31% from where the line stands (the next set alone would need none); 57%',
    );
    expect(said(0.306, 0.181)).toContain('stands (19% would do for the next set alone); 57%');
    expect(said(0.306, 0.305)).toContain('31% from where the line stands; 57%');
    expect(said(0, 0)).toContain('0% from where the line stands; 57%');
  });

  it('says what goes and what stays where the collapse is late', () => {
    const said = text(late, 200);
    expect(said).toMatch(/go back to {2}g1/);
    expect(said).toContain('anchor/reservoir.jsonl, data/g1.jsonl');
    expect(said).toContain('g2 (late)');
    expect(said).toContain('mixes/train-3.jsonl (event 7)');
    const { lastHealthy: _, ...never } = late;
    expect(text(never)).toContain('no generation was healthy');
  });

  it('says that nothing is to be recovered, and what the check advises', () => {
    const plan = {
      ...head,
      phase: 'none',
      generation: 'g2',
      verdict: 'inconclusive',
      advice: 'Give more text.',
    } as const;
    expect(text(plan)).toContain('nothing is to be recovered');
    expect(text(plan)).toContain('Give more text.');
  });

  it.each([60, 80, 120])('fits %i columns; a command that is folded is one command to a shell', (columns) => {
    for (const plan of [early, late]) {
      const said = text(plan, columns);
      expect(widest(said)).toBeLessThanOrEqual(columns);
      expect(hiddenIn(said)).toEqual([]);
      const folded = said.slice(said.indexOf('outcross mix')).split('\n');
      const end = folded.findIndex((line) => !line.endsWith('\\'));
      const joined = folded.slice(0, end + 1).map((line) => line.replace(/\\$/, '').trim());
      expect(joined.join(' ')).toBe(command.replaceAll(/ +/g, ' '));
    }
  });

  it('never folds nor cuts a command with quotes', () => {
    const quoted = `outcross mix 'data/${'x y '.repeat(40)}.jsonl'`;
    expect(text({ ...late, commands: [{ command: quoted, why: 'w' }] }, 60)).toContain(quoted);
  });
});

describe('a drill in words', () => {
  const step = { name: 'check', seconds: 1.23, result: 'passed', note: 'g3 is early, '.repeat(12) } as const;
  const result = {
    schema: 'outcross.drill/1',
    scenario: 'replacement',
    steps: [step],
    seconds: 4.56,
  } as const;
  const said = (more: object, columns = 80) =>
    paint(drillLines({ ...result, worked: false, ...more }, columns), columns, false);

  it('says whether the response worked, and how long it took', () => {
    const [before, after] = [
      { generation: 'g3', verdict: 'early' },
      { generation: 'g4', verdict: 'narrow' },
    ] as const;
    expect(said({ worked: true, before, after })).toContain('WORKED  in 4.6 s: early before, narrow after');
    expect(said({ before, after: { ...after, verdict: 'early' } })).toContain(
      'FAILED  in 4.6 s: early before, and still early',
    );
    expect(said({ before: { ...before, verdict: 'healthy' } })).toContain('did not collapse (healthy)');
    expect(said({})).toContain('1.2 s');
    expect(widest(said({ before }, 60))).toBeLessThanOrEqual(60);
  });
});
