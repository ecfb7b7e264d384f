import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { hiddenIn, widest } from '../fixtures.test.support.ts';
import { ran } from './ran.test.support.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const mix = (...args: string[]) => ran(['mix', '--no-config', ...args]);

const rows = (origin: string, n: number) =>
  jsonl(
    Array.from({ length: n }, (_, i) => ({
      id: `${origin}${i}`,
      text: `${origin} text number ${i} says word${i} and word${i + 1}`,
      provenance: { origin, source: `${origin} source`, ...(origin === 'human' ? {} : { generation: 1 }) },
    })),
  );
const human = disk.write('human.jsonl', rows('human', 60));
const made = disk.write('made.jsonl', rows('synthetic', 200));
const policy = disk.write('policy.yaml', 'policy: { size: 100, human: { minimum: 0.3, share: 0.4 } }\n');
const lines = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('outcross mix', () => {
  it('writes a set of the declared share, its manifest, and what both hold', async () => {
    const { status, out, err } = await mix(human, made, '--policy', policy, '-o', at('mix.jsonl'));
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const origins = lines(at('mix.jsonl')).map(({ provenance }) => provenance.origin);
    expect(origins.filter((origin) => origin === 'human')).toHaveLength(40);
    expect(origins).toHaveLength(100);
    expect(out).toMatch(/\n {2}human +40 +40% /);
    const [, manifest] = / written, its manifest to (.+)\n$/.exec(out)!;
    expect(JSON.parse(readFileSync(manifest, 'utf8'))).toMatchObject({
      schema: 'outcross.manifest/1',
      outputs: [{ name: 'mix.jsonl', records: 100 }],
    });
  });

  it('writes with --json the manifest that it wrote to the disk, and nothing else', async () => {
    const { out, err } = await mix(human, made, '--policy', policy, '-o', at('json.jsonl'), '--json');
    expect(err).toBe('');
    const name = readdirSync(disk.folder).find(
      (file) => file.startsWith('json') && file.includes('manifest'),
    )!;
    expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync(at(name), 'utf8')));
  });

  it('plans without writing, and passes where the plan is possible', async () => {
    const before = readdirSync(disk.folder);
    const { status, out } = await mix(human, made, '--policy', policy, '--dry-run', '-o', at('no.jsonl'));
    expect(status).toBe(0);
    expect(out).toMatch(/^Possible: 100 examples, /);
    expect(readdirSync(disk.folder)).toEqual(before);
  });

  it('fails the gate where a plan is not possible, with all that would do', async () => {
    for (const columns of [40, 80]) {
      const args = ['mix', '--no-config', human, made, '--policy', policy, '--size', '1000', '--dry-run'];
      const { status, out } = await ran(args, { columns });
      expect(status).toBe(1);
      expect(widest(out)).toBeLessThanOrEqual(columns);
      expect(out.replace(/\s+/g, ' ')).toMatch(/Any of these would do: size of 15\d examples/);
    }
    const { status, out } = await mix(
      ...[human, made, '--policy', policy, '--size', '1000', '--dry-run', '--json'],
    );
    expect(status).toBe(1);
    const plan = JSON.parse(out);
    expect(plan).toMatchObject({ schema: 'outcross.plan/1', possible: false });
    expect(plan.fates).toBeUndefined();
  });

  it('builds nothing from a plan that is not possible', async () => {
    const { status, out, err } = await mix(
      ...[human, made, '--policy', policy, '--size', '1000', '-o', at('none.jsonl')],
    );
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(
      /^error \[E_POLICY\] .*short by 340; .*\n {2}where: .*policy\.yaml\n {2}hint: Any of these/,
    );
    expect(existsSync(at('none.jsonl'))).toBe(false);
  });

  it('gives the same bytes for the same seed, and another choice for another', async () => {
    const built = async (name: string, seed: string) => {
      await mix(human, made, '--policy', policy, '--seed', seed, '-o', at(name));
      return readFileSync(at(name), 'utf8');
    };
    const first = await built('s1.jsonl', 'a');
    expect(await built('s2.jsonl', 'a')).toBe(first);
    expect(await built('s3.jsonl', 'b')).not.toBe(first);
  });

  it('writes every example once: into the mix, or with its reason to the rejects', async () => {
    await mix(human, made, '--policy', policy, '-o', at('part.jsonl'), '--rejects', at('out.jsonl'));
    const ids = [at('part.jsonl'), at('out.jsonl')].flatMap((path) => lines(path).map(({ id }) => id));
    expect(ids).toHaveLength(260);
    expect(new Set(ids).size).toBe(260);
  });

  it('takes files by their URIs, in and out, for what their paths are', async () => {
    const uri = (name: string) => `file://${at(name)}`;
    const args = (place: (name: string) => string) => [
      ...['--policy', policy, '-o', place('u.jsonl'), '--rejects', place('ur.jsonl'), '--force', '--json'],
    ];
    const here = await mix(human, made, ...args(at));
    const there = await mix(`file://${human}`, `file://${made}`, ...args(uri));
    expect(there).toEqual(here);
    expect(JSON.parse(here.out).inputs).toMatchObject([{ name: 'human.jsonl' }, { name: 'made.jsonl' }]);
  });

  it.each([
    ['-o', 's3a://bucket/train'],
    ['--rejects', 'hdfs://host:9000/r.jsonl'],
  ])('writes no URI of elsewhere, and no folder that is called like one: %s %s', async (option, uri) => {
    const options = option === '-o' ? [option, uri] : ['-o', at('u2.jsonl'), option, uri];
    const { status, out, err } = await mix(human, '--policy', policy, ...options);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(`[E_UNSUPPORTED] ${uri} cannot be written`);
    expect(existsSync('s3a:') || existsSync('hdfs:')).toBe(false);
  });

  it('plans a mix whose output would be elsewhere', async () => {
    const { status } = await mix(human, made, '--policy', policy, '--dry-run', '-o', 's3a://bucket/train');
    expect(status).toBe(0);
  });

  it('says that sources which stand elsewhere are read on Spark', async () => {
    const { status, err } = await mix('s3a://bucket/corpus', '-o', at('u3.jsonl'));
    expect(status).toBe(2);
    expect(err).toMatch(/E_UNSUPPORTED[\s\S]*--engine spark/);
  });

  it('shows the name of its output as what it is', async () => {
    const { out } = await mix(human, made, '--policy', policy, '-o', at('a\u202eb\u001b[2J.jsonl'));
    expect(hiddenIn(out)).toEqual([]);
    expect(out).toContain('a[U+202E]b[U+001B][2J.jsonl written, its manifest to ');
  });

  it.each([
    [['-o', human], /E_WRITE|E_USAGE/],
    [[], /where to write was not said/],
    [['-o', 'x.jsonl', '--rejects', human], /--rejects names .*which is an input/],
    [['-o', 'x.jsonl', '--size', 'half'], /--size is half/],
  ])('refuses %j, and leaves its inputs alone', async (options, message) => {
    const { status, err } = await mix(human, made, ...options);
    expect(status).toBe(2);
    expect(err).toMatch(message);
    expect(readFileSync(human, 'utf8')).toBe(rows('human', 60));
    expect(existsSync('x.jsonl')).toBe(false);
  });
});
