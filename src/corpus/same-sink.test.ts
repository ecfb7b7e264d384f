import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from './fixtures.test.support.ts';
import type { CorpusRecord } from './record.ts';
import { openSink, type SinkOptions } from './sink.ts';

const disk = scratch();
const AGAIN: SinkOptions = { replace: 'same' };
const record = (text: string) => ({ value: { id: text, text } }) as unknown as CorpusRecord;

async function written(path: string, texts: readonly string[], options: SinkOptions = {}) {
  const sink = await openSink(path, options);
  for (const text of texts) await sink.write(record(text));
  return sink.close();
}

describe.each([
  ['a file', 'out.jsonl', {}],
  ['a compressed file', 'out.jsonl.gz', {}],
  ['a table', 'out.csv', {}],
  ['a folder of parts', 'parts/', { partBytes: 20 }],
] as const)('an output that may be there already, %s', (_, name, how) => {
  const path = join(disk.folder, name);
  const file = name.endsWith('/') ? join(path, 'part-00000.jsonl') : path;
  const texts = ['one', 'two', 'three'];

  it('is written where nothing stands, left as it is where it stands, and refused where something else does', async () => {
    const first = await written(path, texts, { ...how, ...AGAIN });
    const before = statSync(file);
    const second = await written(path, texts, { ...how, ...AGAIN });
    expect(second).toEqual(first);
    expect(statSync(file).ino).toBe(before.ino);
    await expect(written(path, ['four'], { ...how, ...AGAIN })).rejects.toMatchObject({ code: 'E_WRITE' });
    await expect(written(path, texts, how)).rejects.toMatchObject({ code: 'E_WRITE' });
    writeFileSync(file, `${readFileSync(file, 'latin1')} `, 'latin1');
    await expect(written(path, texts, { ...how, ...AGAIN })).rejects.toMatchObject({
      code: 'E_WRITE',
      message: expect.stringContaining('left as it is'),
    });
  });
});

it('refuses a folder that holds more than was written', async () => {
  const path = join(disk.folder, 'more/');
  await written(path, ['a'], AGAIN);
  disk.write('more/part-00001.jsonl', '{}\n');
  await expect(written(path, ['a'], AGAIN)).rejects.toMatchObject({ code: 'E_WRITE' });
});
