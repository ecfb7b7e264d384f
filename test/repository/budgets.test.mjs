import { describe, expect, it } from 'vitest';
import { figuresLine, figuresOf, overBudget } from '../../scripts/budgets/check.mjs';
import { functionsOf } from '../../scripts/budgets/functions.mjs';
import { measure } from '../../scripts/budgets/measure.mjs';
import { quantile } from '../../scripts/budgets/quantile.mjs';
import { parse } from '../../scripts/source/syntax.mjs';
import { countLines, isTest, readSources } from '../../scripts/source/tree.mjs';
import { violationLine } from '../../scripts/source/violation.mjs';
import { temporaryFolder } from './temporary.mjs';

/** @param {number} lines */
const blank = (lines) => '\n'.repeat(lines);

/** @param {Record<string, string>} files */
function faults(files) {
  const sizes = measure(Object.entries(files).map(([path, text]) => ({ path, text })));
  return overBudget(sizes, figuresOf(sizes)).map(violationLine);
}

/** @param {number} count @param {(i: number) => [string, string]} make */
const many = (count, make) => Object.fromEntries(Array.from({ length: count }, (_, i) => make(i)));

const TESTS = { 'test/all.test.ts': blank(499), 'test/more.test.ts': blank(499) };

describe('a quantile', () => {
  it('is the smallest value that the share does not exceed', () => {
    expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2);
    expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBe(9);
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([2, 1], 1)).toBe(2);
    expect(quantile([2, 1], 0)).toBe(1);
  });

  it('is 0 of nothing', () => {
    expect(quantile([], 0.5)).toBe(0);
  });

  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('lines', () => {
  it('are counted with the last one, ended or not', () => {
    expect(['', '\n', 'a', 'a\n', 'a\nb', 'a\n\n'].map(countLines)).toEqual([0, 1, 1, 1, 2, 2]);
  });
});

describe('a test', () => {
  it('is known by its name or its folder', () => {
    expect(
      ['src/a.test.ts', 'src/a.test.support.ts', 'test/fixtures/a.ts', 'src/a.test.mjs'].every(isTest),
    ).toBe(true);
    expect(['src/a.ts', 'src/test/a.ts', 'src/testing.ts', 'src/a.tests.ts'].some(isTest)).toBe(false);
  });
});

describe('functions', () => {
  /** @param {string} text */
  const lines = (text) => functionsOf(parse('a.ts', text)).map((found) => found.lines);

  it.each([
    'function a() {\n\n}',
    'const a = function () {\n\n};',
    'const a = () => {\n\n};',
    'class A { a() {\n\n} }',
    'class A { #a() {\n\n} }',
    'class A { constructor() {\n\n} }',
    'class A { get a() {\n\nreturn 1; } }',
    'const a = { a() {\n\n} };',
    'export default async function* () {\n\n}',
  ])('are counted from their first line to their last: %j', (text) => {
    expect(lines(text)).toEqual([3]);
  });

  it.each([
    'const a = () =>\n\n1;',
    'declare function a(): void;',
    'interface A { a(): void }',
    'type A = () => 1',
  ])('are not %j, which has no statements', (text) => {
    expect(lines(text)).toEqual([]);
  });

  it('count those inside them', () => {
    expect(lines('function a() {\n  return () => {\n  };\n}')).toEqual([4, 2]);
  });
});

describe('the budgets', () => {
  it('are kept by small files that are tested', () => {
    expect(faults({ 'src/a.ts': blank(100), ...TESTS })).toEqual([]);
  });

  it('hold the median and the ninetieth percentile of files', () => {
    const short = many(1, () => ['src/short.ts', blank(1)]);
    const tests = many(20, (i) => [`test/${i}.test.ts`, blank(500)]);
    const long = many(2, (i) => [`src/${i}.ts`, blank(121)]);
    expect(faults({ ...short, ...long, ...tests })).toEqual(['src  median lines of a file: 121, above 120']);
    const longer = many(8, (i) => [`src/small${i}.ts`, blank(1)]);
    const two = many(2, (i) => [`src/${i}.ts`, blank(301)]);
    expect(faults({ ...longer, ...two, ...tests })).toEqual(['src  lines of a file, p90: 301, above 300']);
  });

  it('hold every file to 500 lines, tests too', () => {
    const small = many(20, (i) => [`src/${i}.ts`, blank(1)]);
    const found = faults({ ...small, 'src/long.ts': blank(501), 'src/long.test.ts': blank(600) });
    expect(found).toEqual(['src/long.ts  lines: 501, above 500', 'src/long.test.ts  lines: 600, above 500']);
  });

  it('hold functions, and name the longest', () => {
    const long = `function a() {${blank(31)}}\n`;
    const found = faults({ 'src/a.ts': `\n${long}`, ...TESTS });
    expect(found).toEqual([
      'src  lines of a function, p90: 32, above 30',
      'src/a.ts:2  a function of 32 lines',
    ]);
  });

  it('let one function in a hundred be as long as it must, but not two', () => {
    const short = many(98, (i) => [`src/${i}.ts`, 'function a() {}\n']);
    const long = `function b() {${blank(89)}}\n`;
    const tests = many(2, (i) => [`test/${i}.test.ts`, blank(400)]);
    expect(faults({ ...short, 'src/one.ts': `function c() {}\n${long}`, ...tests })).toEqual([]);
    const [first] = faults({ ...short, 'src/two.ts': long + long, ...tests });
    expect(first).toBe('src  lines of a function, p99: 90, above 80');
  });

  it('hold imports, but for the files that wire everything together', () => {
    const imports = (/** @type {number} */ n) => "import './x.ts';\n".repeat(n);
    expect(faults({ 'src/a.ts': imports(15), ...TESTS })).toEqual([]);
    expect(faults({ 'src/a.ts': imports(16), ...TESTS })).toEqual(['src/a.ts  imports: 16, above 15']);
    expect(faults({ 'src/workspace.ts': imports(16), ...TESTS })).toEqual([]);
    expect(faults({ 'src/a.ts': `${imports(15)}const x = () => import('./y.ts');`, ...TESTS })).toEqual([]);
  });

  it('hold tests to a line for each line of source', () => {
    expect(faults({ 'src/a.ts': blank(10), 'src/a.test.ts': blank(10) })).toEqual([]);
    expect(faults({ 'src/a.ts': blank(10), 'src/a.test.ts': blank(9) })).toEqual([
      'test  lines of tests to a line of source: 0.900, below 1',
    ]);
  });

  it('print their figures in one line', () => {
    const sizes = measure([
      { path: 'src/a.ts', text: 'function a() {\n}\n' },
      { path: 'src/a.test.ts', text: blank(3) },
    ]);
    expect(figuresLine(figuresOf(sizes))).toBe(
      'files: median 2, p90 2, longest 2 lines; functions: p90 2, p99 2; tests : source 1.50',
    );
  });
});

describe('the sources that are measured', () => {
  it('are TypeScript and JavaScript, and nothing else', () => {
    const root = temporaryFolder({
      'src/a.ts': 'a',
      'src/b.mjs': 'b',
      'src/c.json': '{}',
      'bench/d.ts': 'd',
    });
    expect(readSources(root, ['src', 'nowhere'])).toEqual([
      { path: 'src/a.ts', text: 'a' },
      { path: 'src/b.mjs', text: 'b' },
    ]);
  });
});
