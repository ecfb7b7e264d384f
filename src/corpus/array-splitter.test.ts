import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { ArraySplitter } from './array-splitter.ts';

function split(text: string, chunkBytes = 1000, maxBytes = 1000) {
  const elements: string[] = [];
  const overlong: string[] = [];
  const splitter = new ArraySplitter(
    {
      element: (bytes) => elements.push(bytes.toString()),
      overlong: (head) => overlong.push(head.toString()),
    },
    maxBytes,
  );
  const data = Buffer.from(text);
  for (let at = 0; at < data.length; at += chunkBytes) splitter.push(data.subarray(at, at + chunkBytes));
  return { elements, overlong, state: splitter.state, garbage: splitter.garbage };
}

describe('ArraySplitter', () => {
  it('gives the elements of any array, whatever the chunks and the white space', () => {
    const spaces = fc.constantFrom(undefined, 1, '\t');
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        spaces,
        fc.integer({ min: 1, max: 20 }),
        (values, space, chunkBytes) => {
          const found = split(`\n ${JSON.stringify(values, null, space)} \n`, chunkBytes, 1e6);
          // Through text, because JSON has no -0.
          expect(found.elements.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(values)));
          expect([found.state, found.garbage]).toEqual(['after', false]);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('is not led astray by brackets, quotes and backslashes inside strings', () => {
    const values = ['],[', '"', '\\', '\\"', '{', 'a\\', ']'];
    for (const chunkBytes of [1, 2, 3, 100]) {
      expect(split(JSON.stringify(values), chunkBytes).elements).toEqual(
        values.map((value) => JSON.stringify(value)),
      );
    }
  });

  it('keeps a malformed element apart from the others', () => {
    expect(split('[1, nonsense, {"a":1], {"b":2}]').elements).toEqual([
      '1',
      ' nonsense',
      ' {"a":1]',
      ' {"b":2}',
    ]);
    expect(split('[1,,2]').elements).toEqual(['1', '', '2']);
    expect(split('[}, 1]').elements).toEqual(['}', ' 1']);
  });

  it('bears a comma before the closing bracket', () => {
    expect(split('[1, 2, ]').elements).toEqual(['1', ' 2']);
    expect(split('[ ]').elements).toEqual([]);
  });

  it('knows an array that does not end, what is no array, and what follows one', () => {
    expect(split('[1, 2').state).toBe('inside');
    expect(split('["a').state).toBe('inside');
    expect(split(' \n').state).toBe('before');
    expect(split('{"a":[1]}').state).toBe('no-array');
    expect(split('[1] x')).toMatchObject({ state: 'after', garbage: true });
    expect(split('[1][2]', 1)).toMatchObject({ elements: ['1'], garbage: true });
  });

  it('passes over an element that is too long', () => {
    for (const chunkBytes of [1, 7, 1000]) {
      const found = split(`[1,"${'x'.repeat(50)}",2]`, chunkBytes, 20);
      expect(found.elements).toEqual(['1', '2']);
      expect(found.overlong.length).toBe(1);
      expect(found.overlong[0].startsWith('"xxx')).toBe(true);
    }
  });
});
