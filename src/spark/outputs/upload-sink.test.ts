import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../../base/errors.ts';
import type { SinkOptions } from '../../corpus/sink.ts';
import { ExecutorSinks } from './executor-sinks.ts';

const URI = 's3a://bucket/d/a.jsonl';

/** A driver that a test plays: what it was asked, what was put, and what of it fails. */
class Driver {
  readonly asked: Record<string, unknown>[] = [];
  readonly put: [uri: string, text: string][] = [];
  local = '';
  readonly #fails: string | undefined;

  constructor(fails?: string) {
    this.#fails = fails;
  }

  readonly ask = async (head: Readonly<Record<string, unknown>>) => {
    this.asked.push({ ...head });
    if (head['what'] === this.#fails) throw new OutcrossError('E_WRITE', `${head['what']} failed`);
    if (head['what'] === 'put') {
      this.local = String(head['local']);
      this.put.push([String(head['uri']), readFileSync(this.local, 'latin1')]);
    }
    return { head: { kind: 'done' }, payload: Buffer.from('null') };
  };

  get said(): unknown[] {
    return this.asked.map(({ what }) => what);
  }
}

const open = (driver: Driver, options: SinkOptions = {}, uri = URI) =>
  new ExecutorSinks(driver.ask).open(uri, options);

const block = (text: string) => ({ bytes: Buffer.from(text), ends: Uint32Array.of(text.length) });

describe('one file at a URI', () => {
  it('holds what was written, put under a hidden name before it is renamed', async () => {
    const driver = new Driver();
    const sink = await open(driver, { replace: true });
    expect(sink.encoding).toEqual({ kind: 'jsonl' });
    for (const text of ['{"a":1}\n', '{"a":2}\n']) await sink.write(block(text));
    await sink.stage();
    expect(driver.said).toEqual(['openFile', 'put']);
    const [[draft, text]] = driver.put;
    expect(text).toBe('{"a":1}\n{"a":2}\n');
    expect(draft).toMatch(/^s3a:\/\/bucket\/d\/\.a\.jsonl\./);
    expect(existsSync(dirname(driver.local))).toBe(false);
    const { files, records } = await sink.commit();
    expect([files, records]).toMatchObject([[{ path: URI, name: 'a.jsonl', bytes: 16, records: 2 }], 2]);
    expect(driver.asked.at(-1)).toEqual({ what: 'commitFile', draft, uri: URI, bytes: 16, replace: true });
  });

  it.each(['jsonl.gz', 'parquet', 'csv'])(
    'is written as its ending says, with no record too: %s',
    async (ending) => {
      const driver = new Driver();
      const sink = await open(driver, {}, `s3a://bucket/a.${ending}`);
      await sink.stage();
      const { files, records } = await sink.commit();
      expect(records).toBe(0);
      expect(driver.put[0][1]).toHaveLength(files[0].bytes);
    },
  );

  it('leaves nothing here or there where it is given up, staged or not', async () => {
    for (const staged of [false, true]) {
      const driver = new Driver();
      const sink = await open(driver);
      if (staged) await sink.stage();
      await sink.abort();
      expect(driver.said.at(-1)).toBe('discard');
      if (staged) expect(driver.asked.at(-1)).toMatchObject({ uri: driver.put[0][0] });
    }
  });

  it('is given up quietly where it could not be put', async () => {
    const driver = new Driver('put');
    const sink = await open(driver);
    await expect(sink.stage()).rejects.toMatchObject({ code: 'E_WRITE' });
    await sink.abort();
    const local = String(driver.asked.find(({ what }) => what === 'put')!['local']);
    expect(existsSync(dirname(local))).toBe(false);
  });

  it('is refused before any work where something stands there, and for a format that is not written', async () => {
    await expect(open(new Driver('openFile'))).rejects.toMatchObject({ code: 'E_WRITE' });
    const none = new Driver();
    await expect(open(none, { format: 'csv' })).rejects.toMatchObject({ code: 'E_OPTION' });
    expect(none.asked).toEqual([]);
  });
});
