import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { STATED } from '../../exports/fixtures.test.support.ts';
import { EXPORT_FORMATS } from '../../exports/formats.ts';
import { desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
const rows = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    id: `t${i}`,
    text: `sentence ${i}`,
    made: '2024-02-30',
    provenance:
      i % 3 === 0
        ? { origin: 'synthetic', source: 'assistant', model: 'm1' }
        : { origin: 'human', source: 'press' },
  }));

async function outcross(...args: string[]) {
  const { context, out, err } = desk();
  const status = await run(args, context);
  return { status, out: out.text, err: err.text };
}
const exporting = (...args: string[]) => outcross('export', ...args, '--no-config');

/** A set of one file and one of parts, built once. */
let train: string;
let parts: string;
let meta: string;
beforeAll(async () => {
  const input = disk.write('in.jsonl', jsonl(rows(30)));
  [train, parts] = [join(disk.folder, 'train.jsonl'), join(disk.folder, 'parts')];
  meta = disk.write('meta.yaml', JSON.stringify({ dataset: STATED }));
  for (const more of [[train], [`${parts}/`, '--part-bytes', '1000']]) {
    const { status, err } = await outcross('mix', input, '-o', ...more, '--no-config', '--no-ledger');
    expect({ status, err }).toMatchObject({ status: 0 });
  }
});
let folder: string;
let folders = 0;
beforeEach(() => {
  folder = join(disk.folder, `out-${folders++}`);
  mkdirSync(folder);
});

describe('outcross export', () => {
  it.each(EXPORT_FORMATS)('writes %s to a file as it does to standard output', async (format) => {
    const at = ['--at', '2026-01-31T12:00:00+02:00', '--meta', meta];
    const printed = await exporting(format, train, ...at);
    const output = join(disk.folder, `beside.${format}`);
    expect(await exporting(format, train, ...at, '-o', output)).toEqual({ ...printed, out: '' });
    expect(readFileSync(output, 'utf8')).toBe(printed.out);
    expect(await exporting(format, `${train}.manifest.json`, ...at)).toEqual(printed);
    expect(await exporting(format, train, ...at, '-o', '-')).toEqual(printed);
  });

  it('takes a time of any zone, and writes it in UTC', async () => {
    const { out } = await exporting('cyclonedx', train, '--at', '2026-01-31T12:00:00+02:00');
    expect(JSON.parse(out).metadata.timestamp).toBe('2026-01-31T10:00:00.000Z');
    expect(JSON.parse((await exporting('cyclonedx', train)).out).metadata).not.toHaveProperty('timestamp');
  });

  it('calls a day that no calendar has text', async () => {
    const { out } = await exporting('croissant', train);
    const [{ field }] = JSON.parse(out).recordSet;
    expect(field.find(({ name }: { name: string }) => name === 'made').dataType).toBe('sc:Text');
  });

  it('lists what is missing once each, made visible, and ends with 1 under --strict alone', async () => {
    const { status, err } = await exporting('dta', train);
    const places = err.trimEnd().split('\n').slice(1);
    expect([status, new Set(places).size]).toEqual([0, places.length]);
    expect(err).toMatch(/^\d+ facts are not stated; state what you know in outcross\.yaml:\n {2}dataset\./);
    expect((await exporting('dta', train, '--strict')).status).toBe(1);
    expect((await exporting('dta', train, '--strict', '--meta', meta)).status).toBe(0);
  });

  it('follows the set, moved with its manifest, and reads a manifest alone', async () => {
    for (const name of ['train.jsonl', 'train.jsonl.manifest.json'])
      writeFileSync(join(folder, name), readFileSync(join(disk.folder, name)));
    const moved = await exporting('hf-card', join(folder, 'train.jsonl'), '--meta', meta);
    expect(moved.out).toBe((await exporting('hf-card', train, '--meta', meta)).out);
    const lone = join(folder, 'lone.jsonl.manifest.json');
    writeFileSync(
      lone,
      readFileSync(`${train}.manifest.json`, 'utf8').replaceAll('train.jsonl', 'lone.jsonl'),
    );
    const { status, err } = await exporting('hf-card', lone, '--meta', meta);
    expect([status, err]).toEqual([0, expect.stringContaining('the columns of the set')]);
  });

  it('writes over nothing that it reads, by whichever name, and leaves all as it was', async () => {
    const link = join(folder, 'link.json');
    symlinkSync(`${train}.manifest.json`, link);
    const part = join(parts, 'part-00000.jsonl');
    const targets = [
      [train, train],
      [train, `${train}.manifest.json`],
      [`${train}.manifest.json`, train],
      [train, join(folder, '..', 'train.jsonl')],
      [train, link],
      [train, meta],
      [parts, part],
      [`${parts}.manifest.json`, part],
    ];
    const kept = [train, `${train}.manifest.json`, meta, part, `${parts}.manifest.json`];
    const before = kept.map((path) => readFileSync(path));
    for (const [mix, output] of targets) {
      const { status, err } = await exporting('dta', mix, '--meta', meta, '-o', output);
      expect({ output, status, err }).toMatchObject({
        status: 2,
        err: expect.stringContaining('which is an input'),
      });
    }
    expect(kept.map((path) => readFileSync(path))).toEqual(before);
  });

  it('keeps the mode of a file that it writes again', async () => {
    const output = join(folder, 'README.md');
    writeFileSync(output, 'old');
    chmodSync(output, 0o604);
    expect((await exporting('hf-card', train, '-o', output)).status).toBe(0);
    expect(statSync(output).mode & 0o777).toBe(0o604);
  });

  it.each([
    [['dta', 'TRAIN', '--at', '31.01.2026'], 'not a time of ISO 8601'],
    [['dta', 'TRAIN', '--at', '2026-02-30'], 'not a time of ISO 8601'],
    [['dta', 'TRAIN', '--at', '2026-01-31T12:00:00'], 'not a time of ISO 8601'],
    [['dta', 'TRAIN', '--at', '2026-13-01'], 'not a time of ISO 8601'],
    [['dta', 'TRAIN', '--at', ''], 'not a time of ISO 8601'],
    [['dta', 'TRAIN', '--meta', 'TRAIN'], 'train.jsonl'],
    [['dta', 'TRAIN', '--meta', '/nowhere/meta.yaml'], 'does not exist'],
    [['dta', 'TRAIN', '-o', '/nowhere/x.json'], 'there is no folder'],
    [['__proto__', 'TRAIN'], 'Allowed choices'],
    [['dta', 'TRAINX'], 'Did you mean'],
  ])('%j is an error with a remedy', async (args, message) => {
    const given = args.map((arg) => arg.replace('TRAINX', `${train}x`).replace(/^TRAIN$/, train));
    const { status, out, err } = await exporting(...given);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
  });

  it('writes nothing once it is stopped', async () => {
    const { context, out, interrupt } = desk();
    interrupt();
    expect(await run(['export', 'dta', train, '--no-config'], context)).toBe(130);
    expect(out.text).toBe('');
  });
});
