import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import type { RowFragment, RowTask } from './row-job.ts';
import { RowError, type RowKernel } from './row-kernel.ts';
import { shardRows } from './shard-rows.ts';

const disk = scratch();
const COPY: RowKernel = { map: (record, out) => out.write(0, record), end: () => 'the end' };
let files = 0;

interface Given {
  readonly kernel?: RowKernel;
  readonly outputs?: RowTask['outputs'];
  readonly signal?: AbortSignal;
}

/** The fragments of a file of these bytes, and what was told of its reading. */
async function read(
  data: string | Uint8Array,
  { kernel = COPY, outputs = [{ kind: 'jsonl' }], signal }: Given = {},
) {
  const path = disk.write(`f${files++}.jsonl${typeof data === 'string' ? '' : '.gz'}`, data);
  const spec = { inputs: [path] };
  const [shard] = await planShards(spec);
  const told = { bytes: 0, records: 0 };
  const tell = (bytes: number, records: number) => {
    told.bytes += bytes;
    told.records += records;
  };
  const task: RowTask = { kernel: 'copy', settings: {}, spec, outputs };
  const fragments: RowFragment[] = [];
  for await (const one of shardRows({ task, kernel, shard, index: 5, tell, signal })) fragments.push(one);
  return { fragments, told, name: shard.name };
}

const rows = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `e${i}`, text: `text ${i}` }));
const content = (fragments: readonly RowFragment[], output: number) =>
  Buffer.concat(
    fragments.flatMap((one) => (one.kind === 'block' && one.output === output ? [one.bytes] : [])),
  ).toString();

describe('shardRows', () => {
  it('gives the lines as they stood, and ends with what was met and what the kernel found', async () => {
    const text = jsonl(rows(1300));
    const { fragments, told } = await read(`${text}\n\nbroken\n`);
    expect(content(fragments, 0)).toBe(text);
    expect(fragments.at(-1)).toEqual({
      kind: 'end',
      shard: 5,
      rows: 1303,
      rowsBefore: 0,
      malformed: 1,
      invalidEncoding: 0,
      summary: 'the end',
    });
    expect(told).toEqual({ bytes: text.length + 9, records: 1300 });
    expect(fragments.every(({ shard }) => shard === 5)).toBe(true);
  });

  it('ends an empty file with its end alone', async () => {
    const { fragments } = await read('\n');
    expect(fragments.map(({ kind }) => kind)).toEqual(['end']);
  });

  it('parts what a kernel parts, and hands on blocks as they fill, not at the end', async () => {
    const kernel: RowKernel = {
      map: (record, out) => out.write(record.row % 2, record),
      end: () => undefined,
    };
    const big = rows(60).map((row) => ({ ...row, text: 'x'.repeat(100_000) }));
    const { fragments } = await read(jsonl(big), { kernel, outputs: [{ kind: 'jsonl' }, { kind: 'jsonl' }] });
    expect(content(fragments, 1)).toBe(jsonl(big.filter((_, i) => i % 2 === 0)));
    expect(content(fragments, 0)).toBe(jsonl(big.filter((_, i) => i % 2 === 1)));
    for (const one of fragments)
      if (one.kind === 'block') expect(one.bytes.length).toBeLessThan((1 << 20) + 200_000);
  });

  it('fills file, line and example into a note', async () => {
    const note = { id: 'a.b', message: 'm', measure: 2 };
    const kernel: RowKernel = { map: (record, out) => out.note(record, note), end: () => undefined };
    const { fragments, name } = await read(`\n${jsonl(rows(1))}`, { kernel });
    expect(fragments[0]).toEqual({
      kind: 'notes',
      shard: 5,
      notes: [{ ...note, file: name, row: 2, example: 'e0' }],
    });
  });

  it('counts a record that is kept though its bytes are no text', async () => {
    const line = Buffer.concat([Buffer.from('{"text":"a'), Buffer.of(0xff), Buffer.from('"}\n')]);
    const { fragments } = await read(gzipSync(line));
    expect(fragments.at(-1)).toMatchObject({ malformed: 0, invalidEncoding: 1 });
  });
});

describe('shardRows, where something fails', () => {
  it('passes on an error of a row as it is, and names the file in any other', async () => {
    const failing = (error: Error): RowKernel => ({
      map: () => {
        throw error;
      },
      end: () => undefined,
    });
    const own = new RowError('E_PROVENANCE', 'no', 1);
    await expect(read(jsonl(rows(1)), { kernel: failing(own) })).rejects.toBe(own);
    await expect(read(jsonl(rows(1)), { kernel: failing(new Error('boom')) })).rejects.toMatchObject({
      code: 'E_INTERNAL',
      where: `f${files - 1}.jsonl`,
      message: /boom/,
    });
  });

  it('refuses a kernel that writes where there is no output, or bytes where records go', async () => {
    const wrong: RowKernel['map'][] = [
      (record, out) => out.write(1, record),
      (_, out) => out.bytes(0, Uint8Array.of(1)),
    ];
    for (const map of wrong) {
      const reading = read(jsonl(rows(1)), { kernel: { map, end: () => undefined } });
      await expect(reading).rejects.toMatchObject({ code: 'E_INTERNAL', message: /output [01]/ });
    }
  });

  it('hands over what stands before a cut, and never ends the shard', async () => {
    let ended = 0;
    let met = 0;
    const kernel: RowKernel = { map: () => met++, end: () => ended++ };
    const cut = gzipSync(jsonl(rows(20_000))).subarray(0, -2000);
    await expect(read(cut, { kernel })).rejects.toMatchObject({ code: 'E_TRUNCATED' });
    expect(met).toBeGreaterThan(1000);
    expect(ended).toBe(0);
  });

  it('stops at a signal', async () => {
    const reading = read(jsonl(rows(1)), { signal: AbortSignal.abort() });
    await expect(reading).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });
});
