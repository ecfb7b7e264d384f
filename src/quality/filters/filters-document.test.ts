import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from './families.ts';

const text = readFileSync(new URL('../../../docs/filters.md', import.meta.url), 'utf8');
const rows = text.split('\n').filter((line) => /^\| `[a-z0-9-]+\.[a-z0-9.-]+` \|/.test(line));

describe('docs/filters.md', () => {
  it('has a row for every rule, with its measure, threshold, source and name in the reference', () => {
    const expected = FAMILIES.flatMap(({ rules, measures }) =>
      rules.map(({ id, measure, bound, threshold, source, reference }) => {
        const { meaning } = measures.find(({ name }) => name === measure)!;
        const kept = `${bound === 'min' ? '>=' : '<='} ${threshold}`;
        return `| \`${id}\` | ${meaning} | ${kept} | ${source} | ${reference === undefined ? '' : `\`${reference}\``} |`;
      }),
    );
    expect(rows).toEqual(expected);
  });

  it('has a section for every family, and names its source', () => {
    for (const { name } of FAMILIES) expect(text).toContain(`\n### ${name}\n`);
  });
});
