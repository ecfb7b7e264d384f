import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { anchorCorpus } from '../engine/rows/anchor-corpus.ts';
import { decodeNearIndex } from '../quality/duplicates/near-index-codec.ts';
import { signatureOf } from '../quality/duplicates/signature.ts';
import { loadMixAnchor } from './load-anchor.ts';

const disk = scratch();
const rows = Array.from({ length: 200 }, (_, i) => ({
  id: `e${i}`,
  text: Array.from({ length: 12 }, (_, w) => `w${(i * 31 + w * w * 7) % 97}`).join(' '),
  provenance: { origin: 'human' },
}));

describe('loadMixAnchor', () => {
  let folder = '';

  beforeAll(async () => {
    folder = join(disk.folder, 'anchor');
    const input = disk.write('in.jsonl', jsonl(rows));
    await anchorCorpus({ inputs: [input] }, folder, { workers: 0 });
  });

  it('gives both sides, whose examples are all that there are', async () => {
    const { holdout, reservoir, reservoirCorpus } = await loadMixAnchor(folder);
    const lines = reservoirCorpus.inputs.flatMap((path) => readFileSync(path, 'utf8').trimEnd().split('\n'));
    expect(lines.length).toBeGreaterThan(0);
    expect(holdout).not.toEqual(reservoir);
  });

  it('guards every example of the holdout, and names it by the digest of its corpus', async () => {
    const { guard, digest, reservoirCorpus } = await loadMixAnchor(folder);
    const kept = new Set(
      readFileSync(reservoirCorpus.inputs[0], 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id),
    );
    const index = decodeNearIndex(guard);
    for (const { id, text } of rows) {
      if (!kept.has(id)) expect(index.nearest(signatureOf(text))).toMatchObject({ exact: true });
    }
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses a guard that is not the one that was written', async () => {
    const anchor = JSON.parse(readFileSync(join(folder, 'anchor.json'), 'utf8')) as {
      guard: { name: string };
    };
    const path = join(folder, anchor.guard.name);
    const bytes = readFileSync(path);
    const changed = Buffer.from(bytes);
    changed[changed.length >> 1] ^= 1;
    writeFileSync(path, changed);
    await expect(loadMixAnchor(folder)).rejects.toMatchObject({ code: 'E_FORMAT', where: path });
    writeFileSync(path, bytes);
    await expect(loadMixAnchor(folder)).resolves.toBeDefined();
  });

  it('refuses a folder that is none', async () => {
    await expect(loadMixAnchor(join(disk.folder, 'nowhere'))).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });
});
