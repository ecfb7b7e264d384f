import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporary-folder.test.support.ts';

const made: string[] = [];
afterAll(() => {
  expect(made).toHaveLength(4);
  expect(made.slice(1).filter((folder) => existsSync(folder))).toEqual([]);
});

describe('temporaryFolder', () => {
  const ofFile = temporaryFolder('outcross-temporary-');
  made.push(ofFile);
  beforeEach(() => {
    if (made.length < 3) made.push(temporaryFolder('outcross-temporary-'));
  });

  it('is there while its test runs', () => {
    const folder = temporaryFolder('outcross-temporary-');
    made.push(folder);
    writeFileSync(join(folder, 'a'), 'a');
    expect(existsSync(made[1])).toBe(true);
  });

  it('is gone when its test is over, of the file not before the others', () => {
    expect(made.map((folder) => existsSync(folder))).toEqual([true, false, false]);
    made.push(temporaryFolder('outcross-temporary-'));
  });
});
