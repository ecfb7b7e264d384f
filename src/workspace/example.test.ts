import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { readAnchorDocument } from '../quality/anchor/open-anchor.ts';
import { EXAMPLE_ANSWERS, writeExample } from './example.ts';

const disk = scratch();
const at = (...path: string[]) => join(disk.folder, ...path);
const rows = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const words = (path: string) => new Set(rows(path).flatMap(({ text }) => text.match(/\p{L}+/gu) ?? []));

const interrupted: string[] = [];
const steps: string[] = [];
/** Made once: it trains two models. Begun, interrupted, and begun again. */
beforeAll(async () => {
  const controller = new AbortController();
  const onStep = (what: string) => {
    interrupted.push(what);
    if (what.startsWith('generation 1')) controller.abort();
  };
  await expect(writeExample(at('whole'), { signal: controller.signal, onStep })).rejects.toMatchObject({
    code: 'E_INTERRUPTED',
  });
  expect(existsSync(at('whole/data/human.jsonl'))).toBe(true);
  expect(existsSync(at('whole/data/g1.jsonl'))).toBe(false);
  await writeExample(at('whole'), { version: '1.2.3', replace: true, onStep: (what) => steps.push(what) });
});

describe('writeExample', () => {
  it('says what it does before it does it', () => {
    expect(steps).toEqual([
      'human text: three novels',
      'anchor: a fifth of the chapters held out',
      'generation 1: trained on human text',
      'generation 2: trained on the generation before',
    ]);
  });

  it('tags every row: the novels as human, each generation by its model', () => {
    for (const { provenance } of rows(at('whole/data/human.jsonl'))) {
      expect(provenance).toMatchObject({ origin: 'human', license: 'public domain', evidence: 'declared' });
    }
    for (const generation of [1, 2]) {
      const made = rows(at(`whole/data/g${generation}.jsonl`));
      expect(made).toHaveLength(400);
      expect(new Set(made.map(({ id }) => id)).size).toBe(400);
      for (const { provenance } of made) {
        expect(provenance).toEqual({
          origin: 'synthetic',
          source: 'novels',
          model: `trigram-${generation}`,
          generation,
          evidence: 'declared',
        });
      }
    }
  });

  it('holds human chapters out, and lets no model be trained on them', async () => {
    const { reservoir, holdout, version } = await readAnchorDocument(at('whole/anchor'));
    expect(version).toBe('1.2.3');
    expect(reservoir.examples + holdout.examples).toBe(rows(at('whole/data/human.jsonl')).length);
    const chapters = (side: string) =>
      new Set(rows(at(`whole/anchor/${side}.jsonl`)).map(({ chapter }) => chapter));
    const held = chapters('holdout');
    expect([...chapters('reservoir')].filter((chapter) => held.has(chapter))).toEqual([]);
  });

  it('loses words from generation to generation: that is what it is an example of', () => {
    const [human, first, second] = ['anchor/reservoir', 'data/g1', 'data/g2'].map((name) =>
      words(at('whole', `${name}.jsonl`)),
    );
    const unknown = [...second].filter((word) => !first.has(word));
    expect(first.size).toBeLessThan((human.size * 2) / 3);
    expect(second.size).toBeLessThan(first.size);
    // What only trained on the first cannot know what the first does not say.
    expect(unknown).toEqual([]);
  });

  it.each(['data/human.jsonl', 'data/g1.jsonl', 'data/g2.jsonl', 'anchor'])(
    'writes nothing where somebody has %s already',
    async (path) => {
      const folder = at(`taken-${path.replace('/', '-')}`);
      mkdirSync(join(folder, 'data'), { recursive: true });
      if (path === 'anchor') mkdirSync(join(folder, path));
      else writeFileSync(join(folder, path), 'mine');
      const before = readdirSync(folder, { recursive: true }).sort();
      await expect(writeExample(folder)).rejects.toMatchObject({
        code: 'E_WRITE',
        where: join(folder, path),
        hint: expect.stringContaining('--force'),
      });
      expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before);
      if (path !== 'anchor') expect(readFileSync(join(folder, path), 'utf8')).toBe('mine');
    },
  );

  it('does nothing more once it is interrupted', () => {
    expect(interrupted).toEqual(steps.slice(0, 3));
  });

  it('writes the same bytes on every machine', () => {
    // sha256sum data/*.jsonl of `outcross init try --example`, another process and never interrupted.
    expect(['human', 'g1', 'g2'].map((name) => digest(at(`whole/data/${name}.jsonl`)).slice(0, 16))).toEqual([
      '037ce2562a1059c8',
      '298bbc2eb3af8667',
      '4cb60a53e8944788',
    ]);
  });

  it('says so where its folder cannot be made', async () => {
    const file = disk.write('plain', '');
    await expect(writeExample(join(file, 'inside'))).rejects.toMatchObject({ code: 'E_WRITE' });
  });

  it('has answers that name what it writes', () => {
    expect(existsSync(at('whole', EXAMPLE_ANSWERS.human))).toBe(true);
    expect(readdirSync(at('whole/data')).filter((name) => /^g\d+\.jsonl$/.test(name))).toHaveLength(2);
    expect(EXAMPLE_ANSWERS.train).toContain('{mix}');
    const [row] = rows(at('whole/data/human.jsonl'));
    expect(row).toHaveProperty(EXAMPLE_ANSWERS.group!);
    expect(row).toHaveProperty(EXAMPLE_ANSWERS.category!);
  });
});
