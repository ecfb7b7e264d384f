import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import { embeddedEngine } from '../../engine/embedded.ts';
import type { RowEngine } from '../../engine/rows/row-engine.ts';
import type { RowJob } from '../../engine/rows/row-job.ts';
import { runRows } from '../../engine/rows/run-rows.ts';
import type { SelectSettings } from '../../engine/rows/select-rows.ts';
import { type Deal, dealPieces } from './deal.ts';
import { dataFile, indexFile, pieceFolder } from './layout.ts';

const disk = scratch();
const SIZES = [3, 0, 4, 2];
const inputs = SIZES.map((size, f) =>
  disk.write(
    `in/${f}.jsonl`,
    size === 0 ? '\n' : jsonl(Array.from({ length: size }, (_, i) => ({ id: `${f}-${i}`, text: 't' }))),
  ),
);
const PIECES = [
  { index: 0, from: 0, to: 2 },
  { index: 1, from: 2, to: 3 },
  { index: 2, from: 3, to: 4 },
];

let folder: string;
let runs = 0;

beforeEach(() => {
  folder = join(disk.folder, `build-${runs++}`);
  mkdirSync(folder);
});

async function dealt(more: Partial<SelectSettings> = {}): Promise<Deal> {
  const spec = { inputs };
  const codes = new Uint8Array(new SharedArrayBuffer(9));
  codes.set([0, 1, 0, 0, 1, 0, 0, 1, 0]);
  const settings = { codes, firsts: [0, 3, 3, 7], buckets: 2, seed: 's', names: ['', 'surplus'], ...more };
  return { spec, shards: await planShards(spec), counts: SIZES, settings };
}

/** Runs jobs here, and keeps what they were told. */
class Listener implements RowEngine {
  readonly name = 'listener';
  readonly jobs: RowJob<'select'>[] = [];

  run = embeddedEngine({ workers: 0 }).run;

  rows(job: RowJob) {
    this.jobs.push(job as RowJob<'select'>);
    return runRows(job, { workers: 0 });
  }
}

const bytesOf = (index: number) => {
  const piece = pieceFolder(folder, index);
  return [readFileSync(dataFile(piece), 'latin1'), readFileSync(indexFile(piece), 'utf8')];
};

describe('dealPieces', () => {
  it('leaves the same pieces whether they are read one by one or in one job', async () => {
    const deal = await dealt();
    for (const piece of PIECES) await dealPieces(folder, [piece], deal, { workers: 0 });
    const alone = PIECES.map(({ index }) => bytesOf(index));
    folder = join(disk.folder, `build-${runs++}`);
    mkdirSync(folder);
    await dealPieces(folder, PIECES, deal, { workers: 0 });
    expect(PIECES.map(({ index }) => bytesOf(index))).toEqual(alone);
    expect(alone[0][0]).toContain('{"id":"0-1","text":"t","rejected":[{"rule":"surplus"}]}');
    expect(alone[2][0]).not.toContain('"id":"2-');
  });

  it('hands out no more of the codes than the pieces have records', async () => {
    const engine = new Listener();
    const deal = await dealt();
    await dealPieces(folder, PIECES.slice(1), deal, { engine });
    await dealPieces(folder, PIECES.slice(0, 1), deal, { engine });
    expect(engine.jobs.map(({ settings }) => [[...settings.codes], settings.firsts])).toEqual([
      [
        [0, 1, 0, 0, 1, 0],
        [0, 4],
      ],
      [
        [0, 1, 0],
        [0, 3],
      ],
    ]);
  });

  it('copies nothing of memory that threads share', async () => {
    const engine = new Listener();
    const deal = await dealt();
    await dealPieces(folder, PIECES.slice(1), deal, { engine });
    expect(engine.jobs[0].settings.codes.buffer).toBe(deal.settings.codes.buffer);
  });

  it('tells of each piece once it stands, and keeps those before a failure', async () => {
    const told: number[] = [];
    const deal = await dealt();
    const wrong = { ...deal, counts: [3, 0, 4, 9] };
    const dealing = dealPieces(folder, PIECES, wrong, { workers: 0 }, ({ index }) => {
      expect(existsSync(indexFile(pieceFolder(folder, index)))).toBe(true);
      told.push(index);
    });
    await expect(dealing).rejects.toMatchObject({ code: 'E_FORMAT', where: '3.jsonl' });
    expect(told).toEqual([0, 1]);
    expect(readdirSync(folder).sort()).toEqual(['piece-00000', 'piece-00001', 'piece-00002.part']);
    await dealPieces(folder, PIECES.slice(2), deal, { workers: 0 });
    expect(readdirSync(folder).sort()).toEqual(['piece-00000', 'piece-00001', 'piece-00002']);
  });
});
