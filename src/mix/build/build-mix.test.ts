import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { THOROUGH } from '../../../test/fixtures/thorough.ts';
import { Rng } from '../../base/rng.ts';
import { plan } from '../plan.ts';
import { DEFAULT_POLICY, type Policy } from '../policy.ts';
import { survey } from '../survey.ts';
import { buildMix } from './build-mix.ts';
import type { BuildOptions } from './options.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outcross-mix-'));
  await mkdir(join(folder, 'in'));
  const rng = new Rng('rows');
  for (let f = 0; f < 8; f++) {
    const origin = f < 4 ? 'human' : 'synthetic';
    const rows = Array.from({ length: 40 }, (_, i) => ({
      id: `${f}-${i}`,
      text: Array.from({ length: 3 + rng.int(20) }, () => `w${rng.int(90)}`).join(' '),
      provenance: { origin, source: `s${f}`, ...(f < 4 ? {} : { model: 'm', generation: 1 }) },
    }));
    await writeFile(join(folder, 'in', `${f}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function build(policy: Partial<Policy>, options: Partial<BuildOptions> = {}, targetBytes?: number) {
  const spec = { inputs: [join(folder, 'in')] };
  const cut = targetBytes === undefined ? {} : { targetBytes };
  const surveyed = await survey(spec, { seed: 'rank' }, { workers: 0, ...cut });
  const made = plan(surveyed.candidates, { ...DEFAULT_POLICY, ...policy });
  const output = join(folder, 'mix.jsonl');
  return buildMix(spec, surveyed, made, {
    output,
    workers: 0,
    pieceBytes: 1,
    bucketBytes: 10_000,
    ...options,
  });
}

const rowsOf = async (name: string) =>
  (await readFile(join(folder, name), 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const POLICY: Partial<Policy> = { size: { examples: 200 }, human: { minimum: 0.3, share: 0.4 } };

/** Everything that a build leaves. */
async function left(): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name !== 'in').sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'latin1')])),
  );
}

async function clean(): Promise<void> {
  for (const name of await readdir(folder))
    if (name !== 'in') await rm(join(folder, name), { recursive: true });
}

describe('buildMix', () => {
  it('writes to file:// what it writes to its path, and nothing for a URI of elsewhere', async () => {
    await build(POLICY, { rejects: join(folder, 'out.jsonl') });
    const expected = await left();
    await clean();
    const uri = (name: string) => `file://${join(folder, name)}`;
    await build(POLICY, { output: uri('mix.jsonl'), rejects: uri('out.jsonl') });
    expect(await left()).toEqual(expected);
    await clean();
    await expect(build(POLICY, { output: 's3a://bucket/mix.jsonl' })).rejects.toMatchObject({
      code: 'E_UNSUPPORTED',
    });
    expect(await left()).toEqual({});
  });

  it('writes the declared shares exactly, and a manifest that counts them', async () => {
    const { manifest } = await build(POLICY);
    const rows = await rowsOf('mix.jsonl');
    expect(rows).toHaveLength(200);
    expect(rows.filter((row) => row.provenance.origin === 'human')).toHaveLength(80);
    expect(manifest.composition.byOrigin.map(({ value, examples }) => [value, examples])).toEqual([
      ['synthetic', 120],
      ['human', 80],
    ]);
    expect(manifest.outputs).toMatchObject([{ name: 'mix.jsonl', records: 200 }]);
    expect(manifest.inputs).toHaveLength(8);
    expect(JSON.parse(await readFile(join(folder, 'mix.jsonl.manifest.json'), 'utf8'))).toEqual(manifest);
  });

  it('leaves the rows as they stood, each once', async () => {
    await build(POLICY);
    const lines = (await readFile(join(folder, 'mix.jsonl'), 'utf8')).trimEnd().split('\n');
    const inputs = new Set<string>();
    for (const name of await readdir(join(folder, 'in'))) {
      for (const line of (await readFile(join(folder, 'in', name), 'utf8')).split('\n')) inputs.add(line);
    }
    expect(lines.every((line) => inputs.has(line))).toBe(true);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('shuffles by the seed', async () => {
    const order = async (seed: number) => {
      await clean();
      await build({ ...POLICY, seed });
      return (await rowsOf('mix.jsonl')).map(({ id }) => id as string);
    };
    const one = await order(1);
    expect(await order(2)).not.toEqual(one);
    const firstHalf = one.slice(0, 100).filter((id) => Number(id[0]) < 4).length;
    // 80 human of 200: 40 +- 5 in a half, hypergeometric.
    expect(Math.abs(firstHalf - 40)).toBeLessThan(18);
  });

  it('keeps the order of the inputs where it is told to', async () => {
    await build({ ...POLICY, order: 'input' });
    const ids = (await rowsOf('mix.jsonl')).map(({ id }) => id.split('-').map(Number) as number[]);
    const places = ids.map(([file, row]) => file * 100 + row);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('gives every example that stays out a row with the rule', async () => {
    await build(POLICY, { rejects: join(folder, 'out.jsonl') });
    const rejected = await rowsOf('out.jsonl');
    expect(rejected).toHaveLength(120);
    expect(new Set(rejected.map((row) => row.rejected[0].rule))).toEqual(new Set(['surplus']));
    const ids = [...rejected, ...(await rowsOf('mix.jsonl'))].map(({ id }) => id);
    expect(new Set(ids).size).toBe(320);
  });

  it('writes weights where human and synthetic data are both scarce', async () => {
    const { manifest } = await build({ human: { minimum: 0.1 } });
    const rows = await rowsOf('mix.jsonl');
    expect(manifest.weights.rule).toBe('optimal');
    const weight = (origin: string) =>
      rows.filter((row) => row.provenance.origin === origin).reduce((sum, row) => sum + row.weight, 0);
    expect(weight('human') / (weight('human') + weight('synthetic'))).toBeCloseTo((Math.sqrt(5) - 1) / 2, 9);
  });

  it('gives the same bytes whatever the workers', async () => {
    await build(POLICY, { rejects: join(folder, 'out.jsonl') });
    const alone = await left();
    await clean();
    await build(POLICY, { rejects: join(folder, 'out.jsonl'), workers: 2 });
    expect(await left()).toEqual(alone);
  });

  it('gives the same bytes wherever it was interrupted and resumed', async () => {
    const rejects = join(folder, 'out.jsonl');
    await build(POLICY, { rejects });
    const whole = await left();
    for (const stop of THOROUGH ? [1, 4, 8] : [4, 8]) {
      await clean();
      const onPiece = (done: number) => {
        if (done === stop) throw new Error('stopped');
      };
      await expect(build(POLICY, { rejects, onPiece })).rejects.toThrow('stopped');
      const { resumed } = await build(POLICY, { rejects });
      expect(resumed).toBe(stop);
      expect(await left()).toEqual(whole);
    }
  });

  it('goes on after a failure of the last step, though the set stands there already', async () => {
    await build(POLICY);
    const whole = await left();
    await clean();
    const check = () => Promise.reject(new Error('stopped'));
    await expect(build(POLICY, { check })).rejects.toThrow('stopped');
    expect((await build(POLICY)).resumed).toBe(8);
    expect(await left()).toEqual(whole);
  });

  it('begins anew where what is to be built has changed', async () => {
    const onPiece = (done: number) => {
      if (done === 5) throw new Error('stopped');
    };
    await expect(build(POLICY, { onPiece })).rejects.toThrow('stopped');
    const { resumed } = await build({ ...POLICY, seed: 9 });
    expect(resumed).toBe(0);
    const resumedRows = await left();
    await clean();
    await build({ ...POLICY, seed: 9 });
    expect(await left()).toEqual(resumedRows);
  });

  it('begins anew where the inputs are cut otherwise: pieces that were dealt are of another cut', async () => {
    await build(POLICY);
    const whole = await left();
    await clean();
    const onPiece = (done: number) => {
      if (done === 5) throw new Error('stopped');
    };
    await expect(build(POLICY, { onPiece }, 4000)).rejects.toThrow('stopped');
    expect((await build(POLICY, {}, 2500)).resumed).toBe(0);
    expect(await left()).toEqual(whole);
  });

  it('refuses to write over a set that it did not build', async () => {
    await writeFile(join(folder, 'mix.jsonl'), 'mine\n');
    await expect(build(POLICY)).rejects.toMatchObject({ code: 'E_WRITE' });
    expect(await readFile(join(folder, 'mix.jsonl'), 'utf8')).toBe('mine\n');
  });

  it('refuses an output that is read', async () => {
    const output = join(folder, 'in', '3.jsonl');
    await expect(build(POLICY, { output, sink: { replace: true } })).rejects.toMatchObject({
      code: 'E_USAGE',
    });
  });

  it('refuses a plan that cannot be kept', async () => {
    await expect(build({ size: { examples: 300 }, human: { minimum: 0.9 } })).rejects.toMatchObject({
      code: 'E_POLICY',
    });
  });

  it('names an input that grew while it was read', async () => {
    const onPiece = async () => {
      await writeFile(join(folder, 'in', '7.jsonl'), '{"id":"x","text":"more"}\n', { flag: 'a' });
    };
    await expect(build(POLICY, { onPiece: () => void onPiece() })).rejects.toMatchObject({
      code: 'E_FORMAT',
    });
  });
});
