import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/setup/find-chromium.mjs';
import { temporaryFolder } from './temporary.mjs';

/**
 * @param {string} folder
 * @param {string} name
 */
function program(folder, name) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

describe('findChromium', () => {
  it('takes the browser that CHROMIUM_PATH names, and no other where that one is not there', () => {
    const folder = temporaryFolder({});
    const other = program(join(folder, 'bin'), 'chromium');
    const named = program(folder, 'mine');
    const PATH = join(folder, 'bin');
    expect(findChromium({ PATH, CHROMIUM_PATH: named })).toBe(named);
    expect(findChromium({ PATH, CHROMIUM_PATH: join(folder, 'nowhere') })).toBeUndefined();
    expect(findChromium({ PATH, CHROMIUM_PATH: '' })).toBe(other);
  });

  it('takes the first of the search path', () => {
    const folder = temporaryFolder({});
    const [a, b] = ['a', 'b'].map((name) => join(folder, name));
    program(b, 'chromium');
    const first = program(a, 'google-chrome');
    expect(findChromium({ PATH: [join(folder, 'nothing'), a, b].join(delimiter) })).toBe(first);
  });

  it('passes over what cannot be run', () => {
    const folder = temporaryFolder({});
    chmodSync(program(join(folder, 'a'), 'chromium'), 0o644);
    const right = program(join(folder, 'b'), 'chromium');
    expect(findChromium({ PATH: [join(folder, 'a'), join(folder, 'b')].join(delimiter) })).toBe(right);
  });
});
