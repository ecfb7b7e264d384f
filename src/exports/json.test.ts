import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonDocument, jsonLines } from './json.ts';

describe('jsonDocument', () => {
  it('is read back as it was, and cannot end a script that it stands in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = jsonDocument(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).not.toMatch(/<|\u2028|\u2029/);
        expect(text.endsWith('\n')).toBe(true);
      }),
    );
    expect(jsonDocument('</script>')).toBe('"\\u003c/script>"\n');
  });
});

describe('jsonLines', () => {
  it('is a document a line, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (values) => {
        const lines = jsonLines(values).split('\n');
        expect(lines.pop()).toBe('');
        expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(values)));
      }),
    );
  });
});
