import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { VERDICTS } from './verdict.ts';

describe('VERDICTS', () => {
  it('are the six of the published schema and of docs/signals.md', () => {
    const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    const schema = JSON.parse(read('schemas/report.schema.json'));
    expect([...schema.$defs.verdict.enum].sort()).toEqual([...VERDICTS].sort());
    const [, table] = read('docs/signals.md').split('| verdict | when |');
    const rows = [...table.matchAll(/^\| ([a-z]+) \|/gm)].map(([, verdict]) => verdict);
    expect(rows.sort()).toEqual([...VERDICTS].sort());
  });
});
