import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureDependencies, missingPackages } from '../../scripts/setup/dependencies.mjs';
import { temporaryFolder, writeInto } from './temporary.mjs';

/** @param {Record<string, object>} packages */
const lock = (packages) => JSON.stringify({ packages: { '': { name: 'x' }, ...packages } });

const WANTED = lock({
  'node_modules/a': { version: '1.0.0' },
  'node_modules/@s/b': { version: '2.0.0' },
  'node_modules/a/node_modules/c': { version: '3.0.0' },
  'node_modules/native-elsewhere': { version: '1.0.0', optional: true },
});

const INSTALLED = {
  'package-lock.json': WANTED,
  'node_modules/.package-lock.json': WANTED,
  'node_modules/a/package.json': '{}',
  'node_modules/@s/b/package.json': '{}',
  'node_modules/a/node_modules/c/package.json': '{}',
};

describe('missing packages', () => {
  it('are none where all that the lock asks for is there, whatever optional ones are not', () => {
    expect(missingPackages(temporaryFolder(INSTALLED))).toEqual([]);
  });

  it('are all of them in a fresh clone', () => {
    const root = temporaryFolder({ 'package-lock.json': WANTED });
    expect(missingPackages(root)).toEqual(['a@1.0.0', '@s/b@2.0.0', 'c@3.0.0']);
  });

  it('are those that the lock has in another version since', () => {
    const root = temporaryFolder({ ...INSTALLED, 'package-lock.json': WANTED.replace('2.0.0', '2.1.0') });
    expect(missingPackages(root)).toEqual(['@s/b@2.1.0']);
  });

  it('are those whose folder somebody deleted', () => {
    const { 'node_modules/@s/b/package.json': _deleted, ...rest } = INSTALLED;
    expect(missingPackages(temporaryFolder(rest))).toEqual(['@s/b@2.0.0']);
  });

  it('are all of them where an install was cut short before npm wrote its own list', () => {
    const { 'node_modules/.package-lock.json': _unwritten, ...rest } = INSTALLED;
    expect(missingPackages(temporaryFolder(rest))).toHaveLength(3);
  });
});

describe('installing', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  /** @param {Record<string, string>} files @param {number} status */
  const withNpm = (files, status) => {
    const root = temporaryFolder(files);
    const record = "require('node:fs').writeFileSync('asked.json', JSON.stringify(process.argv.slice(2)));";
    writeInto(root, 'npm-cli.js', `${record} process.exitCode = ${status};`);
    vi.stubEnv('npm_execpath', join(root, 'npm-cli.js'));
    return root;
  };

  it('leaves alone what is complete', () => {
    const root = withNpm(INSTALLED, 0);
    ensureDependencies(root);
    expect(existsSync(join(root, 'asked.json'))).toBe(false);
  });

  it('runs npm ci, development tools included, with the npm that started the script', () => {
    const root = withNpm({ 'package-lock.json': WANTED }, 0);
    ensureDependencies(root);
    expect(JSON.parse(readFileSync(join(root, 'asked.json'), 'utf8'))).toEqual([
      'ci',
      '--no-audit',
      '--no-fund',
      '--include=dev',
    ]);
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('3 packages are missing'));
  });

  it('stops with npm’s status where npm fails', () => {
    const root = withNpm({ 'package-lock.json': WANTED }, 7);
    expect(() => ensureDependencies(root)).toThrow('npm ci ended with status 7');
  });
});
