import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../../base/errors.ts';
import { RowError } from '../../engine/rows/row-kernel.ts';
import { decodeRows } from '../wire/arrow.ts';
import { failedRow, refuse } from './failed-row.ts';
import { RowOutput } from './row-output.ts';

const error = new OutcrossError('E_UNSUPPORTED', 'the job is of another version', { where: '--job' });

describe('the row of an error', () => {
  it('says code, message and place, and of which shard it is', () => {
    expect(failedRow(error, 4)).toEqual({
      kind: 'failed',
      shard: 4,
      meta: expect.objectContaining({
        code: 'E_UNSUPPORTED',
        message: 'the job is of another version',
        where: '--job',
      }),
    });
  });

  it('says the row of the shard where the error is of one', () => {
    const { meta } = failedRow(new RowError('E_PROVENANCE', 'it says two things', 17), 0);
    expect(meta).toMatchObject({ code: 'E_PROVENANCE', row: 17 });
    expect(failedRow(error, 0).meta).not.toHaveProperty('row');
  });
});

describe('a worker that refuses its job', () => {
  it('answers with the error and the end of its stream, so that nobody takes it for one that died', async () => {
    const pieces: Uint8Array[] = [];
    const write = (bytes: Uint8Array) => pieces.push(Uint8Array.from(bytes)) > 0;
    await refuse(error, new RowOutput(Object.assign(new EventEmitter(), { write })));
    const rows: unknown[] = [];
    for await (const row of decodeRows(Readable.from(pieces))) rows.push(row);
    expect(rows).toMatchObject([
      { kind: 'failed', shard: -1, meta: { code: 'E_UNSUPPORTED' } },
      { kind: 'trailer', meta: { rows: 1, given: 0 } },
    ]);
  });
});
