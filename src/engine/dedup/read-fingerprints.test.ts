import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import { DEFAULT_NEAR } from '../../quality/duplicates/settings.ts';
import { signatureOf } from '../../quality/duplicates/signature.ts';
import { type FingerprintTaker, readFingerprints } from './read-fingerprints.ts';

const disk = scratch();
const rows = (file: string, n: number) =>
  jsonl(
    Array.from({ length: n }, (_, i) => ({
      id: `${file}${i}`,
      text: `text ${file} ${i} `.repeat(1 + (i % 7)),
    })),
  );
const inputs = [
  disk.write('in/a.jsonl', `${rows('a', 200)}no json\n`),
  disk.write('in/b.jsonl', '{"text":"lone \\ud800"}\n'),
  disk.write('in/c.jsonl', rows('c', 100)),
];

class Taker implements FingerprintTaker {
  readonly taken: string[] = [];
  settled = 0;

  add({ id, exactHi, exactLo, length }: Parameters<FingerprintTaker['add']>[0]): void {
    this.taken.push(`${new TextDecoder().decode(id)} ${exactHi} ${exactLo} ${length}`);
  }

  async settle(): Promise<void> {
    this.settled++;
  }
}

async function read(targetBytes: number, workers: number, options = {}) {
  const spec = { inputs };
  const shards = await planShards(spec, { targetBytes });
  const taker = new Taker();
  const bad: string[] = [];
  const onBadRow = ({ file, row }: { file: string; row: number }) => void bad.push(`${file}:${row}`);
  const result = await readFingerprints(shards, spec, { near: DEFAULT_NEAR }, taker, {
    workers,
    onBadRow,
    ...options,
  });
  return { result, taker, bad, shards };
}

describe('readFingerprints', () => {
  it('hands over the fingerprints of all examples in their order, whatever the cut and the workers', async () => {
    const whole = await read(1 << 30, 0);
    expect(whole.taker.taken).toHaveLength(301);
    const { exact } = signatureOf('text a 0 ');
    expect(whole.taker.taken[0]).toBe(`a0 ${exact.hi} ${exact.lo} 9`);
    for (const [bytes, workers] of [
      [1000, 0],
      [2500, 2],
    ]) {
      const cut = await read(bytes, workers);
      expect(cut.shards.length).toBeGreaterThan(4);
      expect(cut.taker.taken).toEqual(whole.taker.taken);
      expect(cut.bad).toEqual(['a.jsonl:201']);
      expect(cut.result).toMatchObject({
        examples: 301,
        malformed: 1,
        invalidEncoding: 1,
        bytes: whole.result.bytes,
      });
    }
  });

  it('says where each shard begins: as many places as shards, the next one of each behind its records', async () => {
    const { result, shards } = await read(1000, 0);
    expect(result.firsts).toHaveLength(shards.length);
    expect(result.firsts[0]).toBe(0);
    const ofFile = (name: string) => shards.findIndex((shard) => shard.name === name);
    expect(result.firsts[ofFile('b.jsonl')]).toBe(200);
    expect(result.firsts[ofFile('c.jsonl')]).toBe(201);
    expect([...result.firsts].sort((a, b) => a - b)).toEqual(result.firsts);
  });

  it('waits for the taker between blocks', async () => {
    expect((await read(1 << 30, 0)).taker.settled).toBeGreaterThanOrEqual(3);
  });

  it('ends at the first malformed row where it is told to, and names its line in the file', async () => {
    await expect(read(1000, 0, { strict: true })).rejects.toMatchObject({
      code: 'E_ROW',
      where: 'a.jsonl:201',
    });
  });

  it('ends with what the taker throws', async () => {
    const spec = { inputs: [inputs[2]] };
    const shards = await planShards(spec);
    const taker = { add: () => {}, settle: () => Promise.reject(new Error('no room')) };
    await expect(
      readFingerprints(shards, spec, { near: DEFAULT_NEAR }, taker, { workers: 0 }),
    ).rejects.toThrow('no room');
  });
});
