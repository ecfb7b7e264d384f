import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { isBlank, type LineRange, LineSplitter } from './lines.ts';

function split(data: Buffer, chunkBytes: number, range?: LineRange, maxBytes = 1 << 20) {
  const lines: [number, string][] = [];
  const overlong: [number, string][] = [];
  const splitter = new LineSplitter(
    {
      line: (bytes, start, end, offset) => lines.push([offset, bytes.toString('latin1', start, end)]),
      overlong: (head, offset) => overlong.push([offset, head.toString('latin1')]),
    },
    maxBytes,
    range,
  );
  const buffer = Buffer.alloc(chunkBytes);
  for (let at = Math.max(0, (range?.from ?? 0) - 1); at < data.length && !splitter.done; at += chunkBytes) {
    // One buffer for all chunks, as a file gives them.
    const length = data.copy(buffer, 0, at, at + chunkBytes);
    splitter.push(buffer.subarray(0, length));
    buffer.fill(0x21);
  }
  splitter.end();
  return { lines, overlong };
}

describe('LineSplitter', () => {
  it('ends lines at LF and CRLF, and keeps other carriage returns', () => {
    expect(split(Buffer.from('a\nb\r\n\nc\rd\r\r\ne'), 100).lines).toEqual([
      [0, 'a'],
      [2, 'b'],
      [5, ''],
      [6, 'c\rd\r'],
      [12, 'e'],
    ]);
  });

  it('makes no line after a last line feed, and none of nothing', () => {
    expect(split(Buffer.from('a\n'), 10).lines).toEqual([[0, 'a']]);
    expect(split(Buffer.from(''), 10).lines).toEqual([]);
    expect(split(Buffer.from('\n'), 10).lines).toEqual([[0, '']]);
  });

  it('drops a byte order mark from the first line only', () => {
    const marked = Buffer.from('\uFEFFa\n\uFEFFb');
    expect(split(marked, 100).lines).toEqual([
      [0, 'a'],
      [5, Buffer.from('\uFEFFb').toString('latin1')],
    ]);
    expect(split(marked, 1).lines).toEqual(split(marked, 100).lines);
  });

  it('gives the same lines whatever the chunks', () => {
    fc.assert(
      fc.property(content(), fc.integer({ min: 1, max: 9 }), (data, chunkBytes) => {
        expect(split(data, chunkBytes)).toEqual(split(data, 1000));
      }),
    );
  });

  it('gives each line once whatever the cuts', () => {
    fc.assert(
      fc.property(
        content(),
        fc.array(fc.nat(40), { maxLength: 4 }),
        fc.integer({ min: 1, max: 9 }),
        (data, cuts, chunk) => {
          const bounds = [
            0,
            ...cuts.map((at) => Math.min(at, data.length)).sort((a, b) => a - b),
            data.length,
          ];
          const parts = bounds
            .slice(1)
            .map((to, i) => split(data, chunk, { from: bounds[i], to }))
            .flatMap((part) => part.lines);
          expect(parts).toEqual(split(data, 1000).lines);
        },
      ),
      { numRuns: runs(500) },
    );
  });

  it('passes over a line that is too long, the same for every chunk size', () => {
    const data = Buffer.from('short\nthis one is long\r\nlimit\r\nend');
    for (let chunkBytes = 1; chunkBytes < 40; chunkBytes++) {
      const { lines, overlong } = split(data, chunkBytes, undefined, 5);
      expect(lines).toEqual([
        [0, 'short'],
        [24, 'limit'],
        [31, 'end'],
      ]);
      expect(overlong.length).toBe(1);
      expect(overlong[0][0]).toBe(6);
      expect('this one is long\r'.startsWith(overlong[0][1].slice(0, 5))).toBe(true);
    }
  });

  it('stops reading where its range ends', () => {
    const splitter = new LineSplitter({ line: () => {}, overlong: () => {} }, 100, { from: 5, to: 8 });
    splitter.push(Buffer.from('xxxxxxxxxxxx'));
    expect(splitter.done).toBe(true);
  });
});

describe('isBlank', () => {
  it('is true of white space and of nothing', () => {
    for (const blank of ['', ' ', '\t \r', '\v\f']) {
      expect(isBlank(Buffer.from(blank), 0, blank.length)).toBe(true);
    }
    for (const full of ['a', ' a ', '\0', '\u00a0']) {
      expect(isBlank(Buffer.from(full), 0, Buffer.byteLength(full))).toBe(false);
    }
  });
});

/** Lines of every ending, blank ones, and often no last line feed. */
function content(): fc.Arbitrary<Buffer> {
  const piece = fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', ' ', '\uFEFF', 'é', '\0');
  return fc.array(piece, { maxLength: 20 }).map((pieces) => Buffer.from(pieces.join('')));
}
