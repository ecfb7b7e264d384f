import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scratch } from './fixtures.test.support.ts';
import { textLines } from './text-lines.ts';

const disk = scratch();
let files = 0;
const write = (bytes: string | Uint8Array, ending = 'jsonl') => disk.write(`l${files++}.${ending}`, bytes);

async function linesOf(...inputs: string[]) {
  const found: [string, number, string][] = [];
  for await (const { file, row, text } of textLines(inputs)) found.push([file, row, text]);
  return found;
}
const texts = async (...inputs: string[]) => (await linesOf(...inputs)).map(([, , text]) => text);

describe('textLines', () => {
  it('gives what split gives, of any text, packed or not', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'é', '日', '🌊', ' '), minLength: 1 });
    await fc.assert(
      fc.asyncProperty(text, async (whole) => {
        const wanted = whole.split('\n');
        if (wanted.at(-1) === '') wanted.pop();
        expect(await texts(write(whole))).toEqual(wanted);
        expect(await texts(write(gzipSync(whole), 'jsonl.gz'))).toEqual(wanted);
      }),
      { numRuns: 20 },
    );
  });

  it('leaves out a byte order mark at the beginning, and none within', async () => {
    expect(await texts(write('\ufeffa\n\ufeffb'))).toEqual(['a', '\ufeffb']);
  });

  it('joins a line of many chunks', async () => {
    const long = 'é日'.repeat(700_000);
    expect(await texts(write(`${long}\nx\n${long}`))).toEqual([long, 'x', long]);
  });

  it('counts lines file by file, blank ones too, all files of a folder by name', async () => {
    disk.write('folder/b.jsonl', 'three');
    disk.write('folder/a.jsonl', 'one\n\ntwo\n');
    expect(await linesOf(`${disk.folder}/folder`)).toEqual([
      ['a.jsonl', 1, 'one'],
      ['a.jsonl', 2, ''],
      ['a.jsonl', 3, 'two'],
      ['b.jsonl', 1, 'three'],
    ]);
  });

  it('shows what is no UTF-8 as such, and throws for what is no file of text', async () => {
    expect(await texts(write(Uint8Array.of(0x61, 0xff, 0x62)))).toEqual(['a\ufffdb']);
    await expect(texts(write(Buffer.from('\ufeffa\n', 'utf16le')))).rejects.toMatchObject({
      code: 'E_ENCODING',
    });
    const cut = gzipSync('a line\n'.repeat(1000)).subarray(0, 30);
    await expect(texts(write(cut, 'jsonl.gz'))).rejects.toMatchObject({ code: 'E_TRUNCATED' });
    await expect(texts(write(''))).rejects.toMatchObject({ code: 'E_EMPTY' });
    await expect(texts(`${disk.folder}/none`)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });
});
