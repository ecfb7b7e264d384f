import { describe, expect, it } from 'vitest';
import type { LabArm } from '../../lab/run/result.ts';
import { cellWidth } from '../terminal/cells.ts';
import {
  armOf,
  colourless,
  estimate,
  HOSTILE,
  LOSS,
  runOf,
  SPREAD,
  unsafe,
} from './lab-fixtures.test.support.ts';
import { runTerminal } from './run-terminal.ts';

const show = (run = runOf(), columns = 100, colour = false) => runTerminal(run, { columns, colour });
const lineWith = (text: string, part: string) => text.split('\n').find((line) => line.includes(part)) ?? '';

/** A run with names as long and figures as wide as they come. */
function wide() {
  const means = Array.from({ length: 51 }, (_, g) => 10 ** (g % 17) * -1.2345);
  const arms = ['replace', 'weighted w*, real 12.35%', 'web 90%, filter 80% and 2% of real, 12 models'].map(
    (name, i): LabArm => armOf(`${name} T=0.7 k=40`, means, i === 0 ? {} : { against: estimate(-1e9, 1e12) }),
  );
  const judged = arms.map((arm) => ({
    ...arm,
    generations: arm.generations.map((own) => ({ ...own, verdicts: { inconclusive: 2, early: 3, late: 1 } })),
  }));
  return runOf({ arms: judged, settings: { ...runOf().settings, generations: 50, temperatures: [0.7] } });
}

describe('runTerminal', () => {
  it('shows every mean of a short run, and the half-width of the last interval', () => {
    const text = show();
    expect(lineWith(text, '  replace ')).toMatch(/replace +1\.11 +2\.22 +3\.33 +4\.44 +± 0\.0444$/);
    expect(lineWith(text, '  accumulate ')).toMatch(/accumulate +1\.11 +1\.22 +1\.33 +1\.44 +± 0\.0144$/);
    expect(text).toMatch(/Spread \(lower is worse\)\n.*\n {2}replace +9\.00 +8\.90 +8\.80 +8\.70\n/);
  });

  it('says what was run, the truth, the distance, and what was published with its source', () => {
    const text = show();
    for (const part of [
      'A made-up scenario\n',
      'able · 321 draws a generation · 3 generations · 5 replicates · seed seed-7',
      'Loss of something (higher is worse, truth 0.125)',
      'Loss of something of the last generation, replicates paired',
      'accumulate: −3.00 [−3.25, −2.75] against replace',
      '  Replaced data go wrong.\n    Somebody et al. 2024',
    ])
      expect(text).toContain(part);
  });

  it('puts a dash where a generation was not measured, and leaves a metric out that nobody has', () => {
    const arms = [armOf('replace', [1, undefined, 3, undefined])];
    const text = show(runOf({ arms, metrics: [LOSS, { ...SPREAD, id: 'nobody', title: 'Nobody' }] }));
    expect(lineWith(text, '  replace ')).toMatch(/replace +1\.00 +– +3\.00 +–$/);
    expect(text).not.toContain('Nobody');
    expect(text).not.toMatch(/undefined|NaN/);
  });

  it('shows first and last generation of a long run, and no more than six', () => {
    const arms = [
      armOf(
        'replace',
        Array.from({ length: 101 }, (_, g) => g + 1),
      ),
    ];
    const settings = { ...runOf().settings, generations: 100 };
    const head = lineWith(show(runOf({ arms, settings })), 'generation  ');
    expect(head.trim().split(/ +/)).toEqual(['generation', '0', '20', '40', '60', '80', '100']);
  });

  it('has no interval for a single replicate', () => {
    const arms = [armOf('replace', [1, 2])].map((arm) => ({
      ...arm,
      generations: arm.generations.map((own) => ({ ...own, values: { loss: estimate(5) } })),
    }));
    const settings = { ...runOf().settings, generations: 1, replicates: 1 };
    const text = show(runOf({ arms, settings, metrics: [LOSS] }));
    expect(text).not.toContain('±');
    expect(text).toContain('1 generation · 1 replicate ·');
  });

  it('bears a run of no arm, and one of no metric that exists', () => {
    expect(show(runOf({ arms: [] }))).toContain('Loss of something does not exist after 3 generations.');
    const arms = [armOf('replace', [undefined, undefined])];
    expect(show(runOf({ arms }))).toContain('does not exist');
  });

  it.each(Array.from({ length: 13 }, (_, i) => 40 + 5 * i))(
    'has no line wider than %d columns',
    (columns) => {
      for (const run of [runOf(), wide()]) {
        const text = show(run, columns);
        for (const line of text.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(columns);
        // What room is short for goes from the middle: the first and the last figure stay.
        expect(lineWith(text, 'generation  ').trim()).toMatch(/^generation +0\b/);
        expect(text).toContain(String(run.settings.generations));
      }
    },
  );

  it('does not go wider than it is told on a very wide terminal, nor fail on a width that is none', () => {
    for (const columns of [300, Infinity, Number.NaN]) {
      for (const line of show(wide(), columns).split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(100);
    }
  });

  it('obeys nobody: names that drive a terminal are made visible', () => {
    const arms = [armOf(HOSTILE, [1, 2, 3, 4]), armOf('b', [1, 2, 3, 4], { against: estimate(1, 1) })].map(
      (arm) => ({
        ...arm,
        generations: arm.generations.map((own) => ({ ...own, verdicts: { [HOSTILE]: 3 } })),
      }),
    );
    const run = runOf({
      arms,
      metrics: [{ ...LOSS, title: HOSTILE, meaning: HOSTILE }],
      published: [{ finding: HOSTILE, source: HOSTILE }],
      scenario: { name: HOSTILE, title: HOSTILE, summary: HOSTILE, rows: HOSTILE },
      settings: { ...runOf().settings, seed: HOSTILE, learner: HOSTILE },
    });
    for (const columns of [40, 100]) expect(unsafe(show(run, columns))).toEqual([]);
    expect(show(run)).toContain('x[U+001B][2J[U+202E]');
  });

  it('ends in one newline, and says the same with colour and without', () => {
    const plain = show();
    expect(plain).toMatch(/[^\n]\n$/);
    const coloured = show(runOf(), 100, true);
    expect(colourless(coloured)).toBe(plain);
    expect(coloured).not.toBe(plain);
  });
});
