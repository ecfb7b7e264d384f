import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from './block-buffer.ts';
import { type Change, changedRow } from './change.ts';
import { JsonlEncoder } from './jsonl-encoder.ts';
import type { CorpusRecord } from './record.ts';

function record(line: string): CorpusRecord {
  const example = { id: 'a', group: 'a', text: '' };
  return { example, row: 1, value: JSON.parse(line), line: Buffer.from(line) };
}

function encoded(one: CorpusRecord, change?: Change): string {
  const encoder = new JsonlEncoder();
  encoder.add(one, change);
  return Buffer.from(encoder.take()!.bytes).toString();
}

describe('JsonlEncoder', () => {
  it('copies a line that is not changed byte for byte, be it no valid UTF-8', () => {
    const line = Buffer.from('{"text":"\xff", "n": 1.0}', 'latin1');
    const encoder = new JsonlEncoder();
    encoder.add({ ...record('{"text":"?"}'), line });
    expect(Buffer.from(encoder.take()!.bytes).equals(Buffer.concat([line, Buffer.from('\n')]))).toBe(true);
  });

  it('touches nothing but the fields that are set', () => {
    const line = '{ "n":12345678901234567890, "x":1.50,"a": "old" ,"2":0,"1":0}';
    expect(encoded(record(line), { fields: { a: 'new', b: true } })).toBe(
      '{ "n":12345678901234567890, "x":1.50,"a": "new" ,"2":0,"1":0,"b":true}\n',
    );
  });

  it('adds to an empty object without a comma', () => {
    expect(encoded(record('{ }'), { fields: { a: 1 } })).toBe('{ "a":1}\n');
  });

  it('replaces several fields, in whichever order they stand', () => {
    const change = { fields: { a: 9 }, provenance: { origin: 'human' } as const };
    expect(encoded(record('{"provenance":{"origin":"mixed"},"t":0,"a":1}'), change)).toBe(
      '{"provenance":{"origin":"human"},"t":0,"a":9}\n',
    );
  });

  it('writes rows of other formats as JSON', () => {
    const { line: _, ...row } = record('{"text":"x"}');
    expect(encoded({ ...row, value: { text: 'x', n: 2n ** 60n } }, { fields: { b: null } })).toBe(
      '{"text":"x","n":1152921504606846976,"b":null}\n',
    );
  });

  it('gives what changing the parsed row gives', () => {
    // Not a backslash as well: JSON.parse of Node 24 takes the key "\"" for "\\" once it has met that in an object of one shape.
    const keys = fc.constantFrom('a', 'b', 'provenance', 'a.b', '__proto__x', '"');
    const row = fc.dictionary(keys, fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(row, row, (old, fields) => {
        const one = record(JSON.stringify(old));
        const line = encoded(one, { fields, provenance: { origin: 'mixed', generation: 3 } });
        const wanted = changedRow(one.value, { fields, provenance: { origin: 'mixed', generation: 3 } });
        expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(wanted)));
        expect(line.indexOf('\n')).toBe(line.length - 1);
      }),
    );
  });

  it('tells where each record ends, and when a block is full', () => {
    const encoder = new JsonlEncoder();
    expect(encoder.take()).toBeUndefined();
    const line = `{"text":"${'x'.repeat(600_000)}"}`;
    encoder.add(record(line));
    expect(encoder.full).toBe(false);
    encoder.add(record(line));
    expect(encoder.full).toBe(2 * line.length >= BLOCK_BYTES);
    const { bytes, ends } = encoder.take()!;
    expect([...ends]).toEqual([line.length + 1, 2 * (line.length + 1)]);
    expect(bytes.length).toBe(ends[1]);
    expect(encoder.take()).toBeUndefined();
  });
});
