import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { TreeFile } from '../../proof/tree-file/tree-file.ts';
import { leavesSince } from './leaves-since.ts';
import { nameRows } from './name-rows.ts';
import { type Built, built, linesOf, proven, rowsOf, told, verified } from './proven.test.support.ts';

const disk = scratch();
const ROWS = 40;
let set: Built;
let lines: string[];
beforeAll(async () => {
  set = await built(join(disk.folder, 'set'), 'train.jsonl', rowsOf(0, ROWS));
  await proven(set.output);
  lines = linesOf(set.output);
});

/** Different rows, far enough apart that each is told for itself. */
const picks = fc
  .uniqueArray(fc.nat(ROWS / 4 - 1), { minLength: 1, maxLength: 6 })
  .chain((places) =>
    fc.tuple(
      fc.constant(places.map((place) => place * 4 + 1).sort((a, b) => a - b)),
      fc.array(fc.constantFrom('change', 'drop', 'add'), { minLength: 6, maxLength: 6 }),
    ),
  );

describe('verify', () => {
  it('names every row that was changed, dropped or added, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(picks, async ([places, kinds]) => {
        const altered: string[] = [];
        const expected: string[] = [];
        lines.forEach((line, i) => {
          const kind = places.includes(i) ? kinds[places.indexOf(i)] : 'keep';
          if (kind === 'drop') {
            expected.push(`row.dropped train.jsonl:${i + 1}`);
            return;
          }
          if (kind === 'add') {
            altered.push(JSON.stringify({ id: `new ${i}`, text: 'new', provenance: { origin: 'human' } }));
            expected.push(`row.added altered.jsonl:${altered.length}`);
          }
          altered.push(kind === 'change' ? line.replace('Text', 'Tale') : line);
          if (kind === 'change') expected.push(`row.changed altered.jsonl:${altered.length} text`);
        });
        const path = join(disk.folder, 'altered.jsonl');
        writeFileSync(path, altered.map((line) => `${line}\n`).join(''));
        const verification = await verified(`${set.output}.proof.json`, { data: [path] });
        expect(verification.passed).toBe(false);
        expect(
          told(verification)
            .filter((line) => line.startsWith('row.'))
            .sort(),
        ).toEqual(expected.sort());
      }),
      { numRuns: runs(40) },
    );
  });

  it('finds any single bit that is turned, and names its row', async () => {
    const original = readFileSync(set.output);
    const path = join(disk.folder, 'bit.jsonl');
    await fc.assert(
      fc.asyncProperty(fc.nat(original.length - 1), fc.nat(7), async (at, bit) => {
        const altered = Buffer.from(original);
        altered[at] ^= 1 << bit;
        writeFileSync(path, altered);
        const verification = await verified(`${set.output}.proof.json`, { data: [path] });
        expect(verification.passed).toBe(false);
        const row = original.subarray(0, at).toString('latin1').split('\n').length;
        const rows = verification.differences
          .filter(({ id }) => id.startsWith('row.'))
          .map((each) => each.row);
        // What a parser does not see alters no row; a line feed that is gone joins two.
        if (rows.length > 0) expect(rows).toContain(row);
        else expect(told(verification)).toContain('file.digest bit.jsonl sha256');
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('leavesSince', () => {
  const since = async (rows: readonly object[]) => {
    const path = join(disk.folder, 'since.jsonl');
    writeFileSync(path, jsonl(rows));
    const tree = await TreeFile.open(`${set.output}.tree`);
    const found = await leavesSince(tree, [path], {}, { workers: 0 });
    await tree.close();
    return found;
  };
  const rows = () => lines.map((line) => JSON.parse(line) as object);

  it('holds nothing of a set that is the same', async () => {
    const { before, after, cut } = await since(rows());
    expect([before.length, after.length, cut]).toEqual([0, 0, false]);
  });

  it('holds what follows the first difference, of both sides', async () => {
    const { before, after } = await since(rows().toSpliced(10, 1));
    expect([before[0].index, before.length]).toEqual([10, 30]);
    expect([after[0].row, after.length]).toEqual([11, 29]);
  });

  it('holds the end of the longer side', async () => {
    expect((await since(rows().slice(0, 35))).before).toHaveLength(5);
    const longer = await since([...rows(), { text: 'one more' }]);
    expect([longer.before.length, longer.after.length]).toEqual([0, 1]);
    expect(nameRows(longer, ['since.jsonl'])).toMatchObject([{ id: 'row.added', row: 41 }]);
  });
});
