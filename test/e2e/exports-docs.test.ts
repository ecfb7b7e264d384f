import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readYaml } from '../../src/config/read-yaml.ts';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { picture } from '../../src/corpus/image-origin/pictures.test.support.ts';
import { SOURCE_TYPES } from '../../src/corpus/image-origin/source-type.ts';
import { readDataset, SOURCE_CATEGORIES } from '../../src/exports/dataset.ts';
import { EXPORT_FORMATS } from '../../src/exports/formats.ts';
import { workspaceSchema } from '../../src/workspace.ts';
import { outcross } from './outcross.ts';

const PAGE = readFileSync(new URL('../../docs/exports.md', import.meta.url), 'utf8');
const disk = scratch();
const cwd = disk.folder;
const blocks = (kind: string) =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${kind}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text]) => text);

beforeAll(async () => {
  const rows = [0, 1, 2, 3].map((i) => ({ text: `t${i}`, provenance: { origin: 'human', source: 'press' } }));
  disk.write('rows.jsonl', jsonl(rows));
  expect((await outcross(['mix', 'rows.jsonl', '-o', 'train.jsonl'], { cwd })).status).toBe(0);
  for (const folder of ['photos', 'made']) mkdirSync(join(cwd, folder));
  for (const file of ['photos/p.png', 'made/m.png']) writeFileSync(join(cwd, file), await picture('png'));
  for (const file of ['a.jpg', 'b.jpg']) writeFileSync(join(cwd, file), await picture('jpeg'));
});

describe('docs/exports.md', () => {
  it('has commands that run, one a format', async () => {
    const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));
    expect(commands.map((line) => line.split(' ')[2]).slice(0, 6)).toEqual([...EXPORT_FORMATS]);
    for (const line of commands) {
      const { status } = await outcross(line.split(' ').slice(1), { cwd });
      expect({ line, status }).toEqual({ line, status: 0 });
    }
  });

  it('has a section that the schema admits, with every category', () => {
    const [block] = blocks('yaml');
    const { value } = readYaml<{ dataset: unknown }>(block, 'exports.md', workspaceSchema());
    expect(readDataset(value.dataset).sources).toHaveProperty('press');
    for (const category of SOURCE_CATEGORIES) expect(block).toContain(category);
  });

  it('lists the terms of pictures by the origin that they are taken for', () => {
    for (const origin of new Set(Object.values(SOURCE_TYPES))) {
      const line = PAGE.split('\n').find((one) => one.startsWith(`| ${origin} |`))!;
      const terms = Object.keys(SOURCE_TYPES).filter((term) => SOURCE_TYPES[term] === origin);
      expect([...line.matchAll(/`(\w+)`/g)].map(([, term]) => term).sort()).toEqual(terms.sort());
    }
  });
});
