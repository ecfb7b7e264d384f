import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newsOf } from './news.ts';

const PROGRESS = { label: 'reading g1.jsonl', done: 5, total: 10, unit: 'bytes' };

describe('newsOf', () => {
  it('reads what commands write', () => {
    expect(newsOf(JSON.stringify({ progress: PROGRESS }))).toEqual({ progress: PROGRESS });
    const error = { code: 'E_EMPTY', message: 'a.jsonl is empty', where: 'a.jsonl', hint: 'Fill it.' };
    expect(newsOf(JSON.stringify({ error }))).toEqual({ error });
  });

  it.each([
    '',
    'no JSON',
    '{',
    '[]',
    '3',
    'null',
    '{"progress":{"label":1,"done":1,"unit":"bytes"}}',
    '{"progress":{"label":"a","done":-1,"unit":"bytes"}}',
    '{"progress":{"label":"a","done":1e999,"unit":"bytes"}}',
    '{"progress":{"label":"a","done":1,"unit":"miles"}}',
    '{"error":"bad"}',
  ])('takes %j for no news', (line) => {
    expect(newsOf(line)).toBeUndefined();
  });

  it('fails for nothing whatever', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => void newsOf(line)));
  });

  it('makes visible what hides, and cuts what is endless', () => {
    const label = `\u202e\u001b[2J${'x'.repeat(10_000)}`;
    const { progress } = newsOf(JSON.stringify({ progress: { ...PROGRESS, label } }))!;
    expect(progress!.label.startsWith('[U+202E][U+001B][2J')).toBe(true);
    expect(progress!.label.length).toBeLessThan(300);
  });
});
