import { describe, expect, it } from 'vitest';
import type { InputTrouble } from '../profile/profile.ts';
import { noteTrouble } from './bad-row-notes.ts';
import { desk } from './fixtures.test.support.ts';

function noted(trouble: Partial<InputTrouble>, env = {}): string {
  const { context, err } = desk(env);
  noteTrouble({ malformed: 0, invalidEncoding: 0, rows: [], ...trouble }, 'See --quarantine.', context);
  return err.text;
}

const rows = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ file: 'a.jsonl', row: i + 1, reason: 'no JSON' }));

describe('noteTrouble', () => {
  it('is silent where nothing was wrong', () => {
    expect(noted({})).toBe('');
  });

  it('names a row by file and line', () => {
    expect(noted({ malformed: 1, rows: rows(1) })).toBe(
      'warning 1 malformed row was passed over. See --quarantine.\n  a.jsonl:1: no JSON\n',
    );
  });

  it('names five and counts the others', () => {
    const lines = noted({ malformed: 1234, rows: rows(100) }).split('\n');
    expect(lines[0]).toContain('1,234 malformed rows were passed over.');
    expect(lines.slice(1)).toHaveLength(7);
    expect(lines[6]).toBe('  and 1,229 more');
  });

  it('counts texts that were no UTF-8', () => {
    const said = noted({ invalidEncoding: 2 });
    expect(said).toContain('2 texts are not valid UTF-8');
    expect(said).toContain('iconv -f LATIN1 -t UTF-8');
  });

  it('lets no row drive the terminal', () => {
    const text = noted({ malformed: 1, rows: [{ file: 'a\u001b[2J', row: 1, reason: '\u0007' }] });
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u0007');
  });

  it('has its word in yellow where colour is wanted', () => {
    expect(noted({ invalidEncoding: 1 }, { FORCE_COLOR: '1' })).toContain(
      '\u001b[33mwarning\u001b[0m 1 text',
    );
  });
});
