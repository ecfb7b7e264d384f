import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from './fixtures.test.support.ts';
import { missing } from './missing.ts';

const files = scratch();
files.write('data/train.jsonl.gz', 'x');
files.write('data/test.csv', 'x');
const below = (...parts: string[]) => join(files.folder, ...parts);

describe('missing', () => {
  it('suggests the sibling that was likely meant', async () => {
    for (const typed of ['trian.jsonl.gz', 'train.jsonl', 'Train.jsonl.gz']) {
      expect(await missing(below('data', typed))).toMatchObject({
        code: 'E_NOT_FOUND',
        where: below('data', typed),
        hint: `Did you mean ${below('data', 'train.jsonl.gz')}?`,
      });
    }
  });

  it('suggests nothing where no sibling is close', async () => {
    expect((await missing(below('data', 'corpus'))).hint).toContain('Check the path');
  });

  it('finds the first part of the path that is missing', async () => {
    const error = await missing(below('daat', 'deep', 'train.jsonl.gz'));
    expect(error.message).toContain(`there is no ${below('daat')}`);
    expect(error.hint).toBe(`Did you mean ${below('data')}?`);
  });

  it('bears a relative path in a folder that does not exist', async () => {
    expect(await missing('no/such/folder/a.jsonl')).toMatchObject({ code: 'E_NOT_FOUND' });
    expect(await missing('no-such-file')).toMatchObject({ code: 'E_NOT_FOUND' });
  });
});
