import { describe, expect, it } from 'vitest';
import type { Provenance } from '../../corpus/example.ts';
import { drawnTokens, greedy } from '../../watermark/fixtures.test.support.ts';
import type { WatermarkKey } from '../../watermark/key/key.ts';
import { openKey } from '../../watermark/key/open-key.ts';
import { type CalibrateSummary, calibrateRows } from './calibrate-rows.ts';
import { heard, recordOf } from './kernels.test.support.ts';
import { type WatermarkRowsSettings, type WatermarkSummary, watermarkRows } from './watermark-rows.ts';

const KEY: WatermarkKey = { id: 'k', scheme: 'vllm-synthid', secrets: ['77'], parameters: { depth: 20 } };
const MARKED = greedy(
  openKey(KEY).marker(() => 0),
  60,
  (p) => Float64Array.from({ length: 80 }, (_, t) => ((t * 37 + p * 17) % 81) / 20),
  [3],
);
const PLAIN = [...drawnTokens(5, 60, 80)];
const TAG = { provenance: { origin: 'synthetic', evidence: 'watermark' } };

const row = (ids: unknown, provenance?: Partial<Provenance>, at = 1) =>
  recordOf({ id: `e${at}` }, at, { ids, ...(provenance === undefined ? {} : { provenance }) });

async function run(records: readonly ReturnType<typeof row>[], more: Partial<WatermarkRowsSettings> = {}) {
  const kernel = await watermarkRows({
    keys: [KEY],
    tokensField: 'ids',
    outputs: { tagged: 0, scores: 1 },
    ...more,
  });
  const { out, summary } = heard(kernel(), records);
  const scores = out.blobs.map(([, bytes]) => JSON.parse(new TextDecoder().decode(bytes)));
  return {
    changes: out.written.map(({ change }) => change),
    notes: out.notes,
    scores,
    ...(summary as WatermarkSummary),
  };
}

describe('watermarkRows', () => {
  it('tags what is marked, and writes the rest as it stands', async () => {
    const found = await run([row(MARKED), row(PLAIN, undefined, 2)]);
    expect(found.changes).toEqual([TAG, undefined]);
    expect(found.scores.map(({ state }) => state)).toEqual(['marked', 'no evidence']);
    expect(found).toMatchObject({ records: 2, withTokens: 2, tagged: 1, conflicts: 0 });
  });

  it.each<[string, Partial<Provenance> | undefined, boolean, 'tag' | 'conflict' | 'kept']>([
    ['nothing', undefined, false, 'tag'],
    ['an unknown origin', { origin: 'unknown' }, false, 'tag'],
    ['a synthetic origin without evidence', { origin: 'synthetic' }, false, 'tag'],
    ['a synthetic origin that is declared', { origin: 'synthetic', evidence: 'declared' }, false, 'kept'],
    [
      'a synthetic origin that is declared, to be replaced',
      { origin: 'synthetic', evidence: 'declared' },
      true,
      'tag',
    ],
    ['what is to be said', { origin: 'synthetic', evidence: 'watermark' }, true, 'kept'],
    ['a human origin', { origin: 'human' }, false, 'conflict'],
    ['a human origin, to be replaced', { origin: 'human' }, true, 'tag'],
  ])('of a marked row that states %s', async (_, provenance, overwrite, outcome) => {
    const found = await run([row(MARKED, provenance)], { overwrite });
    expect(found.changes).toEqual([outcome === 'tag' ? TAG : undefined]);
    expect([found.tagged, found.conflicts]).toEqual([
      Number(outcome === 'tag'),
      Number(outcome === 'conflict'),
    ]);
    expect(found.notes.map(({ id }) => id)).toEqual(outcome === 'conflict' ? ['watermark.conflict'] : []);
  });

  it('counts what it tags where nothing is to be written', async () => {
    const found = await run([row(MARKED), row(MARKED, { origin: 'human' }, 2)], { outputs: {} });
    expect(found).toMatchObject({ changes: [], scores: [], tagged: 1, conflicts: 1 });
  });

  it.each([
    ['no tokens', undefined],
    ['a text', 'one two'],
    ['a list that was cut short', '[1, 2'],
    ['numbers that are none', [1, Number.NaN]],
    ['fractions', [0.5]],
    ['ids below 0', [-1]],
    ['ids beyond 31 bits', [2 ** 31]],
    ['texts of numbers', ['1', '2']],
  ])('writes a row that holds %s, and says that it cannot be verified', async (_, ids) => {
    const found = await run([row(ids)]);
    expect(found.changes).toEqual([undefined]);
    expect(found.scores).toMatchObject([{ state: 'not verifiable', reason: expect.any(String) }]);
  });

  it('starts anew with each kernel that it makes', async () => {
    const make = await watermarkRows({ keys: [KEY], tokensField: 'ids', outputs: {} });
    const [one, two] = [heard(make(), [row(MARKED)]).summary, heard(make(), [row(MARKED)]).summary];
    expect(two).toEqual(one);
  });
});

describe('calibrateRows', () => {
  const calibrated = async (records: readonly ReturnType<typeof row>[], least?: number) => {
    const make = await calibrateRows({
      keys: [KEY],
      tokensField: 'ids',
      ...(least === undefined ? {} : { least }),
    });
    return heard(make(), records);
  };

  it('gathers a p-value a text that has tokens enough, and writes nothing', async () => {
    const { out, summary } = await calibrated([row(PLAIN), row(PLAIN.slice(0, 5)), row('none'), row(MARKED)]);
    const { keys, sample, ...counts } = summary as CalibrateSummary;
    expect(counts).toEqual({ records: 4, withTokens: 3 });
    // Texts that are too short by themselves are looked at together.
    expect(sample.heads.length / 4).toBe(3);
    expect(keys[0].hasPValues).toBe(true);
    expect([keys[0].scored.length, keys[0].values.length]).toEqual([2, 2]);
    expect(keys[0].values[1]).toBeLessThan(1e-6);
    expect(keys[0].values[0]).toBeGreaterThan(1e-3);
    expect([out.written, out.blobs, out.notes]).toEqual([[], [], []]);
  });

  it('passes over texts below the least that is asked for', async () => {
    const { summary } = await calibrated([row(PLAIN)], 1000);
    expect((summary as CalibrateSummary).keys).toEqual([
      {
        scored: new Uint32Array(0),
        values: new Float64Array(0),
        drawn: new Float64Array(0),
        clusters: new Uint8Array(0),
        hasPValues: false,
      },
    ]);
  });
});
