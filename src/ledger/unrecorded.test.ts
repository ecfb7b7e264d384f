import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { job } from './fixtures.test.support.ts';
import { readUnrecorded, UNRECORDED_SCHEMA } from './unrecorded.ts';

const disk = scratch();

describe('readUnrecorded', () => {
  it('gives the facts with the time and the actor of then', async () => {
    const path = disk.write(
      'kept.json',
      JSON.stringify({ schema: UNRECORDED_SCHEMA, drafts: [job('a'), job('b')] }),
    );
    expect(await readUnrecorded(path)).toEqual([job('a'), job('b')]);
  });

  it.each(['', 'null', '[]', '{}', '{"schema":"outcross.unrecorded/1"}', '{"schema":"other","drafts":[]}'])(
    'refuses %j',
    async (text) => {
      await expect(readUnrecorded(disk.write('bad.json', text))).rejects.toMatchObject({ code: 'E_FORMAT' });
    },
  );

  it('says that there is no such file', async () => {
    await expect(readUnrecorded(join(disk.folder, 'none.json'))).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });
});
