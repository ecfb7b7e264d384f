import { afterEach, describe, expect, it } from 'vitest';
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

  it.each([
    ['example.com:8080', true],
    ['www.example.com:443/path?q=1', true],
    ['evil.org:8080/example.com', false],
    ['https://evil.org\\@example.com/', false],
    ['https://evil.org/@example.com', false],
    ['https://evil.org?@example.com', false],
    ['https://evil.org#@example.com', false],
    ['https://a@b@example.com/', true],
    ['https://example.com@evil.org/', false],
    ['https://example.com:pw@evil.org/', false],
    ['\\\\example.com\\share', true],
    ['  https://example.com  ', true],
    ['HTTPS://EXAMPLE.COM', true],
    ['https://example.com?q', true],
    ['https://', false],
    ['', false],
    ['.example.com', true],
    ['example.com.', true],
  ])('takes for the host of %s what a browser would', (url, wanted) => {
    expect(holds({ host: 'example.com' }, { meta: { url } })).toBe(wanted);
  });

  it('takes a list of hosts in any case, with or without a leading dot or star', () => {
    for (const host of ['EXAMPLE.com', '.example.com', '*.example.com']) {
      expect(holds({ host }, { meta: { url: 'http://a.example.com' } }), host).toBe(true);
      expect(holds({ host }, { meta: { url: 'http://example.com' } }), host).toBe(true);
    }
    expect(holds({ host: [] }, { meta: { url: 'http://example.com' } })).toBe(false);
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

  it('takes an equal beginning and end for a range of nothing', () => {
    expect(holds({ from: '2024-01-01', to: '2024-01-01' }, { date: '2024-01-01' })).toBe(false);
  });

  it('does not take a field that a row lacks, or leaves empty, for the word that it would be written as', () => {
    expect(holds({ equals: { label: 'undefined' } }, {})).toBe(false);
    expect(holds({ equals: { label: 'null' } }, { label: null })).toBe(false);
    expect(holds({ equals: { label: 'null' } }, { label: 'null' })).toBe(true);
    expect(holds({ equals: { constructor: 'x' } }, {})).toBe(false);
    expect(holds({ equals: { 'a.b': 0 } }, { a: { b: 0 } })).toBe(true);
    expect(holds({ equals: { label: '' } }, { label: '' })).toBe(true);
  });

  it('holds for every row where nothing is named', () => {
    expect(holds({}, {})).toBe(true);
  });

  it('compares values as they are written, whatever their type', () => {
    expect(holds({ equals: { label: 1 } }, { label: '1' })).toBe(true);
    expect(holds({ equals: { label: [true, 'yes'] } }, { label: true })).toBe(true);
    expect(holds({ equals: { label: 'x' } }, {})).toBe(false);
  });
});

describe('a range of dates', () => {
  const zone = process.env['TZ'];

  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it.each(['UTC', 'America/New_York', 'Pacific/Kiritimati'])(
    'holds the same moments on a machine in %s',
    (where) => {
      process.env['TZ'] = where;
      const day = { from: '2024-01-01', to: '2024-01-02' };
      for (const date of [
        '2024-01-01',
        '2024-01-01T00:00',
        '2024-01-01T23:59:59.999',
        '2024-01-01 00:00:00',
        '2024-01-01 23:59',
        'January 1, 2024',
        '1 Jan 2024 12:00',
        '2024-01-02T01:00:00+02:00',
        '2023-12-31T23:00:00-05:00',
        'Mon, 01 Jan 2024 00:00:00 GMT',
        'Mon Jan 01 2024 00:00:00 GMT+0000 (UTC)',
        'Jan 1 2024 10:00 EST',
      ]) {
        expect(holds(day, { date }), date).toBe(true);
      }
      for (const date of [
        '2023-12-31T23:59:59',
        '2024-01-02',
        '2024-01-02 00:00',
        '2024-01-01T00:00:00+01:00',
        '2024',
      ]) {
        expect(holds(day, { date }), date).toBe(date === '2024');
      }
      const bounds = { from: '2024-01-01T12:00', to: '2024-01-01 18:00' };
      expect(holds(bounds, { date: '2024-01-01T12:00:00Z' })).toBe(true);
      expect(holds(bounds, { date: '2024-01-01T18:00:00Z' })).toBe(false);
    },
  );
});
