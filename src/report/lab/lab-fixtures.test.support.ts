import type { LabErrors } from '../../lab/errors/result.ts';
import { FACTORS } from '../../lab/errors/study.ts';
import type { Estimate } from '../../lab/run/aggregate.ts';
import type { LabArm, LabRun } from '../../lab/run/result.ts';
import type { Metric } from '../../lab/scenarios/scenario.ts';

/** What an enemy calls things: a terminal would obey it, a page would run it, a line would end in it. */
export const HOSTILE = 'x\u001b[2J\u202e<script>alert(1)</script>&"\'\r\n\u0007';

/** Characters of `text` that drive a terminal or reorder what is read; line ends are a view's own. */
export function unsafe(text: string): string[] {
  return [...text].filter((character) => {
    const point = character.codePointAt(0)!;
    const control = (point < 32 && character !== '\n') || (point >= 127 && point < 160);
    return control || (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
  });
}

/** `text` without its colours. */
export function colourless(text: string): string {
  const [first, ...rest] = text.split('\u001b[');
  return first + rest.map((part) => part.slice(part.indexOf('m') + 1)).join('');
}

export function estimate(mean: number, half?: number): Estimate {
  const bounds = half === undefined ? {} : { interval: [mean - half, mean + half] as const };
  return { mean, median: mean, replicates: half === undefined ? 1 : 5, ...bounds };
}

export const LOSS: Metric = {
  id: 'loss',
  title: 'Loss of something',
  meaning: 'Nats of loss, invented for a test.',
  worse: 'higher',
  truth: 0.125,
};

export const SPREAD: Metric = { id: 'spread', title: 'Spread', meaning: 'How wide.', worse: 'lower' };

/** An arm with these means of the loss by generation, and a spread that falls from 9. */
export function armOf(
  name: string,
  means: readonly (number | undefined)[],
  more: Partial<LabArm> = {},
): LabArm {
  return {
    name,
    loop: 'replace',
    temperature: 1,
    generations: means.map((mean, generation) => ({
      generation,
      values: {
        ...(mean === undefined ? {} : { loss: estimate(mean, mean / 100) }),
        spread: estimate(9 - generation / 10),
      },
    })),
    ...more,
  };
}

export function runOf(more: Partial<LabRun> = {}): LabRun {
  return {
    schema: 'outcross.lab-run/1',
    tool: { name: 'outcross', version: '9.8.7' },
    scenario: {
      name: 'made-up',
      title: 'A made-up scenario',
      summary: 'nothing is simulated',
      rows: 'draws',
    },
    settings: {
      scenario: 'made-up',
      learner: 'able',
      loops: ['replace', 'accumulate'],
      temperatures: [1],
      topK: [],
      samples: 321,
      generations: 3,
      replicates: 5,
      seed: 'seed-7',
      parameters: { width: 17 },
    },
    metrics: [LOSS, SPREAD],
    arms: [
      armOf('replace', [1.11, 2.22, 3.33, 4.44]),
      armOf('accumulate', [1.11, 1.22, 1.33, 1.44], { against: estimate(-3, 0.25) }),
    ],
    published: [{ finding: 'Replaced data go wrong.', source: 'Somebody et al. 2024' }],
    ...more,
  };
}

/** Three errors of which each has figures of its own. */
export function errorsOf(more: Partial<LabErrors> = {}): LabErrors {
  const sets = Array.from({ length: 8 }, (_, set) => FACTORS.filter((_, bit) => (set >> bit) & 1));
  return {
    schema: 'outcross.lab-errors/1',
    tool: { name: 'outcross', version: '9.8.7' },
    learner: { name: 'made-up', title: 'A made-up learner', rows: 'draws' },
    settings: {
      learner: 'made-up',
      samples: 321,
      generations: 2,
      limit: 'early-stopped',
      replicates: 5,
      seed: 'seed-7',
      solver: 'a solver that stops early',
    },
    loss: { title: 'Divergence', meaning: 'Nats of divergence.' },
    factors: FACTORS.map((name) => ({ name, off: `${name} off`, on: `${name} on` })),
    cells: sets.map((made, set) => ({
      made,
      generations: [0, 1, 2].map((g) => estimate(0.1 + set + g / 10, 0.01 + set / 100)),
    })),
    total: estimate(7.31, 0.11),
    shares: FACTORS.map((factor, i) => ({
      factor,
      loss: estimate(1.51 + i, 0.21 + i),
      share: [0.62, 0.27, 0.11][i],
      shareInterval: [
        [0.55, 0.69],
        [0.21, 0.33],
        [0.043, 0.17],
      ][i] as unknown as readonly [number, number],
    })),
    effects: sets.slice(1).map((factors, i) => ({ factors, loss: estimate(0.301 + i, 0.031) })),
    ...more,
  };
}
