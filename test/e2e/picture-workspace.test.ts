import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { type Kind, pictures } from '../fixtures/pictures.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
const cwd = disk.folder;

async function folder(name: string, n: number, kinds?: readonly Kind[]): Promise<void> {
  for (const [i, { category, image }] of pictures(n, name, kinds).entries()) {
    const { width, height, channels, data } = image!;
    const path = join(cwd, name, category!);
    mkdirSync(path, { recursive: true });
    await sharp(data, { raw: { width, height, channels } })
      .png()
      .toFile(join(path, `${i}.png`));
  }
}

const run = (...args: string[]) => outcross(args, { cwd });

const tag = (name: string, ...how: string[]) =>
  run('tag', name, '--fill', ...how, '--source', 'camera', '-o', `${name.replaceAll('/', '-')}.jsonl`);

beforeAll(async () => {
  await folder('human', 160);
  await folder('gens/g1', 80);
  await folder('gens/g2', 80, ['disc', 'stripes']);
  disk.write(
    'outcross.yaml',
    'human: human\ngenerations: gens/*\nfields: {modality: image, category: folder}\n',
  );
});

describe('a workspace of pictures in folders', () => {
  it('is right, and is checked, counted and told of without an option', async () => {
    expect(await run('validate', 'outcross.yaml')).toMatchObject({ status: 0 });
    const check = await run('check', '--json');
    expect(check.stderr).toBe('');
    const { generations } = JSON.parse(check.stdout);
    expect(generations.map(({ name }: { name: string }) => name)).toEqual(['g1', 'g2']);
    expect(['early', 'late']).toContain(generations[1].verdict);
    expect((await run('inventory', 'human')).stdout).toContain('160 examples');
    expect((await run('status')).stdout).toMatch(/g2 (early|late)/);
  });

  it('is audited; what pictures lack is not put in their place', async () => {
    const { stdout, stderr } = await run('audit', '--json');
    expect(stderr).toBe('');
    const items = JSON.parse(stdout).items as {
      id: string;
      result: string;
      remedy?: { command?: string };
    }[];
    const tagged = items.find(({ id }) => id === 'sources.tagged')!;
    expect(tagged.remedy!.command).toMatch(/^outcross tag human --fill /);
    expect(JSON.stringify(items)).not.toContain('.png && ');
    expect(items.find(({ id }) => id === 'synthetic.filtered')!.result).toBe('not-applicable');
  });

  it('ends where a command reads text alone, before anything is written', async () => {
    const { status, stderr } = await run('filter', 'gens/g1', '-o', 'kept.jsonl', '--rejects', 'out.jsonl');
    expect(status).toBe(2);
    expect(stderr).toContain('E_UNSUPPORTED');
  });

  it('becomes rows that hold their pictures, of which an anchor and a mix are made', async () => {
    expect((await tag('human', '--origin', 'human')).status).toBe(0);
    for (const g of ['g1', 'g2']) await tag(`gens/${g}`, '--origin', 'synthetic', '--model', g);
    const [first] = readFileSync(join(cwd, 'human.jsonl'), 'utf8').split('\n', 1);
    expect(JSON.parse(first)).toMatchObject({
      image: expect.stringMatching(/^data:image\/png;base64,/),
      folder: expect.any(String),
      name: expect.stringMatching(/\.png$/),
    });
    disk.write(
      'outcross.yaml',
      'human: human.jsonl\ngenerations: [gens-g1.jsonl, gens-g2.jsonl]\nfields: {modality: image, category: folder}\n' +
        'mix: {output: "mixes/train-{generation}.jsonl"}\n',
    );
    expect(await run('anchor')).toMatchObject({ status: 0, stderr: '' });
    const check = await run('check', '--json');
    expect(JSON.parse(check.stdout).generations).toHaveLength(2);
    expect((await run('mix')).status).toBe(0);
    const rows = readFileSync(join(cwd, 'mixes/train-3.jsonl'), 'utf8').trim().split('\n');
    expect(rows.length).toBeGreaterThan(200);
    expect((await run('prove')).stderr).toContain('E_UNSUPPORTED');
    disk.write('again.jsonl', readFileSync(join(cwd, 'human.jsonl')));
    const once = await run('dedup', 'human.jsonl', 'again.jsonl', '-o', 'once.jsonl');
    expect(once.stdout).toMatch(/^160 of 320 examples stay/);
  });
});
