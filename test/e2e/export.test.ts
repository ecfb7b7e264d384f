import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { HOSTILE } from '../../src/exports/fixtures.test.support.ts';
import { EXPORT_FORMATS } from '../../src/exports/formats.ts';
import { runEventFaults } from '../fixtures/openlineage.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
const cwd = disk.folder;
const run = (...args: string[]) => outcross(args, { cwd });
const read = (name: string) => readFileSync(join(cwd, name), 'utf8');

const ROWS = Array.from({ length: 30 }, (_, i) =>
  i % 3 === 0
    ? {
        id: `s${i}`,
        text: `made sentence ${i}`,
        provenance: { origin: 'synthetic', source: 'api', model: 'm1', generation: 1 },
      }
    : { id: `h${i}`, text: `human sentence ${i}`, provenance: { origin: 'human', source: 'press' } },
);

const META = {
  dataset: {
    name: 'River talk',
    description: 'Sentences.',
    license: 'CC-BY-4.0',
    url: 'https://example.org/river',
    published: '2026-01-31',
    sources: {
      press: { category: 'public', license: 'CC0-1.0' },
      api: { category: 'synthetic', license: 'MIT' },
    },
  },
};

beforeAll(async () => {
  disk.write('a.jsonl', jsonl(ROWS));
  disk.write('meta.yaml', JSON.stringify(META));
  expect((await run('mix', 'a.jsonl', '-o', 'train.jsonl')).status).toBe(0);
});

describe('outcross export', () => {
  it('writes each format to standard output, what is missing to standard error, twice the same', async () => {
    for (const format of EXPORT_FORMATS) {
      const args = ['export', format, 'train.jsonl', '--meta', 'meta.yaml', '--at', '2026-02-01'];
      const [once, twice] = [await run(...args), await run(...args)];
      expect({ format, status: once.status }).toEqual({ format, status: 0 });
      expect(twice.stdout).toBe(once.stdout);
      expect(once.stdout).toContain('River talk');
      if (format !== 'openlineage')
        expect(once.stderr).toContain('not stated; state what you know in outcross.yaml:\n  dataset.');
    }
  });

  it('takes the columns from the data, and the facts from outcross.yaml', async () => {
    const project = join(cwd, 'project');
    mkdirSync(project);
    writeFileSync(join(project, 'outcross.yaml'), JSON.stringify(META));
    const { status } = await outcross(['export', 'croissant', '../train.jsonl', '-o', 'croissant.json'], {
      cwd: project,
    });
    expect(status).toBe(0);
    const document = JSON.parse(read('project/croissant.json'));
    expect(document).toMatchObject({
      license: 'https://spdx.org/licenses/CC-BY-4.0.html',
      datePublished: '2026-01-31',
    });
    expect(document.distribution[0].contentUrl).toBe('../train.jsonl');
    expect(document.recordSet[0].field.map(({ name }: { name: string }) => name)).toContain('provenance');
  });

  it('ends with status 1 under --strict while a fact is missing, the document written all the same', async () => {
    const { status, stderr } = await run(
      'export',
      'hf-card',
      'train.jsonl',
      '--meta',
      'meta.yaml',
      '-o',
      'README.md',
      '--strict',
    );
    expect(status).toBe(1);
    expect(stderr).toContain('dataset.languages');
    expect(read('README.md')).toContain('pretty_name: "River talk"');
  });

  it('tells of a run that happened now, where no time is given', async () => {
    const { stdout } = await run('export', 'openlineage', 'train.jsonl.manifest.json');
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.flatMap(runEventFaults)).toEqual([]);
  });

  it('refuses a set that was changed, a format that is none, a file of facts without any, and its own input as output', async () => {
    disk.write('b.jsonl', read('train.jsonl').replace('human sentence 1', 'human sentence 7'));
    disk.write(
      'b.jsonl.manifest.json',
      read('train.jsonl.manifest.json').replaceAll('train.jsonl', 'b.jsonl'),
    );
    const changed = await run('export', 'dta', 'b.jsonl');
    expect(changed).toMatchObject({ status: 2, stdout: '' });
    expect(changed.stderr).toContain('E_PROOF');
    expect((await run('export', 'croisant', 'train.jsonl')).stderr).toContain('Allowed choices');
    disk.write('empty.yaml', '{}');
    expect((await run('export', 'dta', 'train.jsonl', '--meta', 'empty.yaml')).stderr).toContain(
      'holds no data set',
    );
    expect((await run('export', 'dta', 'train.jsonl', '-o', 'train.jsonl')).stderr).toContain('is an input');
    expect((await run('export', 'dta', 'train.jsonl', '--at', 'noon')).stderr).toContain('E_OPTION');
    expect((await run('export', 'dta', 'missing.jsonl')).stderr).toContain('E_NOT_FOUND');
  });

  it('survives the names that enemies give, from the rows to the card', async () => {
    const rows = HOSTILE.filter((name) => !/\p{Surrogate}/u.test(name)).map((name, i) => ({
      id: `x${i}`,
      text: `sentence ${i}`,
      provenance: { origin: 'human', source: name },
    }));
    disk.write('hostile.jsonl', jsonl(rows));
    expect((await run('mix', 'hostile.jsonl', '-o', 'h.jsonl')).status).toBe(0);
    for (const format of EXPORT_FORMATS) {
      const { status, stdout, stderr } = await run('export', format, 'h.jsonl');
      expect({ format, status }).toEqual({ format, status: 0 });
      expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      if (format === 'croissant') expect(JSON.parse(stdout)['prov:wasDerivedFrom']).toHaveLength(rows.length);
      if (format === 'hf-card')
        expect(parse(/^---\n([\s\S]*?)\n---\n/.exec(stdout)![1]).license).toBe('unknown');
    }
  });
});
