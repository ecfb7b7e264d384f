import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { type Kind, pictures } from '../fixtures/pictures.ts';
import { expectValidReport } from '../fixtures/schema.ts';
import { outcross } from './outcross.ts';

const disk = scratch();

/** Writes pictures as files, a folder a kind. */
async function folder(name: string, n: number, kinds?: readonly Kind[]): Promise<string> {
  const path = join(disk.folder, name);
  for (const [i, { category, image }] of pictures(n, name, kinds).entries()) {
    mkdirSync(join(path, category!), { recursive: true });
    const { width, height, channels, data } = image!;
    const picture = sharp(data, { raw: { width, height, channels } });
    await (i % 2 === 0 ? picture.png() : picture.webp({ lossless: true })).toFile(
      join(path, category!, `${i}.${i % 2 === 0 ? 'png' : 'webp'}`),
    );
  }
  return path;
}

let human: string;
let good: string;
let worse: string;

beforeAll(async () => {
  human = await folder('human', 240);
  good = await folder('good', 120);
  worse = await folder('worse', 120, ['disc', 'stripes']);
});

describe('outcross check --modality image', () => {
  it('tells a generation that lost kinds of pictures, names them, and shows them', async () => {
    const page = join(disk.folder, 'report.html');
    const options = ['--against', human, '--modality', 'image', '--category-field', 'folder'];
    const { status, stdout, stderr } = await outcross([
      'check',
      good,
      worse,
      ...options,
      '--html',
      page,
      '--json',
    ]);
    expect(stderr).toBe('');
    expect(status).toBe(1);
    const report = expectValidReport(stdout);
    expect(report.generations.map(({ verdict }) => ['early', 'late'].includes(verdict))).toEqual([
      false,
      true,
    ]);
    const messages = report.generations[1].findings.map(({ message }) => message).join('\n');
    expect(messages).toMatch(/2 categories of the human reference do not occur: corner, ring/);
    expect(messages).toMatch(/regions with \d+% of the human pictures are hardly reached/);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('<section id="pictures">');
    expect(html.match(/<img src="data:image\/png;base64,/g)!.length).toBeGreaterThan(8);
  });

  it('says the same from profiles, and shows nothing of those without texts', async () => {
    const profiles: string[] = [];
    for (const [name, path] of [
      ['human', human],
      ['worse', worse],
    ]) {
      const out = join(disk.folder, `${name}.profile`);
      const { status } = await outcross(['profile', path, '--modality', 'image', '--no-text', '-o', out]);
      expect(status).toBe(0);
      profiles.push(out);
    }
    expect(readFileSync(profiles[0]).includes('disc/')).toBe(false);
    const { stdout, stderr } = await outcross(['check', profiles[1], '--against', profiles[0], '--json']);
    expect(stderr).toBe('');
    const [generation] = expectValidReport(stdout).generations;
    expect(generation.pictures).toBeUndefined();
    expect(generation.signals.find(({ id }) => id === 'space.coverage')!.ratio).toBeLessThan(0.8);
  });

  it('gathers files that are no pictures, with their reasons', async () => {
    const path = await folder('dirty', 8);
    disk.write('dirty/disc/broken.png', 'not a picture');
    disk.write('dirty/disc/empty.jpg', '');
    const quarantine = join(disk.folder, 'bad.jsonl');
    const out = join(disk.folder, 'dirty.profile');
    const run = await outcross([
      'profile',
      path,
      '--modality',
      'image',
      '-o',
      out,
      '--quarantine',
      quarantine,
      '--json',
    ]);
    expect(run.status).toBe(0);
    const rows = readFileSync(quarantine, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ file, reason }) => [file, reason])).toEqual([
      ['disc/broken.png', expect.stringMatching(/^it is text/)],
      ['disc/empty.jpg', 'the file is empty'],
    ]);
    const strict = await outcross(['profile', path, '--modality', 'image', '-o', out, '--strict']);
    expect(strict.status).toBe(2);
    expect(strict.stderr).toContain('E_ROW');
  });

  it('gives the same bytes whatever the number of workers', async () => {
    const bytes: Buffer[] = [];
    for (const workers of ['0', '2']) {
      const out = join(disk.folder, `workers-${workers}.profile`);
      await outcross(['profile', good, '--modality', 'image', '-o', out, '--workers', workers]);
      bytes.push(readFileSync(out));
    }
    expect(bytes[0].equals(bytes[1])).toBe(true);
  });

  it('refuses to hold pictures against text', async () => {
    const words = disk.write('words.jsonl', '{"text":"some words"}\n'.repeat(50));
    const out = join(disk.folder, 'words.profile');
    await outcross(['profile', words, '-o', out]);
    const { status, stderr } = await outcross(['check', good, '--against', out, '--modality', 'image']);
    expect(status).toBe(2);
    expect(stderr).toContain('E_MERGE');
  });
});
