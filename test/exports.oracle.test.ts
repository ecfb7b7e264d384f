import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../src/corpus/fixtures.test.support.ts';
import { readC2pa } from '../src/corpus/image-origin/c2pa.ts';
import { FORMATS, picture } from '../src/corpus/image-origin/pictures.test.support.ts';
import { exported, factsOf, HOSTILE, manifestOf, STATED } from '../src/exports/fixtures.test.support.ts';
import { hfCard } from '../src/exports/hf-card.ts';
import { openlineage } from '../src/exports/openlineage.ts';
import { outcross } from './e2e/outcross.ts';
import { oraclePackage, python, pythonWith } from './oracles/programs.ts';

// What stands outside of npm comes by `node scripts/oracles.mjs`; without it these tests are skipped.
const disk = scratch();
const cwd = disk.folder;

const ROWS = Array.from({ length: 40 }, (_, i) => ({
  id: `x${i}`,
  text: `sentence ${i} \u{1f30a}`,
  ...(i % 2 === 0 ? {} : { score: i / 4, tags: ['a', 'b'], turns: [{ role: 'user', n: 1 }] }),
  "odd key ']": { 'y z': i },
  created_at: '2024-01-05T10:00:00Z',
  provenance: {
    origin: i % 2 === 0 ? 'human' : 'synthetic',
    source: 'press',
    generation: i % 2,
    parents: ['p'],
  },
}));

const CROISSANT = `
import json, logging, sys
import mlcroissant as mlc
logging.disable(logging.WARNING)
out = {}
for path in sys.argv[1:]:
    data = mlc.Dataset(path)
    assert not data.metadata.ctx.issues.errors, data.metadata.ctx.issues.errors
    rows = [row for one in data.metadata.record_sets for row in data.records(one.id)]
    out[path] = {"rows": len(rows), "version": str(data.metadata.conforms_to), "keys": sorted({key.split('/', 1)[1] for row in rows for key in row}), "texts": sorted(next(v for k, v in row.items() if k.endswith('/text')).decode() for row in rows)}
print(json.dumps(out))
`;

const croissantPython = pythonWith('mlcroissant');

describe.skipIf(croissantPython === undefined)(
  'by another program: croissant, by the reference loader mlcroissant',
  () => {
    beforeAll(async () => {
      disk.write('a.jsonl', jsonl(ROWS));
      disk.write('meta.yaml', JSON.stringify({ dataset: { ...STATED, download: undefined } }));
      for (const [output, ...more] of [['one.jsonl'], ['parts', '--part-bytes', '3000'], ['packed.jsonl.gz']])
        expect((await outcross(['mix', 'a.jsonl', '-o', output, ...more], { cwd })).status).toBe(0);
    });

    it('is valid, and its records load: of one file, of parts, compressed, and with nothing stated', async () => {
      const made: readonly (readonly string[])[] = [
        ['one.jsonl', 'one.json', '--meta', 'meta.yaml'],
        ['parts', 'parts.json', '--meta', 'meta.yaml'],
        ['packed.jsonl.gz', 'packed.json', '--meta', 'meta.yaml'],
        ['one.jsonl', 'bare.json'],
      ];
      for (const [mix, output, ...more] of made)
        expect((await outcross(['export', 'croissant', mix, '-o', output, ...more], { cwd })).status).toBe(0);
      const paths = made.map(([, output]) => join(cwd, output));
      const loaded = python<Record<string, { rows: number; keys: string[]; texts: string[] }>>(
        croissantPython!,
        CROISSANT,
        paths,
      );
      for (const path of paths) {
        expect(loaded[path].rows).toBe(40);
        expect(loaded[path].texts).toEqual(ROWS.map(({ text }) => text).sort());
        expect(loaded[path].keys).toEqual(
          expect.arrayContaining(['provenance', 'turns', 'odd%20key%20%27%5D']),
        );
      }
    });

    it('loads whatever sources and sets are called', async () => {
      const names = HOSTILE.filter((name) => !/\p{Surrogate}/u.test(name));
      disk.write(
        'h.jsonl',
        jsonl(
          names.map((name, i) => ({
            id: `${i}`,
            text: `t${i}`,
            provenance: { origin: 'human', source: name },
          })),
        ),
      );
      disk.write(
        'h.yaml',
        JSON.stringify({ dataset: { name: HOSTILE[2], description: HOSTILE[3], license: HOSTILE[4] } }),
      );
      expect((await outcross(['mix', 'h.jsonl', '-o', 'hm.jsonl'], { cwd })).status).toBe(0);
      expect(
        (await outcross(['export', 'croissant', 'hm.jsonl', '-o', 'h.json', '--meta', 'h.yaml'], { cwd }))
          .status,
      ).toBe(0);
      const path = join(cwd, 'h.json');
      expect(python<Record<string, { rows: number }>>(croissantPython!, CROISSANT, [path])[path].rows).toBe(
        names.length,
      );
    });
  },
);

