import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkWeb } from '../../scripts/floors/web.mjs';
import { makeWeb, webStands } from '../../scripts/setup/web.mjs';
import { violationLine } from '../../scripts/source/violation.mjs';
import { temporaryFolder, writeInto } from './temporary.mjs';

describe('the build of the dashboard', () => {
  /** @param {string} folder */
  const bundler = async (folder) => {
    writeInto(folder, 'dist/web/index.html', readFileSync(join(folder, 'web/index.html'), 'utf8'));
    const bundled = ['src/report/visible.ts', 'web/src/main.tsx', 'node_modules/react/index.js'];
    return { modules: bundled.map((path) => join(folder, path)) };
  };

  async function built() {
    const paths = ['web/index.html', 'web/src/main.tsx', 'src/report/visible.ts', 'src/cli/main.ts'];
    const root = temporaryFolder(Object.fromEntries(paths.map((path) => [path, 'first\n'])));
    await makeWeb(root, bundler);
    return root;
  }

  it('stands until something changes', async () => {
    expect(webStands(await built())).toBe(true);
  });

  it.each([
    ['a source of its own', 'web/src/main.tsx'],
    ['a source of the package that went in', 'src/report/visible.ts'],
    ['what it was built into', 'dist/web/index.html'],
  ])('is made anew after a change of %s', async (_, path) => {
    const root = await built();
    writeFileSync(join(root, path), 'second\n');
    expect(webStands(root)).toBe(false);
  });

  it.each([
    ['a source that did not go in', 'src/cli/main.ts'],
    ['a test', 'web/src/main.test.tsx'],
    ['what only serves tests', 'web/src/page.test.support.tsx'],
  ])('is left alone after a change of %s', async (_, path) => {
    const root = await built();
    writeInto(root, path, 'second\n');
    expect(webStands(root)).toBe(true);
  });

  it('is made anew when its output, or what is remembered of it, is gone', async () => {
    const root = await built();
    rmSync(join(root, 'dist'), { recursive: true });
    expect(webStands(root)).toBe(false);
  });

  it('does not trust a stamp that it cannot read', async () => {
    const root = await built();
    writeFileSync(join(root, 'node_modules/.cache/outcross/web.stamp.json'), '{"bund');
    expect(webStands(root)).toBe(false);
  });

  it('has nothing to do where there is no dashboard', () => {
    expect(webStands(temporaryFolder({}))).toBe(true);
  });
});

describe('the rules of the dashboard', () => {
  /** @param {Record<string, string>} files */
  function faults(files) {
    const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
    return checkWeb(sources).violations.map(violationLine);
  }

  /**
   * @param {string} from
   * @param {string} specifier
   */
  const importing = (from, specifier) => faults({ [from]: `import '${specifier}';` });

  it.each([
    ['web/src/pages/mix/page.tsx', '../../../../src/server/wire.ts'],
    ['web/src/parts/words.ts', '../../../src/report/browser.ts'],
    ['web/src/pages/mix/page.tsx', './form.ts'],
    ['web/src/pages/mix/page.tsx', '../../parts/card.tsx'],
    ['web/src/pages.ts', './pages/line/window.ts'],
    ['web/src/parts/card.tsx', 'react'],
    ['web/src/charts/engine.ts', 'echarts/core'],
    ['web/src/pages/mix/page.test.tsx', '../../../../src/mix/plan.ts'],
  ])('let %s import %s', (from, specifier) => {
    expect(importing(from, specifier)).toEqual([]);
  });

  it.each([
    ['web/src/pages/mix/page.tsx', '../../../../src/mix/plan.ts', 'web may not import src/mix/plan.ts'],
    ['web/src/pages/mix/page.tsx', '../line/window.ts', 'of another page'],
    ['web/src/parts/card.tsx', '../pages/line/hero.tsx', 'what pages share knows no page'],
    ['web/src/api/client.ts', 'axios', 'imports axios, which'],
    ['web/src/api/client.ts', 'node:fs', 'imports node:fs, which'],
  ])('keep %s from importing %s', (from, specifier, message) => {
    expect(importing(from, specifier)).toEqual([expect.stringContaining(message)]);
  });

  it('allow no cycle', () => {
    const files = {
      'web/src/parts/a.tsx': `import type { B } from './b.tsx';`,
      'web/src/parts/b.tsx': `export { A } from './a.tsx';`,
    };
    expect(faults(files)).toEqual([expect.stringContaining('is in a cycle of imports')]);
  });
});
