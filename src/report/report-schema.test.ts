import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { COLLAPSING, HEALTHY, REPORTS } from '../../test/fixtures/report.ts';
import { SCISSORS } from '../../test/fixtures/scissors.ts';
import type { Diagnosis } from '../compare/model/diagnose.ts';
import { json } from './json.ts';
import type { Report } from './report.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: false }).compile(schema);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

const DIAGNOSIS: Diagnosis = {
  reading: 'both',
  overfits: true,
  memorises: true,
  collapses: true,
  unlike: false,
  copying: { value: 0.4, baseline: 0.01, interval: [0.3, 0.5] },
  outputGap: { value: 3, baseline: 1.1 },
  modelGap: { value: 1, interval: [0.8, 1.2], margin: 0.22, unit: 'word', against: 'holdout' },
};

/** A small report in which every kind of object and every optional member occurs. */
function small(): Json {
  const last = COLLAPSING.generations.at(-1)!;
  const falling = COLLAPSING.trajectory!.trends[0];
  const report: Report = {
    ...COLLAPSING,
    human: { ...COLLAPSING.human, rankFrequency: COLLAPSING.human.rankFrequency.slice(0, 2) },
    generations: [
      {
        ...last,
        signals: last.signals.slice(0, 1),
        survival: last.survival.slice(0, 1),
        lost: last.lost.slice(0, 1),
        rankFrequency: last.rankFrequency.slice(0, 1),
        categories: last.categories.slice(0, 1),
        sampleThatWouldDecide: 180_000,
        diagnosis: DIAGNOSIS,
      },
    ],
    trajectory: {
      ...COLLAPSING.trajectory!,
      trends: [{ ...falling, points: falling.points.slice(0, 1) }],
    },
    scissors: { ...SCISSORS, points: SCISSORS.points.slice(-1) },
    findings: COLLAPSING.findings.slice(0, 1),
  };
  return JSON.parse(json(report));
}

/** Every place in `value`, the root first. */
function places(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, member]) =>
    places(member as Json, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inner];
}

/** A deep copy of `value` in which `change` was applied to the holder and the key of `path`. */
function changed(value: Json, path: Path, change: (holder: Record<string, Json>, key: string) => void): Json {
  const copy = { root: structuredClone(value) } as Record<string, Json>;
  let holder = copy;
  const keys = ['root', ...path.map(String)];
  for (const key of keys.slice(0, -1)) holder = holder[key] as Record<string, Json>;
  change(holder, keys[keys.length - 1]);
  return copy.root;
}

function at(value: Json, path: Path): Json {
  return path.reduce((held: Json, key) => (held as Record<string, Json>)[key], value);
}

const FREE = new Set(['origins', 'provenance']);

describe('the published schema', () => {
  it.each(Object.keys(REPORTS))('accepts %s', (name) => {
    expect(validate(JSON.parse(json(REPORTS[name]))), JSON.stringify(validate.errors)).toBe(true);
  });

  it('accepts the small report that the mutations start from', () => {
    expect(validate(small()), JSON.stringify(validate.errors)).toBe(true);
  });

  it('refuses a member that it does not know, in every object', () => {
    for (const path of places(small())) {
      const held = at(small(), path);
      if (typeof held !== 'object' || held === null || Array.isArray(held)) continue;
      if (FREE.has(String(path.at(-1)))) continue;
      const mutant = changed(small(), [...path, 'unheardOf'], (holder, key) => {
        holder[key] = 1;
      });
      expect(validate(mutant), path.join('.')).toBe(false);
    }
  });

  it('refuses a value of another type, at every place', () => {
    for (const path of places(small())) {
      const mutant = changed(small(), path, (holder, key) => {
        holder[key] = typeof holder[key] === 'string' || typeof holder[key] === 'object' ? 7 : 'seven';
      });
      expect(validate(mutant), path.join('.')).toBe(false);
    }
  });

  it('does without the members that the contract calls optional, and no others', () => {
    const removable = places(small()).filter((path) => {
      if (typeof path.at(-1) !== 'string' || FREE.has(String(path.at(-2)))) return false;
      return validate(
        changed(small(), path, (holder, key) => {
          delete holder[key];
        }),
      );
    });
    const finding = ['measure', 'where', 'remedy'];
    const trend = ['order', 'band', 'halfLife', 'margin', 'crossedAt'];
    expect(removable.map((path) => path.join('.')).sort()).toEqual(
      [
        ...[...finding, 'interval'].map((key) => `generations.0.findings.0.${key}`),
        ...['order', 'band'].map((key) => `generations.0.signals.0.${key}`),
        'generations.0.survival.0.to',
        'generations.0.lost.0.passage',
        'generations.0.sampleThatWouldDecide',
        'generations.0.diagnosis',
        ...['overfits', 'memorises', 'copying', 'outputGap', 'modelGap'].map(
          (key) => `generations.0.diagnosis.${key}`,
        ),
        'scissors',
        ...['own', 'train', 'validation'].map((key) => `scissors.points.0.${key}`),
        ...trend.map((key) => `trajectory.trends.0.${key}`),
        'trajectory.firstEarly',
        'trajectory.firstLate',
        'trajectory',
        ...finding.map((key) => `findings.0.${key}`),
      ].sort(),
    );
  });

  it.each([
    ['another version', { schema: 'outcross.report/2' }],
    ['a verdict that does not exist', { generations: [{ ...HEALTHY.generations[0], verdict: 'fine' }] }],
    ['a status that does not exist', { status: 'ok' }],
    ['an alpha of 1', { settings: { ...HEALTHY.settings, alpha: 1 } }],
    ['no blocks', { settings: { ...HEALTHY.settings, blocks: 0 } }],
    ['a verdict to fail on twice', { settings: { ...HEALTHY.settings, failOn: ['late', 'late'] } }],
    ['negative counts', { human: { ...HEALTHY.human, holdout: { ...HEALTHY.human.holdout, tokens: -1 } } }],
  ])('refuses %s', (_, part) => {
    expect(validate({ ...JSON.parse(json(HEALTHY)), ...part })).toBe(false);
  });

  it('describes every member', () => {
    const bare: string[] = [];
    const visit = (node: Record<string, unknown>, path: string) => {
      for (const [key, member] of Object.entries(
        (node['properties'] ?? {}) as Record<string, Record<string, unknown>>,
      )) {
        const target =
          member['$ref'] === undefined ? member : schema.$defs[String(member['$ref']).split('/').at(-1)!];
        if (member['description'] === undefined && target.description === undefined)
          bare.push(`${path}.${key}`);
        visit(member, `${path}.${key}`);
      }
      if (node['items'] !== undefined && node['items'] !== false)
        visit(node['items'] as Record<string, unknown>, `${path}[]`);
    };
    visit(schema, '$');
    for (const [name, definition] of Object.entries(schema.$defs))
      visit(definition as Record<string, unknown>, name);
    expect(bare).toEqual([]);
  });
});
