import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { drawnTokens, greedy } from '../../watermark/fixtures.test.support.ts';
import type { WatermarkKey } from '../../watermark/key/key.ts';
import { openKey } from '../../watermark/key/open-key.ts';
import { ScoreSink } from '../watermark/score-sink.ts';
import { calibrateCorpus } from './calibrate-corpus.ts';
import { watermarkCorpus } from './watermark-corpus.ts';

const disk = scratch();
const KEY: WatermarkKey = { id: 'k', scheme: 'vllm-synthid', secrets: ['77'], parameters: { depth: 20 } };
const settings = { keys: [KEY], tokensField: 'ids' };

function marked(start: number): number[] {
  const logitsAt = (p: number) => Float64Array.from({ length: 80 }, (_, t) => ((t * 37 + p * 17) % 81) / 20);
  return greedy(
    openKey(KEY).marker(() => 0),
    60,
    logitsAt,
    [start],
  );
}

const rows = [
  ...Array.from({ length: 20 }, (_, i) => ({ id: `h${i}`, text: 'a', ids: [...drawnTokens(i + 1, 60, 80)] })),
  ...Array.from({ length: 6 }, (_, i) => ({ id: `m${i}`, text: 'b', ids: marked(i) })),
  { id: 'says', text: 'c', ids: marked(9), provenance: { origin: 'synthetic', evidence: 'declared' } },
  { id: 'none', text: 'd' },
];

async function run(targetBytes: number, workers: number) {
  const name = `${targetBytes}-${workers}`;
  const input = disk.write(`${name}.jsonl`, jsonl(rows));
  const [out, scores] = [join(disk.folder, `${name}-out.jsonl`), join(disk.folder, `${name}-scores.jsonl`)];
  const { outputs: _, ...found } = await watermarkCorpus(
    { inputs: [input] },
    settings,
    { tagged: { path: out, replace: true }, scores: { sink: await ScoreSink.open(scores) } },
    { targetBytes, workers },
  );
  return { found, out: readFileSync(out, 'utf8'), scores: readFileSync(scores, 'utf8') };
}

describe('watermarkCorpus', () => {
  it('finds marked texts, tags them, and writes a line for each example', async () => {
    const { found, out, scores } = await run(1 << 20, 0);
    expect(found).toMatchObject({ records: 28, withTokens: 27, tagged: 6, conflicts: 0, retokenized: false });
    expect(found.states).toEqual({ marked: 7, 'no evidence': 20, 'too few tokens': 0, 'not verifiable': 1 });
    expect(found.pooled[0]).toMatchObject({ key: 'k', state: 'marked' });
    expect(found.pooled[0]).not.toHaveProperty('beyond');
    const tagged = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(tagged[20].provenance).toEqual({ origin: 'synthetic', evidence: 'watermark' });
    expect(tagged[26]).toEqual(rows[26]);
    expect(
      scores
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(rows.map(({ id }) => id));
  });

  it('gives the same however the corpus is cut', async () => {
    const whole = await run(1 << 20, 0);
    expect(await run(700, 0)).toEqual(whole);
  });

  it('refuses a corpus that holds no tokens, and leaves no output behind', async () => {
    const input = disk.write('none.jsonl', jsonl([{ id: 'a', text: 'a' }]));
    const out = join(disk.folder, 'none-out.jsonl');
    const run = watermarkCorpus({ inputs: [input] }, settings, { tagged: { path: out } }, { workers: 0 });
    await expect(run).rejects.toMatchObject({ code: 'E_FIELD' });
    expect(() => readFileSync(out)).toThrow();
  });

  it('refuses an empty corpus', async () => {
    const input = disk.write('empty.jsonl', '\n');
    await expect(watermarkCorpus({ inputs: [input] }, settings, {}, { workers: 0 })).rejects.toMatchObject({
      code: 'E_EMPTY',
    });
  });
});

describe('calibrateCorpus', () => {
  it('gathers the p-values of all shards', async () => {
    const input = disk.write('human.jsonl', jsonl(rows.slice(0, 20)));
    const whole = await calibrateCorpus({ inputs: [input] }, settings, { workers: 0 });
    expect(whole.calibration.keys[0]).toMatchObject({ key: 'k', buckets: [{ from: 32, texts: 20 }] });
    const cut = await calibrateCorpus({ inputs: [input] }, settings, { workers: 0, targetBytes: 500 });
    expect(cut).toEqual(whole);
  });

  it('passes over texts that are too short', async () => {
    const input = disk.write('short.jsonl', jsonl([{ id: 'a', text: 'a', ids: [1, 2, 3] }]));
    const { calibration } = await calibrateCorpus({ inputs: [input] }, settings, { workers: 0 });
    expect(calibration.keys[0].buckets).toEqual([]);
  });

  it('keeps what detection needs to know human text by, and no token of it', async () => {
    const input = disk.write('kept.jsonl', jsonl(rows.slice(0, 20)));
    const { calibration } = await calibrateCorpus({ inputs: [input] }, settings, { workers: 0 });
    const [{ buckets, pools }] = calibration.keys;
    expect(buckets[0].human?.quantiles.map(({ share }) => share)).toEqual([0.25, 0.5, 0.75]);
    expect(pools!.reduce((sum, own) => sum + own.pools, 0)).toBe(20 + 10 + 5 + 2 + 1);
    const detect = (given?: typeof calibration) =>
      watermarkCorpus(
        { inputs: [input] },
        { ...settings, ...(given === undefined ? {} : { calibration: given }) },
        {},
        { workers: 0 },
      );
    const [without, beside] = [await detect(), await detect(calibration)];
    expect([without.calibration, without.takenForUniform]).toEqual(['none', 20]);
    expect([beside.calibration, beside.takenForUniform]).toEqual(['p-values', 0]);
    // Half of the very texts that were calibrated on are above.
    expect(beside.share!.share).toBeCloseTo(0, 12);
    expect(beside.pooled[0].calibrated).toBeGreaterThan(0);
    const cut = await watermarkCorpus(
      { inputs: [input] },
      { ...settings, calibration },
      {},
      { workers: 0, targetBytes: 500 },
    );
    expect(cut).toEqual(beside);
  });

  it('goes on with a calibration of an older version, and says what it lacks', async () => {
    const input = disk.write('older.jsonl', jsonl(rows.slice(0, 20)));
    const { calibration } = await calibrateCorpus({ inputs: [input] }, settings, { workers: 0 });
    const keys = calibration.keys.map(({ key, scheme, buckets }) => ({
      key,
      scheme,
      buckets: buckets.map(({ human: _, ...bucket }) => bucket),
    }));
    const found = await watermarkCorpus(
      { inputs: [input] },
      { ...settings, calibration: { ...calibration, keys } },
      {},
      { workers: 0 },
    );
    expect([found.calibration, found.takenForUniform]).toEqual(['thresholds', 20]);
  });
});
