import { describe, expect, it } from 'vitest';
import { checkFloors } from '../../scripts/floors/check.mjs';
import { violationLine } from '../../scripts/source/violation.mjs';

/** @param {Record<string, string>} files */
function faults(files) {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return checkFloors(sources).violations.map(violationLine);
}

/**
 * The faults of one import.
 *
 * @param {string} from
 * @param {string} specifier
 */
const importing = (from, specifier) => faults({ [from]: `import '${specifier}';` });

describe('the floors', () => {
  it.each([
    ['src/stats/a.ts', '../base/errors.ts'],
    ['src/report/a.ts', '../compare/verdict.ts'],
    ['src/engine/a.ts', '../corpus/read.ts'],
    ['src/cli/commands/check.ts', '../../workspace.ts'],
    ['src/workspace.ts', './report/report.ts'],
    ['src/index.ts', './workspace.ts'],
    ['src/lm/deep/a.ts', '../b.ts'],
  ])('let %s import %s', (from, specifier) => {
    expect(importing(from, specifier)).toEqual([]);
  });

  it.each([
    ['src/base/a.ts', '../stats/b.ts', 'base (floor 0) imports upward from stats (floor 1)'],
    ['src/lm/a.ts', '../compare/b.ts', 'lm (floor 2) imports upward from compare (floor 3)'],
    ['src/report/html/a.ts', '../../cli/main.ts', 'report (floor 5) imports upward from cli (floor 8)'],
    ['src/report/a.ts', '../workspace.ts', 'report (floor 5) imports upward from workspace (floor 6)'],
    ['src/stats/a.ts', '../text/b.ts', 'stats imports from text, a sibling on floor 1'],
    ['src/compare/a.ts', '../engine/b.ts', 'compare imports from engine, a sibling on floor 3'],
    ['src/index.ts', './cli/main.ts', 'index imports from cli, a sibling on floor 8'],
    ['src/compare/a.ts', '../corpus/read.ts', 'compare may import src/corpus/example.ts of corpus only'],
    ['src/cli/a.ts', '../../bench/power.bench.ts', 'imports bench/power.bench.ts, outside src'],
    ['src/lm/a.ts', './b.test.support.ts', 'imports src/lm/b.test.support.ts, which is for tests'],
  ])('keep %s from importing %s', (from, specifier, message) => {
    expect(importing(from, specifier)).toEqual([expect.stringContaining(`${from}:1  ${message}`)]);
  });

  it.each([
    "import type { A } from '../compare/b.ts';",
    "export * from '../compare/b.ts';",
    "type A = import('../compare/b.ts').A;",
    "const b = () => import('../compare/b.ts');",
    "new Worker(new URL('../compare/b.js', import.meta.url));",
  ])('see an upward edge in %s', (text) => {
    expect(faults({ 'src/lm/a.ts': text })).toEqual([expect.stringContaining('imports upward from compare')]);
  });

  it('let compare see what an example is', () => {
    expect(importing('src/compare/a.ts', '../corpus/example.ts')).toEqual([]);
  });

  it('let tests import anything', () => {
    expect(importing('src/base/a.test.ts', '../cli/main.ts')).toEqual([]);
    expect(importing('src/base/a.test.support.ts', 'vitest')).toEqual([]);
  });

  it('do not take a computed import, which could hide an edge', () => {
    expect(faults({ 'src/lm/a.ts': 'await import(name);' })[0]).toContain('imports a computed name');
  });
});

describe('a room', () => {
  it('needs a floor', () => {
    expect(faults({ 'src/attic/a.ts': '' })).toEqual([
      expect.stringContaining('src/attic  is a room without'),
    ]);
    expect(faults({ 'src/constructor/a.ts': '' })).toHaveLength(1);
  });

  it.each(['src/utils/a.ts', 'src/lm/helpers.ts', 'src/cli/common/a.ts', 'src/report/misc.test.ts'])(
    'is not called as in %s',
    (path) => {
      expect(faults({ [path]: '' }).join()).toContain(`${path}  has a name that says nothing`);
    },
  );

  it('that stands apart imports the wire types alone, and nobody imports it', () => {
    expect(importing('src/web/a.ts', '../server/wire.ts')).toEqual([]);
    expect(importing('src/web/a.ts', '../base/errors.ts')).toEqual([
      'src/web/a.ts:1  web may not import src/base/errors.ts',
    ]);
    expect(importing('src/server/a.ts', '../web/a.ts')).toEqual([
      expect.stringContaining('server may not import src/web/a.ts, which stands apart'),
    ]);
  });
});

