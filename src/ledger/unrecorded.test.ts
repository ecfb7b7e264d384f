import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { job } from './fixtures.test.support.ts';
import { readUnrecorded, requirePast, UNRECORDED_SCHEMA } from './unrecorded.ts';

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

describe('requirePast', () => {
  const drafts = [job('a'), { ...job('b'), at: '2030-01-01T00:10:00.000Z' }];
  const at = (clock: string) => () => requirePast(drafts, Date.parse(`2030-01-01T${clock}Z`), 'kept.json');

  it('takes what came about before, by a clock that may be minutes apart', () => {
    for (const clock of ['09:00:00', '00:10:00', '00:05:30']) expect(at(clock)).not.toThrow();
  });

  it('refuses what is yet to come, and names file and time', () => {
    expect(at('00:04:00')).toThrow('kept.json tells of 2030-01-01T00:10:00.000Z, which is yet to come');
  });
});
