import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readingSpec } from '../cli/reading-options.ts';
import { withFields } from '../cli/workspace-options.ts';
import type { FieldsSection } from '../workspace.ts';
import { corpusSpecOf } from './reading.ts';

describe('corpusSpecOf', () => {
  it('reads as a check of the workspace does, so that its profiles are found again', () => {
    const word = fc.option(fc.string({ minLength: 1, maxLength: 5 }), { nil: undefined });
    const fields = fc
      .record({
        format: fc.constantFrom(undefined, 'jsonl', 'csv'),
        reader: fc.constantFrom(undefined, 'chat'),
        modality: fc.constantFrom(undefined, 'text', 'image', 'code', 'vectors', 'table'),
        text: word,
        image: word,
        vector: word,
        id: word,
        group: word,
        category: word,
      })
      .map(
        (all) =>
          Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as FieldsSection,
      );
    const inputs = fc.array(fc.constantFrom('a.jsonl', 'b.npy', 'c/*.csv'), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(inputs, fields, (files, section) => {
        expect(corpusSpecOf(files, section)).toEqual(readingSpec(files, withFields({}, section, 'refused')));
      }),
    );
    expect(corpusSpecOf(['a.jsonl'])).toEqual({ inputs: ['a.jsonl'] });
  });
});
