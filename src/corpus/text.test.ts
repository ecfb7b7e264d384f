import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { ids, readInputs, scratch, texts } from './fixtures.test.support.ts';

const files = scratch();

describe('readText', () => {
  it('reads an example a line that is not blank', async () => {
    const reading = await readInputs([files.write('a.txt', '\uFEFFone\r\n\n \t\n  two  \nthree')]);
    expect(texts(reading)).toEqual(['one', '  two  ', 'three']);
    expect(ids(reading)).toEqual(['a.txt#0', 'a.txt#12', 'a.txt#20']);
    expect(reading.rows).toBe(5);
    expect(reading.examples[0].group).toBe('a.txt#0');
  });

  it('keeps NUL bytes and replaces bytes that are no UTF-8', async () => {
    const data = Buffer.concat([Buffer.from('a\0b\n'), Buffer.of(0xe9, 0x74, 0xe9)]);
    const reading = await readInputs([files.write('b.txt', data)]);
    expect(texts(reading)).toEqual(['a\0b', '\uFFFDt\uFFFD']);
    expect(reading.lossy).toEqual([['b.txt', 2]]);
  });

  it('passes over a line above the limit', async () => {
    const reading = await readInputs([files.write('c.txt', `a\n${'x'.repeat(1_000_000)}\nb\n`)], {
      maxRowBytes: 10,
    });
    expect(texts(reading)).toEqual(['a', 'b']);
    expect(reading.bad).toMatchObject([{ file: 'c.txt', row: 2, raw: 'x'.repeat(1000) }]);
  });

  it('gives the rows of the whole with the same ids, whatever the cuts', async () => {
    const piece = fc.constantFrom('a', 'né', '\n', '\r\n', ' ', '\r', '\uFEFF', '\u{1F600}');
    const content = fc.array(piece, { minLength: 1, maxLength: 30 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(content, fc.integer({ min: 1, max: 20 }), async (data, targetBytes) => {
        const path = files.write('cut.txt', data);
        const whole = await readInputs([path]);
        const parts = await readInputs([path], {}, targetBytes);
        expect(parts.examples).toEqual(whole.examples);
        expect(parts.rows).toBe(whole.rows);
        expect(parts.progress).toBe(Buffer.byteLength(data));
      }),
      { numRuns: runs(150) },
    );
  });
});
