import { describe, expect, it } from 'vitest';
import { digestOf, filesBelow } from '../../scripts/setup/files.mjs';
import { temporaryFolder, writeInto } from './temporary.mjs';

describe('the files below a folder', () => {
  it('are named from the root, sorted, whatever their depth', () => {
    const root = temporaryFolder({ 'src/b.ts': '', 'src/a/z.ts': '', 'src/a/y/x.ts': '', 'other.ts': '' });
    expect(filesBelow(root, 'src')).toEqual(['src/a/y/x.ts', 'src/a/z.ts', 'src/b.ts']);
  });

  it('are none where there is no folder', () => {
    expect(filesBelow(temporaryFolder({}), 'src')).toEqual([]);
  });
});

describe('the digest of files', () => {
  const files = { a: 'one', b: 'two' };

  it('is the same for the same names and contents', () => {
    expect(digestOf(temporaryFolder(files), ['a', 'b'])).toBe(digestOf(temporaryFolder(files), ['a', 'b']));
  });

  it('changes with a name, with a content, and with a file that appears', () => {
    const root = temporaryFolder(files);
    const digest = digestOf(root, ['a', 'b', 'c']);
    writeInto(root, 'c', '');
    expect(digestOf(root, ['a', 'b', 'c'])).not.toBe(digest);
    expect(digestOf(temporaryFolder({ a: 'one', b: 'Two' }), ['a', 'b'])).not.toBe(digest);
    expect(digestOf(temporaryFolder({ a: 'one', d: 'two' }), ['a', 'd'])).not.toBe(digest);
  });

  it('does not confuse where one file ends and the next begins', () => {
    const one = digestOf(temporaryFolder({ a: 'x', b: 'yz' }), ['a', 'b']);
    const two = digestOf(temporaryFolder({ a: 'xy', b: 'z' }), ['a', 'b']);
    expect(one).not.toBe(two);
  });
});
