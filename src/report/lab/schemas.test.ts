import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { runErrors } from '../../lab/errors/errors.ts';
import { runLab } from '../../lab/run/run.ts';
import { type RunRequest, settle } from '../../lab/run/settings.ts';
import { scenarioOf } from '../../lab/scenarios/catalogue.ts';
import { labJson } from './json.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
const load = (name: string) =>
  ajv.compile(
    JSON.parse(readFileSync(new URL(`../../../schemas/${name}.schema.json`, import.meta.url), 'utf8')),
  );
const validateRun = load('lab-run');
const validateErrors = load('lab-errors');

async function runDocument(request: RunRequest): Promise<Record<string, unknown>> {
  const settings = settle(scenarioOf('categorical'), { samples: 20, generations: 2, ...request });
  return JSON.parse(labJson(await runLab(settings, { version: '1', workers: 0 })));
}

describe('the published schema of a run', () => {
  it.each<[string, RunRequest]>([
    [
      'several loops and replicates',
      { replicates: 3, loops: ['replace', 'fresh', 'web:0.5:0.5'], real: 0.2 },
    ],
    ['one replicate, without intervals', { replicates: 1, loops: ['replace'] }],
    ['temperatures and cut-offs', { replicates: 2, temperatures: [1, 0.5], topK: [3, 5] }],
  ])('accepts a run with %s', async (_, request) => {
    validateRun(await runDocument(request));
    expect(validateRun.errors ?? []).toEqual([]);
  });

  it('accepts verdicts and text', async () => {
    const document = await runDocument({ replicates: 1 });
    const [arm] = document['arms'] as { generations: Record<string, unknown>[] }[];
    arm.generations[0]['verdicts'] = { early: 1 };
    (document['settings'] as Record<string, unknown>)['text'] = ['a.jsonl'];
    validateRun(document);
    expect(validateRun.errors ?? []).toEqual([]);
  });

  it('refuses what it does not know, and what is missing', async () => {
    const document = await runDocument({ replicates: 1 });
    expect(validateRun({ ...document, unheardOf: 1 })).toBe(false);
    for (const key of Object.keys(document)) {
      const { [key]: _, ...rest } = document;
      expect(validateRun(rest), key).toBe(false);
    }
  });
});

describe('the published schema of the three errors', () => {
  it.each([1, 3])('accepts a factorial with %d replicates, and nothing else', async (replicates) => {
    const request = { learner: 'categorical', samples: 50, generations: 1, replicates };
    const document = JSON.parse(labJson(await runErrors(request, { version: '1', workers: 0 }))) as object;
    validateErrors(document);
    expect(validateErrors.errors ?? []).toEqual([]);
    expect(validateErrors({ ...document, unheardOf: 1 })).toBe(false);
    expect(validateErrors({ ...document, shares: undefined })).toBe(false);
  });
});
