import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../../base/errors.ts';
import type { Encoding } from '../../corpus/encoding.ts';
import type { SinkOptions } from '../../corpus/sink.ts';
import { ExecutorSinks, placesOf } from './executor-sinks.ts';

const OUT = 's3a://bucket/out';

/** A driver that a test plays: what it was asked, and what of it fails. */
class Driver {
  readonly asked: Record<string, unknown>[] = [];
  readonly put: Buffer[] = [];
  readonly #fails: readonly string[];

  constructor(...fails: readonly string[]) {
    this.#fails = fails;
  }

  readonly ask = async (head: Readonly<Record<string, unknown>>) => {
    this.asked.push({ ...head });
    if (head['what'] === 'put') this.put.push(readFileSync(String(head['local'])));
    if (this.#fails.includes(String(head['what'])))
      throw new OutcrossError('E_WRITE', `${head['what']} failed`, { where: OUT });
    return { head: { kind: 'done' }, payload: Buffer.from('null') };
  };

  get said(): unknown[] {
    return this.asked.map(({ what }) => what);
  }
}

const open = async (driver: Driver, options: SinkOptions = {}, uri = OUT) => {
  const sinks = new ExecutorSinks(driver.ask);
  return { sinks, sink: await sinks.open(uri, options) };
};

const written = (output: number, records: number) => ({
  kind: 'written',
  shard: -1,
  meta: { output, path: `${OUT}/_temporary/x/${records}/a`, bytes: records * 10, sha256: 'ab', records },
});

describe('an output that executors write', () => {
  it('has parts in the order in which they came, and counts them', async () => {
    const driver = new Driver();
    const { sinks, sink } = await open(driver, { compression: 'gzip', replace: true });
    const own: Encoding = { kind: 'jsonl' };
    const { encoding } = sink;
    expect(encoding.parts).toMatchObject({ format: 'jsonl', compression: 'gzip' });
    expect(placesOf([own, encoding])).toEqual({ 1: encoding.parts!.uri });
    for (const records of [5, 3]) sinks.note(written(1, records), [own, encoding]);
    sinks.note({ kind: 'block', shard: 0, meta: { output: 0 } }, [own, encoding]);
    await sink.stage();
    const result = await sink.commit();
    expect(result.records).toBe(8);
    expect(result.files.map(({ path, records, bytes }) => [path, records, bytes])).toEqual([
      [`${OUT}/part-00000.jsonl.gz`, 5, 50],
      [`${OUT}/part-00001.jsonl.gz`, 3, 30],
    ]);
    expect(driver.said).toEqual(['open', 'commit']);
    const [opened, committed] = driver.asked;
    expect(encoding.parts!.uri).toBe(`${OUT}/_temporary/${opened['run']}`);
    expect(committed).toMatchObject({
      uri: OUT,
      run: opened['run'],
      replace: true,
      parts: [
        [`${OUT}/_temporary/x/5/a`, 'part-00000.jsonl.gz', 50],
        [`${OUT}/_temporary/x/3/a`, 'part-00001.jsonl.gz', 30],
      ],
    });
  });

  it.each(['jsonl', 'parquet', 'csv'] as const)(
    'has one empty part where there are no records (%s)',
    async (format) => {
      const driver = new Driver();
      const { sink } = await open(driver, { format }, `${OUT}//`);
      await sink.stage();
      const { files, records } = await sink.commit();
      expect(records).toBe(0);
      expect(files.map(({ path }) => path)).toEqual([`${OUT}/part-00000.${format}`]);
      expect(driver.put.map(({ length }) => length)).toEqual([files[0].bytes]);
    },
  );

  it('takes back what it began, and is silent where that fails', async () => {
    for (const driver of [new Driver(), new Driver('abort')]) {
      const { sink } = await open(driver);
      await sink.abort();
      expect(driver.said).toEqual(['open', 'abort']);
    }
  });

  it('is refused before any work where it cannot be', async () => {
    const driver = new Driver('open');
    await expect(open(driver)).rejects.toMatchObject({ code: 'E_WRITE' });
    const none = new Driver();
    await expect(open(none, { partBytes: 5 })).rejects.toMatchObject({ code: 'E_OPTION' });
    await expect(open(none, { format: 'parquet', compression: 'gzip' })).rejects.toMatchObject({
      code: 'E_OPTION',
    });
    expect(none.asked).toEqual([]);
  });

  it('takes no records of the command line', async () => {
    const { sink } = await open(new Driver());
    expect(() => sink.write({ bytes: new Uint8Array(0), ends: new Uint32Array(0) })).toThrow(
      'executors alone',
    );
  });

  it('is none of outputs that go elsewhere', () => {
    expect(placesOf([{ kind: 'jsonl' }, { kind: 'bytes' }])).toBeUndefined();
  });
});
