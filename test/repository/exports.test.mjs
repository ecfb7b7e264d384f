import { describe, expect, it } from 'vitest';
import { entryPointFaults, entryPoints } from '../../scripts/exports/entry-points.mjs';
import { pathsOf } from '../../scripts/exports/packed.mjs';
import { unreachable } from '../../scripts/exports/reachable.mjs';
import { shippedFaults } from '../../scripts/exports/shipped.mjs';
import { violationLine } from '../../scripts/source/violation.mjs';

const WHOLE = [
  'package.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'bin/outcross.js',
  'dist/index.js',
  'dist/index.d.ts',
  'dist/lm/deep/a.js',
  'schemas/report.schema.json',
];

describe('the paths of a package', () => {
  it('are read from amid what npm says besides', () => {
    const json = JSON.stringify([{ name: 'x', files: [{ path: 'a.js' }, { path: 'b/c.js' }] }], null, 2);
    expect(pathsOf(json)).toEqual(['a.js', 'b/c.js']);
    expect(pathsOf(`npm warn [odd] config\n${json}\nnpm notice done\n`)).toEqual(['a.js', 'b/c.js']);
  });
});

describe('what is shipped', () => {
  it('may be the whole of it', () => {
    expect(shippedFaults(WHOLE)).toEqual([]);
  });

  it.each(['LICENSE', 'README.md', 'CHANGELOG.md', 'bin/outcross.js', 'dist/index.js', 'dist/index.d.ts'])(
    'must hold %s',
    (path) => {
      const faults = shippedFaults(WHOLE.filter((other) => other !== path));
      expect(faults.map(violationLine)).toEqual([`${path}  is missing from the package`]);
    },
  );

  it.each([
    'src/index.ts',
    'dist/lm/a.test.js',
    'dist/lm/a.test.support.d.ts',
    'dist/index.js.map',
    '.bench/loop.mjs',
    'demo-out/human.jsonl',
    'test/fixtures/a.ts',
    'bin/other.js',
    'outcross-0.1.0.tgz',
    '.npmrc',
    'xdist/a.js',
  ])('must not hold %s', (path) => {
    expect(shippedFaults([...WHOLE, path]).map(violationLine)).toEqual([
      `${path}  does not belong in the package`,
    ]);
  });
});

describe('the ways in', () => {
  const manifest = {
    types: './dist/index.d.ts',
    bin: { outcross: './bin/outcross.js' },
    exports: {
      '.': { types: './dist/index.d.ts', default: { node: './dist/index.js', default: './dist/index.js' } },
      './schema': './schemas/report.schema.json',
    },
  };

  it('are every file that package.json names, once', () => {
    expect(entryPoints(manifest).sort()).toEqual([
      'bin/outcross.js',
      'dist/index.d.ts',
      'dist/index.js',
      'schemas/report.schema.json',
    ]);
    expect(entryPoints({ bin: './bin/a.js' })).toEqual(['bin/a.js']);
    expect(entryPoints({})).toEqual([]);
  });

  it('must be in the package', () => {
    expect(entryPointFaults(manifest, WHOLE)).toEqual([]);
    const faults = entryPointFaults(
      manifest,
      WHOLE.filter((path) => path !== 'dist/index.js'),
    );
    expect(faults.map(violationLine)).toEqual([
      'package.json  names dist/index.js, which is not in the package',
    ]);
  });
});

describe('imports of shipped modules', () => {
  const paths = ['dist/a.js', 'dist/a.d.ts', 'dist/lm/b.js', 'dist/lm/b.d.ts'];

  /** @param {string} path @param {string} specifier */
  const importing = (path, specifier) =>
    unreachable([{ path, text: `import '${specifier}';` }], paths, ['echarts', '@scope/one']).map(
      violationLine,
    );

  it.each([
    ['dist/a.js', './lm/b.js'],
    ['dist/lm/b.js', '../a.js'],
    ['dist/a.js', 'node:fs'],
    ['dist/a.js', 'echarts'],
    ['dist/a.js', 'echarts/core'],
    ['dist/a.js', '@scope/one/deep'],
    ['dist/a.d.ts', './lm/b.js'],
    ['dist/a.d.ts', './lm/b.ts'],
  ])('resolve: %s of %s', (path, specifier) => {
    expect(importing(path, specifier)).toEqual([]);
  });

  it.each([
    ['dist/a.js', './gone.js'],
    ['dist/a.js', './lm/b.ts'],
    ['dist/a.js', './lm/b.test.support.js'],
    ['dist/a.js', '../src/a.js'],
    ['dist/a.js', 'vitest'],
    ['dist/a.js', 'echarts-extra'],
    ['dist/a.d.ts', './gone.ts'],
  ])('do not resolve: %s of %s', (path, specifier) => {
    expect(importing(path, specifier)).toEqual([
      `${path}:1  imports ${specifier}, which the package does not bring`,
    ]);
  });
});
