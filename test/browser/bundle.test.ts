import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const ASSETS = new URL('../../dist/web/assets/', import.meta.url);

/** What the lab alone fetches, once somebody runs it: its worker, and what that needs. */
const OF_LAB = /^(worker|transformer|gaussian|categorical|sampling-bias|webgpu|webgl|backend)/;

/** Thousands of bytes, of all pages and charts together. */
const MOST = 380;

const names = existsSync(ASSETS) ? readdirSync(ASSETS) : [];

/** `webgpu` of `webgpu-D5edCWOx-7a-HXK6c.js`: without what changes with the content. */
function stem(name: string): string {
  return name.replace(/-[\w-]{8}\.(js|css)$/, '.$1');
}

describe.skipIf(names.length === 0)('what a browser fetches (skipped: run `npm run build`)', () => {
  it(`is under ${MOST} kB compressed for all pages, charts included`, () => {
    const sizes = names
      .filter((name) => !OF_LAB.test(name))
      .map((name) => gzipSync(readFileSync(new URL(name, ASSETS))).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST * 1000);
  });

  it('holds the lab once: for its worker', () => {
    const lab = names.filter((name) => OF_LAB.test(name)).map(stem);
    expect(lab).toContain('transformer.js');
    expect(lab.filter((name, at) => lab.indexOf(name) !== at)).toEqual([]);
    const pages = names.filter((name) => /^(page|index)-.*\.js$/.test(name));
    const workers = names.filter((name) => name.startsWith('worker-'));
    for (const name of names.filter((one) => one.startsWith('transformer-'))) {
      const isNamedIn = (file: string) => readFileSync(new URL(file, ASSETS), 'utf8').includes(name);
      expect(pages.filter(isNamedIn)).toEqual([]);
      expect(workers.filter(isNamedIn)).toHaveLength(1);
    }
  });
});
