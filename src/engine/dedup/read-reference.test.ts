import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { NearIndex } from '../../quality/duplicates/near-index.ts';
import { encodeNearIndex } from '../../quality/duplicates/near-index-codec.ts';
import { RunIndex } from '../../quality/duplicates/run-index.ts';
import { DEFAULT_NEAR, PRESETS } from '../../quality/duplicates/settings.ts';
import { Signer } from '../../quality/duplicates/signature.ts';
import { TokenReader } from '../../quality/duplicates/token-lanes.ts';
import { readReference } from './read-reference.ts';

const disk = scratch();
const ROWS = Array.from({ length: 40 }, (_, i) => ({
  id: i === 7 ? '\ufeffmarked' : `ä${i}`,
  text: Array.from({ length: 20 }, (_, w) => `w${(i * 13 + w * w) % 101}`).join(' '),
}));
const inputs = [
  disk.write('in/a.jsonl', jsonl(ROWS.slice(0, 25))),
  disk.write('in/b.jsonl', `bad\n${jsonl(ROWS.slice(25))}`),
];

describe('readReference', () => {
  it.each(Object.entries(PRESETS))('indexes every text as adding it does, under %s', async (_, settings) => {
    const { near, examples } = await readReference({ inputs }, settings, 0, { workers: 0 });
    const expected = new NearIndex(settings);
    const signer = new Signer(settings);
    for (const { id, text } of ROWS) expected.add(id, signer.sign(text));
    expect(examples).toBe(40);
    expect(encodeNearIndex(near)).toEqual(encodeNearIndex(expected));
  });

  it('finds the runs of every text, under the id that it has', async () => {
    const { runs } = await readReference({ inputs }, DEFAULT_NEAR, 15, { workers: 0 });
    const index = new RunIndex(runs!);
    for (const i of [0, 7, 24, 25, 39]) {
      const found = index.find(new TokenReader().read(`before it ${ROWS[i].text} and after`));
      expect(found).toContainEqual({ start: 2, length: 20, reference: ROWS[i].id, referenceStart: 0 });
    }
  });

  it('looks for no runs where none are asked for', async () => {
    expect(await readReference({ inputs }, DEFAULT_NEAR, 0, { workers: 0 })).not.toHaveProperty('runs');
  });

  it('is the same whatever the workers', async () => {
    const alone = await readReference({ inputs }, DEFAULT_NEAR, 15, { workers: 0 });
    const together = await readReference({ inputs }, DEFAULT_NEAR, 15, { workers: 2 });
    expect(encodeNearIndex(together.near)).toEqual(encodeNearIndex(alone.near));
    expect(together.runs).toEqual(alone.runs);
  });

  it('refuses runs of one token, and a reference that is not there', async () => {
    await expect(readReference({ inputs }, DEFAULT_NEAR, 1, { workers: 0 })).rejects.toMatchObject({
      code: 'E_PARAMETER',
    });
    await expect(readReference({ inputs: ['/none/such'] }, DEFAULT_NEAR, 0, {})).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });
});