const OPENLINEAGE = `
import importlib, json, pkgutil, sys
import openlineage.client.generated as generated
from openlineage.client.generated import base
classes = {}
for module in pkgutil.iter_modules(generated.__path__):
    for name, kind in vars(importlib.import_module('openlineage.client.generated.' + module.name)).items():
        if isinstance(kind, type) and hasattr(kind, '_get_schema'):
            classes[kind._get_schema()] = kind
checked = 0
def facet(value):
    global checked
    url = value['_schemaURL']
    if url.startswith('https://openlineage.io/'):
        classes[url](**{key: part for key, part in value.items() if not key.startswith('_')})
        checked += 1
def part(value, kind, own=None):
    for key in ('facets', own):
        for one in (value.get(key) or {}).values() if key else []:
            facet(one)
    return kind(**{key: inner for key, inner in value.items() if key not in ('facets', own)})
for line in open(sys.argv[1], encoding='utf8').read().split('\\n')[:-1]:
    event = json.loads(line)
    url = event.pop('schemaURL')
    made = base.RunEvent(**{
        **event,
        'eventType': base.EventType[event['eventType']],
        'run': part(event['run'], base.Run),
        'job': part(event['job'], base.Job),
        'inputs': [part(one, base.InputDataset, 'inputFacets') for one in event['inputs']],
        'outputs': [part(one, base.OutputDataset, 'outputFacets') for one in event['outputs']],
    })
    assert made.schemaURL == url, (made.schemaURL, url)
print(json.dumps(checked))
`;

const lineagePython = pythonWith('openlineage.client');

it.skipIf(lineagePython === undefined)(
  'by another program: openlineage: events and facets are those that the published schemas generate',
  () => {
    for (const dataset of [{}, STATED]) {
      const path = disk.write('events.jsonl', exported(openlineage, factsOf({ dataset })).text);
      expect(python<number>(lineagePython!, OPENLINEAGE, [path])).toBeGreaterThan(12);
    }
  },
);

const CARDS = `
import json, sys
from huggingface_hub import DatasetCard
print(json.dumps([DatasetCard(open(path, encoding='utf8', newline='').read()).data.to_dict() for path in sys.argv[1:]]))
`;

const hubPython = pythonWith('huggingface_hub');

it.skipIf(hubPython === undefined)(
  'by another program: hf-card: the Hub reads the header, whatever things are called',
  () => {
    const names = ['River talk', ...HOSTILE];
    const paths = names.map((name, i) => {
      const facts = factsOf({
        dataset: { ...STATED, name, keywords: [name] },
        manifest: manifestOf({ source: name }),
      });
      return disk.write(`card-${i}.md`, exported(hfCard, facts).text);
    });
    const read = python<readonly Record<string, unknown>[]>(hubPython!, CARDS, paths);
    for (const [i, name] of names.entries()) {
      const stored = name.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
      expect(read[i]).toMatchObject({ pretty_name: stored, license: 'cc-by-4.0', size_categories: ['n<1K'] });
      expect(read[i]['tags']).toContain(stored);
    }
  },
);

const c2pa = oraclePackage('@contentauth/c2pa-node/dist/index.js');

it.skipIf(c2pa === undefined)(
  'by another program: c2pa: the package finds no manifest in a plain picture',
  async () => {
    mkdirSync(join(cwd, 'pictures'), { recursive: true });
    for (const format of FORMATS) {
      const bytes = await picture(format);
      writeFileSync(join(cwd, 'pictures', `a.${format}`), bytes);
      expect(await readC2pa(bytes, format, 'a', () => import(c2pa!))).toBeUndefined();
    }
  },
);
