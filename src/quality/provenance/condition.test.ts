import { describe, expect, it } from 'vitest';
import { conditionFor } from './condition.ts';
import type { TagCondition } from './tag-rules.ts';

const holds = (condition: TagCondition, row: object, name = 'web/a.jsonl') =>
  conditionFor(condition, name, { url: 'meta.url', date: 'date' })({ ...row });

describe('conditionFor', () => {
  it('asks for all that is named', () => {
    const condition: TagCondition = { path: 'web/*', equals: { kind: 'news' } };
    expect(holds(condition, { kind: 'news' })).toBe(true);
    expect(holds(condition, { kind: 'blog' })).toBe(false);
    expect(holds(condition, { kind: 'news' }, 'books/a.jsonl')).toBe(false);
  });

  it.each([
    ['https://www.Example.com/a', true],
    ['http://example.com:8080', true],
    ['example.com/path', true],
    ['//user:pw@sub.example.com./x', true],
    ['https://notexample.com', false],
    ['https://example.com.evil.org', false],
    ['https://evil.org/example.com', false],
    [undefined, false],
    [17, false],
  ])('finds the host of %s', (url, wanted) => {
    expect(holds({ host: 'example.com' }, { meta: { url } })).toBe(wanted);
    expect(holds({ host: ['other.net', '*.example.com'] }, { meta: { url } })).toBe(wanted);
  });

  it('takes the beginning of a range and leaves its end out', () => {
    const range = { from: '2023-01-01', to: '2024-01-01' };
    expect(holds(range, { date: '2023-01-01' })).toBe(true);
    expect(holds(range, { date: '2023-12-31T23:59:59Z' })).toBe(true);
    expect(holds(range, { date: '2024-01-01' })).toBe(false);
    expect(holds(range, { date: new Date('2023-06-01') })).toBe(true);
    expect(holds({ to: '2024-01-01' }, { date: '1999' })).toBe(true);
  });

  it('does not hold for a row without a date, or with one that is none', () => {
    for (const date of [undefined, null, '', 'someday'])
      expect(holds({ from: '2000-01-01' }, { date })).toBe(false);
  });

  it('compares values as they are written, whatever their type', () => {
    expect(holds({ equals: { label: 1 } }, { label: '1' })).toBe(true);
    expect(holds({ equals: { label: [true, 'yes'] } }, { label: true })).toBe(true);
    expect(holds({ equals: { label: 'x' } }, {})).toBe(false);
  });
});
