import { describe, expect, it } from 'vitest';
import { readYaml } from '../config/read-yaml.ts';
import { workspaceSchema } from '../workspace.ts';
import { modelFacts, readDataset, sourceFacts } from './dataset.ts';
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
