import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { version } from './version.ts';

describe('version', () => {
  it('is that of the package', () => {
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    expect(text).toContain(`"version": "${version()}"`);
    expect(version()).toMatch(/^\d+\.\d+\.\d+/);
  });
});
