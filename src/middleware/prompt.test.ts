import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { canonicalMessages, promptHash } from './prompt.ts';

const text = (words: string) => ({ type: 'text', text: words });

describe('canonicalMessages', () => {
  it('is the same for a text, a part, and the names that clients give to parts', () => {
    const forms = [
      'hello',
      ['hello'],
      [{ type: 'text', text: 'hello' }],
      [{ type: 'input_text', text: 'hello' }],
      [{ type: 'output_text', text: 'hello', annotations: [] }],
      [{ type: 'text', text: 'hello', providerOptions: { a: { cache: true } } }],
    ];
    for (const content of forms) {
      expect(canonicalMessages([{ role: 'user', content }])).toEqual([
        { role: 'user', content: [text('hello')] },
      ]);
    }
  });

  it('keeps what else a message says, without what says nothing', () => {
    const call = { id: 'c', function: { name: 'f', arguments: '{}' } };
    expect(
      canonicalMessages([
        { role: 'assistant', content: null, tool_calls: [call], refusal: null, name: undefined },
        { role: 'tool', tool_call_id: 'c', content: 'found' },
        'odd',
      ]),
    ).toEqual([
      { role: 'assistant', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c', content: [text('found')] },
      'odd',
    ]);
  });

  it('stands for bytes by their digest, and for addresses and dates by their text', () => {
    const [message] = canonicalMessages([
      {
        role: 'user',
        content: [
          { type: 'file', data: Uint8Array.of(1, 2, 3) },
          { type: 'file', data: new URL('https://a.example/b') },
          { type: 'odd', at: new Date(0), big: 12345678901234567890n, call: () => 1, list: [undefined, 1] },
        ],
      },
    ]) as { content: object[] }[];
    expect(message.content).toEqual([
      { type: 'file', data: { sha256: '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81' } },
      { type: 'file', data: 'https://a.example/b' },
      {
        type: 'odd',
        at: '1970-01-01T00:00:00.000Z',
        big: '12345678901234567890',
        list: [null, 1],
      },
    ]);
  });
});

describe('promptHash', () => {
  it('does not depend on the order of keys', () => {
    expect(promptHash([{ role: 'user', content: [text('a')] }])).toBe(
      promptHash([{ content: [{ text: 'a', type: 'text' }], role: 'user' }]),
    );
  });

  it('is SHA-256 of canonical JSON', () => {
    // printf '"hello"' | sha256sum
    expect(promptHash('hello')).toBe(
      'sha256:5aa762ae383fbb727af3c7a36d4940a5b8c40a989452d2304fc958ff3f354e7a',
    );
  });

  it('exists for every conversation, be its text half a character', () => {
    const words = fc.string({ unit: 'binary' });
    const odd = fc.constantFrom('\ud800', 'a\udfffb', '\ud83d');
    const part = fc.record({ type: fc.constantFrom('text', 'image_url'), text: fc.oneof(words, odd) });
    const message = fc.record({
      role: words,
      content: fc.oneof(words, odd, fc.array(part), fc.constant(null)),
    });
    fc.assert(
      fc.property(fc.array(message), (messages) => {
        const hash = promptHash(canonicalMessages(messages));
        expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
        expect(promptHash(canonicalMessages(canonicalMessages(messages)))).toBe(hash);
      }),
    );
  });

  it('exists for every value that a tool may have given, and does not change when it is taken again', () => {
    const value = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true,
      withUnicodeString: true,
      maxDepth: 3,
    });
    fc.assert(
      fc.property(value, (output) => {
        const part = { type: 'tool-result', output, call: () => 1, symbol: Symbol('x') };
        const once = canonicalMessages([{ role: 'tool', content: [part], extra: output }]);
        const hash = promptHash(once);
        expect(promptHash(canonicalMessages(once))).toBe(hash);
        expect(promptHash(JSON.parse(JSON.stringify(once)))).toBe(hash);
      }),
      { numRuns: runs(60) },
    );
  });

  it('takes what is no number and no date as JSON does', () => {
    const part = (output: unknown) => canonicalMessages([{ role: 'tool', content: [{ type: 'x', output }] }]);
    for (const none of [Number.NaN, Number.POSITIVE_INFINITY, new Date(Number.NaN), undefined, () => 1])
      expect(part(none)).toEqual(part(null));
    expect(part([Number.NaN, 1])).toEqual(part([null, 1]));
    expect(part(-0)).toEqual(part(-0));
    expect(promptHash(part(-0))).toBe(promptHash(part(0)));
  });

  it('tells bytes apart, in whatever they are held', () => {
    const of = (data: unknown) =>
      promptHash(canonicalMessages([{ role: 'user', content: [{ type: 'file', data }] }]));
    const bytes = Uint8Array.of(1, 2, 3);
    expect(of(bytes.buffer)).toBe(of(bytes));
    expect(of(Buffer.from(bytes))).toBe(of(bytes));
    expect(of(bytes.subarray(1))).not.toBe(of(bytes));
  });

  it('knows a member called as every object’s are from none', () => {
    const of = (text: string) => promptHash(canonicalMessages([JSON.parse(text)]));
    const hashes = ['{}', '{"__proto__":{"a":1}}', '{"__proto__":{"a":2}}', '{"constructor":1}'].map(of);
    expect(new Set(hashes).size).toBe(4);
  });
});
