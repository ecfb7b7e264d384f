import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { machinePaths } from '../../scripts/exports/traces.mjs';
import { trackedTexts } from '../../scripts/exports/tracked.mjs';
import { violationLine } from '../../scripts/source/violation.mjs';
import { temporaryFolder } from './temporary.mjs';

// Written in two parts, so that this file holds no such path itself.
const home = (/** @type {string} */ system) => ({ linux: '/ho', mac: '/Us', windows: 'C:\\Us' })[system];

/** @param {string} text @param {string[]} [folders] */
const traces = (text, folders = []) => machinePaths([{ path: 'a.md', text }], folders).map(violationLine);

describe('paths of one machine', () => {
  it('are found as the usual systems write homes, with their line', () => {
    expect(traces(`one\nsee ${home('linux')}me/ada/x`)).toEqual([
      `a.md:2  holds ${home('linux')}me/ada/, a path of one machine`,
    ]);
    expect(traces(`${home('mac')}ers/ada.l/work`)).toHaveLength(1);
    expect(traces(`${home('windows')}ers\\ada\\work`)).toHaveLength(1);
  });

  it('are found where they are the folder of this checkout, but not where a name only begins so', () => {
    expect(traces('built in /opt/ci/checkout.', ['/opt/ci/checkout'])).toEqual([]);
    expect(traces('built in /opt/ci/checkout', ['/opt/ci/checkout'])).toHaveLength(1);
    expect(traces('"/opt/ci/checkout/src"', ['/opt/ci/checkout'])).toHaveLength(1);
    expect(traces('/opt/ci/checkouts', ['/opt/ci/checkout'])).toEqual([]);
  });

  it('take the folder literally', () => {
    expect(traces('/opt/cixcheckout', ['/opt/ci.checkout'])).toEqual([]);
  });

  it('are not looked for where the folder is so short that any text holds it', () => {
    expect(traces('/app /root', ['/app', '/'])).toEqual([]);
  });

  it.each(['/home page', 'https://example.org/home/', './Users.md', 'the /Users/ folder'])(
    'are none in %s',
    (text) => {
      expect(traces(text)).toEqual([]);
    },
  );
});

describe('the texts of a repository', () => {
  it('are the tracked and the new ones, without the ignored and the binary', () => {
    const root = temporaryFolder({
      '.gitignore': 'ignored/\n',
      'a.txt': 'tracked',
      'ü b.txt': 'new',
      'ignored/c.txt': 'scratch',
      'd.bin': 'x\0y',
    });
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    execFileSync('git', ['add', 'a.txt'], { cwd: root });
    const paths = trackedTexts(root).map(({ path }) => path);
    expect(paths.sort()).toEqual(['.gitignore', 'a.txt', 'ü b.txt']);
  });

  it('pass over a tracked file that was deleted', () => {
    const root = temporaryFolder({ 'a.txt': 'x' });
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    execFileSync('git', ['update-index', '--add', '--cacheinfo', `100644,${'0'.repeat(39)}1,gone.txt`], {
      cwd: root,
      stdio: 'pipe',
    });
    expect(trackedTexts(root).map(({ path }) => path)).toEqual(['a.txt']);
  });

  it('cannot be listed outside a repository, which is said', () => {
    expect(() => trackedTexts(temporaryFolder({}))).toThrow('git could not list the files');
  });
});