describe('packages', () => {
  it('belong to the rooms that are listed for them', () => {
    expect(importing('src/corpus/a.ts', 'hyparquet')).toEqual([]);
    expect(importing('src/report/a.ts', 'echarts/core')).toEqual([]);
    expect(importing('src/compare/a.ts', 'hyparquet')[0]).toContain('hyparquet, which is for corpus only');
  });

  it.each(['left-pad', '@scope/package/deep', 'outcross', 'fs', 'vitest'])(
    'that are not listed: %s',
    (name) => {
      expect(importing('src/corpus/a.ts', name)[0]).toContain('rooms.mjs does not list');
    },
  );

  it('of Node stay out of the pure rooms, and files are opened in few', () => {
    expect(importing('src/corpus/a.ts', 'node:fs/promises')).toEqual([]);
    expect(importing('src/base/atomic.ts', 'node:fs/promises')).toEqual([]);
    expect(importing('src/base/errors.ts', 'node:fs')[0]).toContain('base opens no files');
    expect(importing('src/report/html.ts', 'node:fs/promises')[0]).toContain('report opens no files');
    expect(importing('src/stats/a.ts', 'node:crypto')[0]).toContain('stats imports nothing of Node');
    expect(importing('src/report/html.ts', 'node:crypto')).toEqual([]);
  });
});

describe('cycles between files', () => {
  it('are found within a room, types included', () => {
    const found = faults({
      'src/lm/a.ts': "import type { B } from './b.ts';",
      'src/lm/b.ts': "export * from './c.ts';",
      'src/lm/c.ts': "const a = () => import('./a.ts');",
    });
    expect(found).toEqual(['src/lm/a.ts  is in a cycle of imports: src/lm/a.ts, src/lm/b.ts, src/lm/c.ts']);
  });

  it('do not run through tests', () => {
    expect(faults({ 'src/lm/a.test.ts': "import './b.ts';", 'src/lm/b.ts': '' })).toEqual([]);
  });
});

describe('what the rooms must not know', () => {
  it.each([
    ['process.exit(1);', 'process.exit'],
    ["process['exit'](1);", 'process.exit'],
    ['globalThis.process.exit(1);', 'process.exit'],
    ["console.log('x');", 'console.log'],
    ['const log = console.error;', 'console.error'],
    ['Math.random();', 'Math.random'],
    ['items.sort(() => Math.random() - 0.5);', 'Math.random'],
    ['Date.now();', 'Date.now'],
    ['new Date();', 'Date.now'],
    ['performance.now();', 'performance.now'],
  ])('holds for %s', (text, name) => {
    expect(faults({ 'src/report/a.ts': `\n${text}` })).toEqual([
      expect.stringContaining(`src/report/a.ts:2  uses ${name}: `),
    ]);
  });

  it.each(['new Date(0);', 'value instanceof Date;', 'Math.max(1, 2);', '// console.log', 'rng.random();'])(
    'does not hold for %s',
    (text) => {
      expect(faults({ 'src/report/a.ts': text })).toEqual([]);
    },
  );

  it('is let in where a person sits', () => {
    expect(faults({ 'src/cli/main.ts': 'process.exit(1); console.log(Date.now());' })).toEqual([]);
    expect(faults({ 'src/engine/progress.ts': 'Date.now();' })).toEqual([]);
    expect(faults({ 'src/cli/commands/check.ts': 'process.exit(1);' })).toHaveLength(1);
    expect(faults({ 'src/engine/pool.ts': 'Date.now();' })).toHaveLength(1);
  });
});
