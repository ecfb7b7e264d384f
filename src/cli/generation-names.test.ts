import { basename, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameGenerations } from './generation-names.ts';

const names = (inputs: readonly string[], given: readonly string[] = []) =>
  nameGenerations(inputs, given).map(({ name }) => name);
const usage = (message: string) =>
  expect.objectContaining({ code: 'E_USAGE', message: expect.stringContaining(message) });

describe('the default name of a generation', () => {
  it.each([
    ['g1.jsonl', 'g1'],
    ['out/run-7/g1.jsonl.gz', 'g1'],
    ['a.b.parquet', 'a.b'],
    ['G1.JSONL.ZST', 'G1'],
    ['generation.profile', 'generation'],
    ['folder', 'folder'],
    ['folder/', 'folder'],
    ['.jsonl', '.jsonl'],
    ['v1.2', 'v1.2'],
    ['-', 'stdin'],
    ['g*.jsonl', 'g*'],
  ])('of %s is %s', (input, name) => {
    expect(names([input])).toEqual([name]);
  });

  it('has as many folders before it as tell it from the others', () => {
    expect(names(['a/g1.jsonl', 'b/g1.jsonl', 'b/g2.jsonl'])).toEqual(['a/g1', 'b/g1', 'g2']);
    expect(names(['g1.jsonl', 'b/g1.jsonl'])).toEqual(['g1', 'b/g1']);
    expect(names(['x/a/g.csv', 'y/a/g.csv', 'a/g.csv'])).toEqual(['x/a/g', 'y/a/g', 'a/g']);
  });

  it('is the whole path where only the ending tells', () => {
    expect(names(['g1.jsonl', 'g1.csv'])).toEqual(['g1.jsonl', 'g1.csv']);
    expect(names(['/a/g.csv', 'a/g.csv'])).toEqual(['/a/g.csv', 'a/g.csv']);
    expect(names(['gens/', 'x/gens/'])).toEqual(['gens/', 'x/gens/']);
  });

  it('differs for every file, in the order given', () => {
    const part = fc.constantFrom('a', 'b', 'g1', '..', '.', 'x.jsonl', 'g1.csv', 'g1.jsonl.gz');
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const paths = fc.uniqueArray(path, { minLength: 1, maxLength: 6, selector: (p) => resolve(p) });
    fc.assert(
      fc.property(paths, (inputs) => {
        const named = nameGenerations(inputs, []);
        expect(named.map(({ input }) => input)).toEqual(inputs);
        expect(new Set(named.map(({ name }) => name)).size).toBe(inputs.length);
      }),
    );
  });
});

describe('--name', () => {
  it('calls a generation by a name, wherever it stands and however it is spelt', () => {
    expect(names(['a.jsonl', 'b.jsonl'], ['first=./a.jsonl'])).toEqual(['first', 'b']);
    expect(names(['-'], ['piped=-'])).toEqual(['piped']);
  });

  it('adds the files that stand nowhere else, in order', () => {
    expect(nameGenerations(['a.jsonl'], ['two=b.jsonl', 'three=c.jsonl'])).toEqual([
      { input: 'a.jsonl', name: 'a' },
      { input: 'b.jsonl', name: 'two' },
      { input: 'c.jsonl', name: 'three' },
    ]);
  });

  it('takes a path with an equals sign, a name with spaces', () => {
    expect(nameGenerations([], ['run 1=data/k=v.jsonl'])).toEqual([
      { input: 'data/k=v.jsonl', name: 'run 1' },
    ]);
  });

  it.each(['g1', 'g1=', '=g1.jsonl', ''])('refuses %j', (given) => {
    expect(() => nameGenerations(['a'], [given])).toThrow(usage('NAME=FILE'));
  });

  it('refuses names that no address leads to', () => {
    for (const name of ['.', '..'])
      expect(() => nameGenerations([], [`${name}=a.jsonl`])).toThrow(`cannot be called ${name}`);
    expect(() => nameGenerations(['...jsonl'], [])).toThrow('cannot be called ..');
    expect(nameGenerations([], ['...=a.jsonl'])[0].name).toBe('...');
  });

  it('is that of the folder for the folder that one is in', () => {
    const [{ name }] = nameGenerations(['.'], []);
    expect(name).toBe(basename(process.cwd()));
  });

  it('refuses a name for two files, and two names for a file', () => {
    expect(() => nameGenerations([], ['g=a', 'g=b'])).toThrow(usage('two generations are called g'));
    expect(() => nameGenerations(['g.jsonl'], ['g=b'])).toThrow(usage('two generations are called g'));
    expect(() => nameGenerations([], ['g=a', 'h=./a'])).toThrow(usage('./a is given two names'));
  });
});

describe('a file given twice', () => {
  it('is a mistake, however it is spelt', () => {
    expect(() => nameGenerations(['a.jsonl', './a.jsonl'], [])).toThrow(usage('./a.jsonl is given twice'));
    expect(() => nameGenerations(['-', '-'], [])).toThrow(usage('- is given twice'));
  });
});
