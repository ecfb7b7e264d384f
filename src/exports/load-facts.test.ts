import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { manifestOf } from './fixtures.test.support.ts';
import { loadFacts } from './load-facts.ts';

const disk = scratch();
const digest = (data: string) => createHash('sha256').update(data).digest('hex');
const entry = (name: string, data: string) => ({
  name,
  bytes: Buffer.byteLength(data),
  sha256: digest(data),
  records: 2,
});

const ROWS = jsonl([
  { text: 'one', n: 1 },
  { text: 'two', n: 2.5, extra: 'x' },
]);
const MORE = jsonl([{ text: 'three', extra: 7 }, { text: 'four' }]);

function set(name: string, files: Readonly<Record<string, string>>, more: object = {}): string {
  const folder = join(disk.folder, name);
  mkdirSync(folder, { recursive: true });
  const outputs = Object.entries(files).map(([file, data]) => entry(file, data));
  disk.write(`${name}.manifest.json`, JSON.stringify({ ...manifestOf(), outputs, ...more }));
  for (const [file, data] of Object.entries(files)) disk.write(`${name}/${file}`, data);
  return folder;
}

function single(name: string, data = ROWS, stored = data): string {
  const path = disk.write(name, stored);
  disk.write(`${name}.manifest.json`, JSON.stringify({ ...manifestOf(), outputs: [entry(name, data)] }));
  return path;
}

describe('loadFacts', () => {
  it('reads a file and its manifest, whichever of them is named', async () => {
    const path = single('one.jsonl');
    const facts = await loadFacts(path);
    expect(facts).toMatchObject({ name: 'one', dataset: {}, at: undefined });
    expect(facts.files[0]).toMatchObject({
      path: 'one.jsonl',
      format: 'jsonl',
      compression: 'none',
      records: 2,
    });
    expect(facts.columns?.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'text text',
      'n number',
      'extra text',
    ]);
    expect(await loadFacts(`${path}.manifest.json`)).toEqual(facts);
  });

  it('reads a folder of parts, the columns of each and of all', async () => {
    const facts = await loadFacts(`${set('parts', { 'part-00000.jsonl': ROWS, 'part-00001.jsonl': MORE })}/`);
    expect(facts.files.map(({ path }) => path)).toEqual(['parts/part-00000.jsonl', 'parts/part-00001.jsonl']);
    expect(facts.files[1].columns?.map(({ name }) => name)).toEqual(['text', 'extra']);
    expect(facts.columns?.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'text text',
      'n number',
      'extra mixed',
    ]);
  });

  it('writes paths from the folder that is given', async () => {
    const path = single('far.jsonl');
    const from = join(disk.folder, 'exports');
    expect((await loadFacts(path, { from })).files[0].path).toBe('../far.jsonl');
  });

  it('does with a manifest alone, and knows no columns then', async () => {
    disk.write(
      'gone.jsonl.manifest.json',
      JSON.stringify({ ...manifestOf(), outputs: [entry('gone.jsonl', ROWS)] }),
    );
    const facts = await loadFacts(join(disk.folder, 'gone.jsonl.manifest.json'));
    expect(facts.columns).toBeUndefined();
    expect(facts.files[0]).toMatchObject({ path: 'gone.jsonl', columns: undefined });
  });

  it('refuses a set that was changed since its manifest, of the same length too', async () => {
    const longer = single('longer.jsonl', ROWS, `${ROWS}\n`);
    const other = single('other.jsonl', ROWS, ROWS.replace('one', 'eno'));
    for (const path of [longer, other])
      await expect(loadFacts(path)).rejects.toMatchObject({ code: 'E_PROOF', where: path });
  });

  it('refuses a manifest whose names lead elsewhere', async () => {
    for (const name of ['../a.jsonl', '/etc/passwd', 'a/b.jsonl', '..', 'a\\b.jsonl']) {
      disk.write('odd.manifest.json', JSON.stringify({ ...manifestOf(), outputs: [entry(name, ROWS)] }));
      await expect(loadFacts(join(disk.folder, 'odd.manifest.json'))).rejects.toMatchObject({
        code: 'E_FORMAT',
      });
    }
  });

  it('refuses what is no manifest, and says what is missing', async () => {
    const wrong = [
      '',
      '[]',
      'null',
      '{}',
      '{"schema":"outcross.manifest/1"}',
      JSON.stringify({ ...manifestOf(), outputs: [{ name: 'a' }] }),
    ];
    for (const text of wrong) {
      disk.write('wrong.manifest.json', text);
      await expect(loadFacts(join(disk.folder, 'wrong.manifest.json'))).rejects.toMatchObject({
        code: 'E_FORMAT',
      });
    }
    await expect(loadFacts(join(disk.folder, 'nothing.jsonl'))).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
    const bare = disk.write('bare.jsonl', ROWS);
    await expect(loadFacts(bare)).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      message: expect.stringContaining('no manifest'),
    });
  });

  it('stops where it is told to', async () => {
    await expect(loadFacts(single('stop.jsonl'), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
  });
});
