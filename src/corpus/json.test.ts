import { describe, expect, it } from 'vitest';
import { ids, readInputs, reasons, scratch, texts } from './fixtures.test.support.ts';
import type { CorpusSpec } from './source.ts';

const files = scratch();
let count = 0;
const read = (data: string | Uint8Array, spec: Partial<CorpusSpec> = {}) =>
  readInputs([files.write(`${count++}/a.json`, data)], spec);

describe('readJson', () => {
  it('reads the objects of an array, with ids by row', async () => {
    const reading = await read(
      '\uFEFF[\r\n {"text": "a"},\n\n {"id": "own", "text": "b\\n]"},{"text":"c"} ]\n',
    );
    expect(texts(reading)).toEqual(['a', 'b\n]', 'c']);
    expect(ids(reading)).toEqual(['a.json#1', 'own', 'a.json#3']);
    expect(reading.rows).toBe(3);
  });

  it('makes bad rows of what is no object, and goes on', async () => {
    const reading = await read('[{"text":"a"}, 5, nonsense, {"text":null}, {"text":"b"}]');
    expect(texts(reading)).toEqual(['a', 'b']);
    expect(reading.bad.map((row) => row.row)).toEqual([2, 3, 4]);
    expect(reasons(reading)[1]).toBe('the row is no valid JSON');
    expect(reading.bad[1].raw).toBe('nonsense');
    expect(ids(reading)).toEqual(['a.json#1', 'a.json#5']);
  });

  it('reads an array without elements', async () => {
    const reading = await read('[]');
    expect(reading).toMatchObject({ examples: [], bad: [], rows: 0 });
    expect(reading.error).toBeUndefined();
  });

  it('hands over the rows before a cut, then says that the file is cut', async () => {
    const reading = await read('[{"text":"a"},{"text":"b"},{"te');
    expect(texts(reading)).toEqual(['a', 'b']);
    expect(reading.error).toMatchObject({ code: 'E_TRUNCATED', where: 'a.json' });
  });

  it('tells of what follows the array', async () => {
    const reading = await read('[{"text":"a"}]\n{"text":"b"}');
    expect(texts(reading)).toEqual(['a']);
    expect(reasons(reading)).toEqual(['something follows the end of the array']);
  });

  it('says how to read lines that are called JSON', async () => {
    const { error } = await read('{"text":"a"}\n{"text":"b"}\n');
    expect(error).toMatchObject({ code: 'E_FORMAT', hint: expect.stringContaining('--format jsonl') });
    for (const other of ['"text"', '5', '  \n'])
      expect((await read(other)).error).toMatchObject({ code: 'E_FORMAT' });
  });

  it('refuses a field that no row has, and keeps bytes that are no UTF-8', async () => {
    expect((await read('[{"txet":"a"}]', { textField: 'text' })).error).toMatchObject({ code: 'E_FIELD' });
    const broken = Buffer.concat([Buffer.from('[{"text":"a'), Buffer.of(0xff), Buffer.from('"}]')]);
    const reading = await read(broken);
    expect(texts(reading)).toEqual(['a\uFFFD']);
    expect(reading.lossy).toEqual([['a.json', 1]]);
  });

  it('passes over an element above the limit', async () => {
    const reading = await read(`[{"text":"a"},{"text":"${'x'.repeat(3_000_000)}"},{"text":"b"}]`, {
      maxRowBytes: 99,
    });
    expect(texts(reading)).toEqual(['a', 'b']);
    expect(reading.bad).toMatchObject([{ row: 2, reason: expect.stringContaining('longer than allowed') }]);
  });
});
