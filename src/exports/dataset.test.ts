import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../config/read-yaml.ts';
import { workspaceSchema } from '../workspace.ts';
import { modelFacts, readDataset, sourceFacts, spanOf } from './dataset.ts';
import { STATED } from './fixtures.test.support.ts';

const section = (dataset: unknown) => {
  const { value, placeOf } = readYaml<{ dataset: unknown }>(
    JSON.stringify({ dataset }),
    'outcross.yaml',
    workspaceSchema(),
  );
  return readDataset(value.dataset, (path) => placeOf(['dataset', ...path]));
};

describe('readDataset', () => {
  it('takes every fact that the schema admits', () => {
    expect(section(STATED)).toEqual(STATED);
    expect(readDataset(undefined)).toEqual({});
  });

  it('names a key that is misspelt', () => {
    expect(() => section({ licence: 'MIT' })).toThrow(
      expect.objectContaining({ code: 'E_CONFIG', hint: expect.stringContaining('license') }),
    );
  });

  it('refuses what is no address, no country, no date and no category', () => {
    const wrong = [
      { url: 'javascript:alert(1)' },
      { geography: ['Germany'] },
      { published: 'yesterday' },
      { sources: { press: { category: 'stolen' } } },
      { creators: [{ email: 'a@example.org' }] },
      { contact: { name: 'x', email: 'no address' } },
      { sources: { press: { domains: { 'a.example': -1 } } } },
    ];
    for (const dataset of wrong)
      expect(() => section(dataset)).toThrow(expect.objectContaining({ code: 'E_CONFIG' }));
  });

  it('refuses a period that ends before it begins, and names the line', () => {
    const of = (from: string, to: string) => section({ sources: { press: { collected: { from, to } } } });
    expect(() => of('2021-03-05', '2020')).toThrow(
      expect.objectContaining({ code: 'E_CONFIG', where: 'outcross.yaml:1' }),
    );
    expect(() => of('2021-03-05', '2021-02')).toThrow();
    expect(() => of('2021-03-05', '2021')).not.toThrow();
    expect(() => of('2021-03-05', '2021-03')).not.toThrow();
    expect(() => of('2021', '2021')).not.toThrow();
    expect(() => of('2021-03-05T10:00:00Z', '2021-03-05')).not.toThrow();
    expect(() => of('2021-03-05T10:00:00Z', '2021-03-05T09:00:00Z')).toThrow();
  });
});

describe('spanOf', () => {
  it('reaches from the first day to the last, whichever way they were stated', () => {
    expect(
      spanOf([
        { from: '2020-05', to: '2021' },
        { from: '2020-05-03', to: '2021-03' },
      ]),
    ).toEqual({
      from: '2020-05',
      to: '2021',
    });
    expect(spanOf([{ from: '2021' }, { from: '2020-12-31' }, undefined, {}])).toEqual({ from: '2020-12-31' });
    expect(spanOf([{ to: '2021-06-30' }, { to: '2021-06' }, { to: '2021-06-30T12:00:00Z' }])).toEqual({
      to: '2021-06-30',
    });
    expect(spanOf([])).toEqual({});
  });

  it('looks at moments, not at their digits', () => {
    const [east, west] = ['2021-01-01T05:00:00+09:00', '2020-12-31T23:00:00-05:00'];
    expect(
      spanOf([
        { from: west, to: west },
        { from: east, to: east },
      ]),
    ).toEqual({ from: east, to: west });
  });

  it('does not depend on the order of the sources, and holds every one of them', () => {
    const day = fc
      .date({ min: new Date(0), max: new Date('2090-01-01'), noInvalidDate: true })
      .chain((date) => fc.constantFrom(4, 7, 10).map((length) => date.toISOString().slice(0, length)));
    const periods = fc.array(fc.record({ from: day, to: day }), { minLength: 1, maxLength: 6 });
    const first = (text: string) => Date.parse(text);
    /** The first moment of the year, month or day after. */
    const endsAt = (text: string) => {
      const date = new Date(text);
      if (text.length === 4) date.setUTCFullYear(date.getUTCFullYear() + 1);
      else if (text.length === 7) date.setUTCMonth(date.getUTCMonth() + 1);
      else date.setUTCDate(date.getUTCDate() + 1);
      return date.getTime();
    };
    fc.assert(
      fc.property(periods, (all) => {
        const [span, reverse] = [spanOf(all), spanOf([...all].reverse())];
        expect(first(span.from!)).toBe(Math.min(...all.map(({ from }) => first(from))));
        expect(endsAt(span.to!)).toBe(Math.max(...all.map(({ to }) => endsAt(to))));
        expect([first(reverse.from!), endsAt(reverse.to!)]).toEqual([first(span.from!), endsAt(span.to!)]);
      }),
    );
  });
});

describe('sourceFacts and modelFacts', () => {
  it('know nothing of a name that was not given, be it one that every object has', () => {
    for (const name of ['x', 'constructor', '__proto__', 'toString']) {
      expect(sourceFacts(STATED, name)).toEqual({});
      expect(modelFacts(STATED, name)).toEqual({});
      expect(sourceFacts({}, name)).toEqual({});
    }
    expect(sourceFacts(STATED, 'press').category).toBe('crawled');
    expect(modelFacts(STATED, 'm1').version).toBe('1');
  });
});
