import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventReader } from './event-stream.ts';

function read(bytes: Uint8Array, cuts: readonly number[]): string[] {
  const reader = new EventReader();
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  const pieces = [0, ...places].map((from, i) => bytes.subarray(from, places[i] ?? bytes.length));
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

describe('EventReader', () => {
  it('reads data, and passes over the rest', () => {
    const text = ': note\nevent: e\nid: 4\ndata: one\n\ndata:two\ndata: lines\n\nretry: 5\n\ndata\n\n';
    expect(read(Buffer.from(text), [])).toEqual(['one', 'two\nlines']);
  });

  it('gives an event that was not closed when the stream ends', () => {
    expect(read(Buffer.from('data: one\n\ndata: two'), [])).toEqual(['one', 'two']);
    expect(read(Buffer.from(''), [])).toEqual([]);
  });

  it('reads the same however the bytes are cut, with every kind of line break', () => {
    const word = fc.stringMatching(/^[a-zé😀 ]{1,8}$/u).map((text) => `.${text}`);
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 6 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat()),
        (words, end, cuts) => {
          const text = words.map((data) => `data: ${data}${end}${end}`).join('');
          expect(read(Buffer.from(text), cuts)).toEqual(words);
        },
      ),
    );
  });
});
