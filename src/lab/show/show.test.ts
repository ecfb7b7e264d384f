import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { brown } from '../../../test/fixtures/brown.ts';
import { runReplicate } from '../run/replicate.ts';
import type { Frame } from './frame.ts';
import { type ShowSettings, settledShow } from './settings.ts';
import { openShow, type Show } from './show.ts';

const folder = mkdtempSync(join(tmpdir(), 'outcross-show-'));
afterAll(() => rmSync(folder, { recursive: true }));

const GAUSSIAN: ShowSettings = {
  subject: 'gaussian',
  loop: 'replace',
  temperature: 1,
  samples: 25,
  generations: 6,
  replicates: 3,
  seed: 'show',
  parameters: {},
};

const CATEGORICAL: ShowSettings = { ...GAUSSIAN, subject: 'categorical', parameters: { categories: 60 } };

async function frames(show: Show): Promise<Frame[]> {
  const all: Frame[] = [];
  for (let frame = await show.step(); frame !== undefined; frame = await show.step()) all.push(frame);
  return all;
}

/** What `outcross lab run` makes of the same settings, by replicate and generation. */
async function tracks(settings: ShowSettings, text?: readonly string[]) {
  const { learner, samples, parameters, seed } = settledShow(settings);
  const experiment = { learner, samples, parameters, seed, ...(text === undefined ? {} : { text }) };
  return Promise.all(
    Array.from({ length: settings.replicates }, (_, replicate) =>
      runReplicate({
        scenario: settings.subject,
        experiment,
        arm: { loop: settings.loop, temperature: settings.temperature },
        generations: settings.generations,
        replicate,
      }),
    ),
  );
}

describe('a show', () => {
  it.each([
    GAUSSIAN,
    { ...GAUSSIAN, loop: 'accumulate', temperature: 0.8 },
    { ...GAUSSIAN, loop: 'subsample' },
    { ...CATEGORICAL, loop: 'fresh:0.1' },
    { ...CATEGORICAL, loop: 'fixed:0.1', temperature: 0.9 },
  ])('gives the numbers of lab run, bit for bit: $subject, $loop', async (settings) => {
    const shown = await frames(await openShow(settings));
    const run = await tracks(settings);
    expect(shown.map(({ generation }) => generation)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    for (const { generation, values } of shown) {
      const own = run.map((track) => track.values[generation]);
      expect(Object.keys(values).sort()).toEqual(Object.keys(own[0]).sort());
      for (const [metric, estimate] of Object.entries(values)) {
        const sorted = own.map((one) => one[metric]).sort((a, b) => a - b);
        expect(estimate.mean).toBe(sorted.reduce((sum, value) => sum + value, 0) / 3);
        expect(estimate.median).toBe(sorted[1]);
      }
    }
  });

  it('draws the first replicate: the picture has the numbers that are measured', async () => {
    const shown = await frames(await openShow({ ...GAUSSIAN, replicates: 1 }));
    for (const { picture, values } of shown) {
      if (picture.kind !== 'density') throw new Error('a Gaussian is a density');
      expect(picture.deviation ** 2).toBeCloseTo(values['variance'].mean, 12);
      expect(picture.mean ** 2).toBeCloseTo(values['mean-error'].mean, 12);
      expect(picture.draws).toHaveLength(25);
    }
    const [first] = await frames(await openShow(GAUSSIAN));
    expect(first.picture).toEqual(shown[0].picture);
  });

  it('says which categories are left', async () => {
    const shown = await frames(await openShow({ ...CATEGORICAL, replicates: 1 }));
    for (const { picture, values } of shown) {
      if (picture.kind !== 'ranks') throw new Error('categories have ranks');
      expect(picture.alive).toBe(values['survivors'].mean);
      expect(picture.shares.filter((share) => share > 0)).toHaveLength(picture.alive);
      expect(picture.of).toBe(60);
    }
  });

  it('opens with what closed forms expect', async () => {
    const { opening } = await openShow(GAUSSIAN);
    expect(opening.expected['variance']).toHaveLength(7);
    expect(opening.metrics.map(({ id }) => id)).toContain('log-variance');
  });

  it('ends, and stays at its end', async () => {
    const show = await openShow({ ...GAUSSIAN, generations: 1 });
    await frames(show);
    expect(await show.step()).toBeUndefined();
  });

  it('refuses settings out of bounds, and a text that is not there', async () => {
    const refused = (more: Partial<ShowSettings>) => openShow({ ...GAUSSIAN, ...more });
    await expect(refused({ samples: 1 })).rejects.toMatchObject({ code: 'E_PARAMETER' });
    await expect(refused({ loop: 'forget' })).rejects.toMatchObject({ code: 'E_PARAMETER' });
    await expect(refused({ temperature: 0 })).rejects.toMatchObject({ code: 'E_PARAMETER' });
    await expect(refused({ replicates: 0 })).rejects.toMatchObject({ code: 'E_PARAMETER' });
    await expect(refused({ parameters: { width: 9 } })).rejects.toMatchObject({ code: 'E_PARAMETER' });
    await expect(refused({ subject: 'transformer', samples: 8 })).rejects.toMatchObject({
      code: 'E_NO_INPUT',
    });
  });
});

describe('a show of transformers', () => {
  it('gives the numbers of lab run on the same text, tells its steps and shows what is written', async () => {
    const settings: ShowSettings = {
      ...GAUSSIAN,
      subject: 'transformer',
      samples: 24,
      generations: 1,
      replicates: 1,
      parameters: { vocabulary: 64, width: 16, layers: 1, epochs: 1 },
    };
    const [part] = brown('show', [6000]);
    const examples = part.map(({ id, text }) => ({ id, group: id, text }));
    const file = join(folder, 'text.jsonl');
    writeFileSync(file, examples.map(({ id, text }) => JSON.stringify({ id, text })).join('\n'));
    const steps: [number, number][] = [];
    const supply = {
      text: async () => examples,
      onStep: (step: number, of: number) => void steps.push([step, of]),
    };
    const shown = await frames(await openShow(settings, supply));
    const [track] = await tracks(settings, [file]);
    expect(shown.map(({ values }) => values['perplexity'].mean)).toEqual(
      track.values.map((values) => values['perplexity']),
    );
    // 24 passages, 8 a step, once each.
    expect(steps).toEqual([0, 1, 2, 0, 1, 2].map((step) => [step, 3]));
    for (const { picture } of shown) {
      if (picture.kind !== 'ranks') throw new Error('words have ranks');
      expect(picture.truth).toEqual([...picture.truth].sort((a, b) => b - a));
      expect(picture.passages).toHaveLength(4);
    }
  });
});
