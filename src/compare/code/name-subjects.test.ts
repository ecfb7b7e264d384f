import { beforeAll, describe, expect, it } from 'vitest';
import { codeCorpus, codeProfileOf } from '../../../test/fixtures/code.ts';
import { example, profileOf } from '../../../test/oracles/corpus.ts';
import { makeSubjects, type Subject } from '../subject.ts';
import { codeOf, nameSubjects } from './name-subjects.ts';

let small: Subject;
let large: Subject;
let text: Subject;
beforeAll(async () => {
  [small, large] = makeSubjects(
    [
      { name: 's', profile: await codeProfileOf(codeCorpus({ seed: 's', examples: 30 })) },
      { name: 'l', profile: await codeProfileOf(codeCorpus({ seed: 'l', examples: 90 })) },
    ],
    1000,
  );
  [text] = makeSubjects([{ name: 't', profile: profileOf([example('a', 'one two')]) }], 2);
});

describe('nameSubjects', () => {
  it('has names in the stead of constructs, and knows the smallest number of them', () => {
    const names = nameSubjects([small, large], 'names');
    const [a, b] = [names.of(small)!, names.of(large)!];
    expect(a.tables.get(1)).toEqual(codeOf(small)!.names);
    expect(names.common).toBe(a.tokens);
    expect(b.tokens).toBeGreaterThan(a.tokens);
    expect(a.examples).toBe(small.examples);
    expect(nameSubjects([small, large], 'calls').common).toBeLessThan(names.common);
  });

  it('brings all to one share of the types', () => {
    const facet = codeOf(large)!;
    const sunk = { ...facet, names: facet.names.sink(2) };
    const halved = { ...large, profile: { ...large.profile, facets: new Map([['code', sunk]]) } };
    const names = nameSubjects([small, halved], 'names');
    expect(names.of(small)!.tables.get(1)!.columns.shift).toBe(2);
    expect(names.of(halved)!.tables.get(1)!.columns.shift).toBe(2);
  });

  it('is none of text', () => {
    const names = nameSubjects([text], 'names');
    expect(codeOf(text)).toBeUndefined();
    expect(names.of(text)).toBeUndefined();
    expect(names.common).toBe(0);
  });
});
