import { describe, expect, it } from 'vitest';
import { lockFaults } from '../../scripts/exports/lock.mjs';
import { violationLine } from '../../scripts/source/violation.mjs';

/** @param {Record<string, object>} packages */
const faults = (packages) => lockFaults(JSON.stringify({ packages })).map(violationLine);

describe('a lock file', () => {
  it('serves everybody where each dependency has an entry without an address', () => {
    const packages = {
      '': { dependencies: { a: '^1.0.0' } },
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-x', dependencies: { '@s/b': '1', c: '1' } },
      'node_modules/a/node_modules/c': { version: '1.0.0', dependencies: { '@s/b': '1' } },
      'node_modules/@s/b': { version: '1.0.0' },
    };
    expect(faults(packages)).toEqual([]);
  });

  it('holds no addresses', () => {
    expect(faults({ 'node_modules/a': { resolved: 'https://example.org/a.tgz' } })).toEqual([
      'package-lock.json  has an address for node_modules/a',
    ]);
  });

  it('has entries for all platforms, not only that of whoever wrote it', () => {
    const packages = {
      'node_modules/a': { optionalDependencies: { 'a-linux': '1', 'a-mac': '1' } },
      'node_modules/a-linux': { optional: true },
    };
    expect(faults(packages)).toEqual([
      'package-lock.json  has no entry for a-mac, which node_modules/a wants',
    ]);
  });

  it('does not find what lies in the folder of another package', () => {
    const packages = {
      '': { dependencies: { c: '1' } },
      'node_modules/a': {},
      'node_modules/a/node_modules/c': {},
    };
    expect(faults(packages)).toEqual(['package-lock.json  has no entry for c, which the package wants']);
  });

  it('finds what lies further up, past scoped folders', () => {
    const packages = {
      'node_modules/@s/a/node_modules/@t/b': { dependencies: { top: '1' } },
      'node_modules/top': {},
    };
    expect(faults(packages)).toEqual([]);
  });
});
