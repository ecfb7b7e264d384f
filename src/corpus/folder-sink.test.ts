import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EncodedBlock } from './block-buffer.ts';
import { scratch } from './fixtures.test.support.ts';
import { FolderSink } from './folder-sink.ts';
import { destinationOf } from './output-format.ts';

const disk = scratch();
let runs = 0;

function block(records: readonly string[]): EncodedBlock {
  let end = 0;
  const ends = records.map((record) => {
    end += record.length;
    return end;
  });
  return { bytes: new Uint8Array(Buffer.from(records.join(''))), ends: Uint32Array.from(ends) };
}

async function written(blocks: readonly (readonly string[])[], partBytes: number) {
  const path = join(disk.folder, `run-${runs++}`);
  const sink = await FolderSink.open(destinationOf(path), partBytes);
  for (const records of blocks) await sink.write(block(records));
  await sink.stage();
  const result = await sink.commit();
  return { result, parts: result.files.map((file) => readFileSync(file.path, 'utf8')), path };
}

/** Records dealt to parts one at a time: a part ends with the record that fills it. */
function parted(records: readonly string[], partBytes: number): string[] {
  const parts = [''];
  for (const record of records) {
    if (parts.at(-1)!.length >= partBytes) parts.push('');
    parts[parts.length - 1] += record;
  }
  return parts;
}

const line = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 9 }).map((text) => `${text}\n`);

describe('FolderSink', () => {
  it('ends parts by their records alone, whatever the blocks in which they come', async () => {
    const blocks = fc.array(fc.array(line, { minLength: 1, maxLength: 6 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(blocks, fc.integer({ min: 1, max: 30 }), async (given, partBytes) => {
        const { result, parts, path } = await written(given, partBytes);
        const records = given.flat();
        expect(parts).toEqual(parted(records, partBytes));
        expect(result.records).toBe(records.length);
        expect(result.files.map((file) => file.records)).toEqual(
          parts.map((part) => part.split('\n').length - 1),
        );
        expect(readdirSync(path)).toEqual(result.files.map(({ name }) => name));
      }),
      { numRuns: 30 },
    );
  });

  it('is a folder with one empty part where there is no record', async () => {
    const { parts, result } = await written([], 10);
    expect(parts).toEqual(['']);
    expect(result).toMatchObject({ records: 0, files: [{ name: 'part-00000.jsonl', bytes: 0 }] });
  });

  it('leaves nothing where it is aborted, in the midst of a part or staged', async () => {
    for (const staged of [false, true]) {
      const path = join(disk.folder, `aborted-${staged}`);
      const sink = await FolderSink.open(destinationOf(path, { compression: 'gzip' }), 4);
      await sink.write(block(['aaaaa\n', 'b\n']));
      if (staged) await sink.stage();
      await sink.abort();
      expect(readdirSync(disk.folder).filter((name) => /aborted|^\./.test(name))).toEqual([]);
    }
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses parts of %d bytes',
    async (partBytes) => {
      await expect(FolderSink.open(destinationOf(join(disk.folder, 'x')), partBytes)).rejects.toMatchObject({
        code: 'E_OPTION',
        where: 'partBytes',
      });
      expect(readdirSync(disk.folder).filter((name) => name.startsWith('.'))).toEqual([]);
    },
  );
});
