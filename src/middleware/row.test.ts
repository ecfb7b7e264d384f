import { describe, expect, it } from 'vitest';
import { readProvenance } from '../corpus/provenance.ts';
import { completion, NOON } from './recorder.test.support.ts';
import { completionRow } from './row.ts';

describe('completionRow', () => {
  it('states a provenance that every reader takes', () => {
    const row = completionRow(completion(), { source: 'chatbot', generation: 3 }, NOON, 's')!;
    expect(readProvenance({ provenance: row.provenance })).toEqual({
      provenance: {
        origin: 'synthetic',
        source: 'chatbot',
        model: 'm',
        generation: 3,
        collectedAt: '2026-03-01T12:00:00.000Z',
        evidence: 'declared',
      },
    });
  });

  it('holds no field that is not known', () => {
    const row = completionRow(completion(), {}, NOON, 's')!;
    expect(Object.keys(row.completion)).toEqual(['provider', 'responseId', 'choice', 'ending', 'request']);
    expect(JSON.parse(JSON.stringify(row))).toEqual(row);
  });

  it('keeps the prompt only where it was asked for, and its digest always', () => {
    const prompt = [{ role: 'user', content: [{ type: 'text', text: 'secret question' }] }];
    const [without, with_] = [false, true].map((keepPrompt) =>
      completionRow(completion({ prompt }), { keepPrompt }, NOON, 's'),
    );
    expect(JSON.stringify(without)).not.toContain('secret question');
    expect(with_!.completion.prompt).toEqual(prompt);
    expect(without!.completion.promptHash).toBe(with_!.completion.promptHash);
  });

  it('takes the arguments of calls for text only where there is no text', () => {
    const toolCalls = [{ name: 'f', arguments: '{"a":1}' }];
    expect(completionRow(completion({ toolCalls }), {}, NOON, 's')!.text).toBe('hello');
    expect(completionRow(completion({ toolCalls, text: '' }), {}, NOON, 's')!.text).toBe('{"a":1}');
    expect(
      completionRow(completion({ toolCalls: [{ name: 'f', arguments: '' }], text: '' }), {}, NOON, 's'),
    ).toBeUndefined();
  });

  it('throws for a time that is none', () => {
    expect(() => completionRow(completion(), {}, new Date(Number.NaN), 's')).toThrow(RangeError);
  });
});
