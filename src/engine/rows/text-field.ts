import { toUSVString } from 'node:util';
import { TEXT_FIELDS } from '../../corpus/field-search.ts';
import type { Row } from '../../corpus/fields.ts';
import { textPaths } from '../../corpus/text-paths.ts';

/** The top-level field that holds the text: the one that was read, where others say the same. */
export function textFieldOf(value: Row, text: string, named: string | undefined): string | undefined {
  const first = named === undefined ? TEXT_FIELDS : textPaths(named);
  return [...first, ...Object.keys(value)].find((key) => {
    const held = Object.hasOwn(value, key) ? value[key] : undefined;
    // Texts are read with U+FFFD for lone surrogates.
    return typeof held === 'string' && toUSVString(held) === text;
  });
}
