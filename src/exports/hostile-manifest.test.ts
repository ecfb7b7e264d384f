import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { OutcrossError } from '../base/errors.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { Asked } from './asked.ts';
import type { Exporter, ExportFacts } from './facts.ts';
import { manifestOf, STATED } from './fixtures.test.support.ts';
import { EXPORT_FORMATS, EXPORTS } from './formats.ts';
import { loadFacts } from './load-facts.ts';

const disk = scratch();
const path = join(disk.folder, 'set.jsonl.manifest.json');
const formats: Exporter[] = await Promise.all(EXPORT_FORMATS.map((format) => EXPORTS[format].load()));

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
const whole = (): Json =>
  JSON.parse(JSON.stringify({ ...manifestOf(), verdict: { verdict: 'ok', decided: [] } }));

/** Every place of a document, as the keys that lead there. */
function placesOf(value: Json, at: readonly string[] = []): string[][] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [[...at], ...inner.flatMap(([key, held]) => placesOf(held, [...at, key]))];
}

/** The document with another value at a place; undefined takes it out. */
function changed(place: readonly string[], value: Json | undefined): string {
  const document = { root: whole() };
  let held: Record<string, Json | undefined> = document;
  for (const key of ['root', ...place].slice(0, -1)) held = held[key] as Record<string, Json>;
  const last = place.at(-1) ?? 'root';
  if (Array.isArray(held) && value === undefined) held.splice(Number(last), 1);
  else held[last] = value;
  return JSON.stringify(document.root) ?? '';
}

/** What every export makes of a manifest; the code of the error where it is refused. */
async function outcome(text: string): Promise<string> {
  disk.write('set.jsonl.manifest.json', text);
  let facts: ExportFacts;
  try {
    facts = await loadFacts(path, { dataset: STATED, at: '2026-01-31T00:00:00.000Z' });
  } catch (error) {
    if (error instanceof OutcrossError) return error.code;
    throw error;
  }
  for (const write of formats) expect(write(facts, new Asked())).not.toMatch(/\bundefined\b|\bNaN\b/);
  return 'written';
}

describe('a manifest in which one part is something else', () => {
  it('is written where it is as outcross wrote it', async () => {
    expect(await outcome(JSON.stringify(whole()))).toBe('written');
  });

  it('is refused, or written without a fault, whichever part it is', async () => {
    const values = fc.constantFrom<(Json | undefined)[]>(undefined, null, 7, -1, 'x', '', true, [], {}, [
      null,
    ]);
    const places = placesOf(whole());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), values, async (place, value) => {
        expect(['E_FORMAT', 'written']).toContain(await outcome(changed(place, value as Json | undefined)));
      }),
      { numRuns: runs(250) },
    );
  });

  it.each([
    [['composition', 'bySource', '0'], null],
    [['composition', 'bySource', '0', 'value'], 7],
    [['composition', 'byModel', '1', 'examples'], 'many'],
    [['composition', 'byOrigin', '0', 'shareOfTokens'], null],
    [['composition', 'tokens'], undefined],
    [['rules', '0'], null],
    [['rules', '0', 'unit'], undefined],
    [['fates'], null],
    [['fates', 'chosen'], 'all'],
    [['malformedRows'], undefined],
    [['settings', 'tokenizer'], undefined],
    [['verdict'], 'fine'],
    [['policy'], 'mine'],
    [['inputs', '0', 'sha256'], 'A'.repeat(64)],
    [['outputs', '0', 'name'], ''],
  ] as const)('is refused for %j', async (place, value) => {
    expect(await outcome(changed(place, value))).toBe('E_FORMAT');
  });

  it('is read with names that every object has', async () => {
    for (const name of ['__proto__', 'constructor', 'toString'])
      expect(await outcome(changed(['composition', 'bySource', '0', 'value'], name))).toBe('written');
  });
});
