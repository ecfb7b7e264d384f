import { describe, expect, it } from 'vitest';
import { readInputs, readShards, scratch, texts } from './fixtures.test.support.ts';

const files = scratch();

describe('readDocument', () => {
  it('reads a file as one example whose group is the file', async () => {
    const reading = await readInputs([files.write('a.md', '\uFEFF# Title\r\n\r\nText.\n\n')]);
    expect(reading.examples).toEqual([{ id: 'a.md#1', group: 'a.md', text: '# Title\r\n\r\nText.\n' }]);
    expect(reading.rows).toBe(1);
  });

  it('reads any text file so when asked', async () => {
    const path = files.write('b.txt', 'one\ntwo');
    expect(texts(await readInputs([path], { format: 'document' }))).toEqual(['one\ntwo']);
  });

  it('joins chunks without breaking a character', async () => {
    const text = 'né\u{1F600}'.repeat(400_000);
    expect(texts(await readInputs([files.write('c.md', text)]))[0] === text).toBe(true);
  });

  it('passes over a file of white space, counted as a row', async () => {
    const reading = await readInputs([files.write('d.md', ' \n\n')]);
    expect(reading.examples).toEqual([]);
    expect(reading.bad).toEqual([]);
    expect(reading.rows).toBe(1);
  });

  it('takes a file above the limit for a bad row', async () => {
    const reading = await readInputs([files.write('e.md', 'y'.repeat(3_000_000))], { maxRowBytes: 100_000 });
    expect(reading.bad).toMatchObject([{ file: 'e.md', row: 1, raw: 'y'.repeat(1000) }]);
    expect(reading.examples).toEqual([]);
  });

  it('keeps a file whose bytes are no UTF-8, and tells of it', async () => {
    const reading = await readInputs([files.write('f.md', Buffer.of(0x61, 0xff, 0x62))]);
    expect(texts(reading)).toEqual(['a\uFFFDb']);
    expect(reading.lossy).toEqual([['f.md', 1]]);
  });

  it('takes source code in UTF-16 for a bad row, and goes on with the other files', async () => {
    const utf16 = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('x = 1', 'utf16le')]);
    const paths = [files.write('u.py', utf16), files.write('v.py', '\uFEFFx = 2\r\n')];
    const reading = await readInputs(paths, { modality: 'code' });
    expect(reading.error).toBeUndefined();
    expect(reading.bad).toMatchObject([{ file: 'u.py', row: 1, reason: 'the text is UTF-16, not UTF-8' }]);
    expect(reading.examples).toEqual([{ id: 'v.py#1', group: 'v.py', text: 'x = 2', language: 'python' }]);
    expect((await readInputs([files.write('u.md', utf16)])).error).toMatchObject({ code: 'E_ENCODING' });
  });

  it('takes source code of no known language for a bad row, unless the language is said', async () => {
    const path = files.write('notes.txt', 'x = 1');
    const asked = { modality: 'code', format: 'document' } as const;
    expect((await readInputs([path], asked)).bad[0].reason).toContain('ending of the file tells no language');
    const told = await readInputs([path], { ...asked, language: 'go' });
    expect(told.examples).toMatchObject([{ text: 'x = 1', language: 'go' }]);
  });

  it('says that an empty file is empty', async () => {
    const path = files.write('g.md', '');
    const shard = { path, name: 'g.md', format: 'document', compression: 'none', bytes: 0 } as const;
    expect((await readShards([shard])).error).toMatchObject({ code: 'E_EMPTY', where: 'g.md' });
  });
});
