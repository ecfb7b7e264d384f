import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readShards } from '../../../src/corpus/fixtures.test.support.ts';
import { planShards } from '../../../src/corpus/plan.ts';
import { filterCorpus } from '../../../src/engine/rows/filter-corpus.ts';
import type { RewriteOptions } from '../../../src/engine/rows/rewrite-corpus.ts';
import { tagCorpus } from '../../../src/engine/rows/tag-corpus.ts';
import { makeCorpus } from '../corpus.ts';
import type { SparkDesk } from '../spark-desk.ts';

/** Folders that executors write. */
export function sinkCases(desk: () => SparkDesk): void {
  describe('outputs that executors write', () => {
    let spec: { inputs: string[] };
    const uri = (path: string) => `file://${path}`;
    const folder = () => mkdtempSync(join(desk().disk.folder, 'sinks-'));
    const parts = (path: string) => readdirSync(path).filter((name) => name.startsWith('part-'));
    beforeAll(() => {
      spec = { inputs: [makeCorpus(desk().disk)] };
    });

    it('are the parts of the file that is written here, and those of the other outputs too', async () => {
      const [here, there] = [folder(), folder()];
      const settings = { profiles: ['length'] };
      const outputs = (to: string, kept: string) => ({
        kept: { path: kept },
        rejects: { path: join(to, 'r.jsonl') },
      });
      const file = join(here, 'k.jsonl');
      const local = await filterCorpus(spec, settings, outputs(here, file), { workers: 0 });
      const kept = join(there, 'kept');
      const engine = desk().engineOf(3);
      const far = await filterCorpus(spec, settings, outputs(there, uri(kept)), {
        engine,
        targetBytes: 30_000,
      });

      const names = parts(kept);
      expect(names.length).toBeGreaterThan(1);
      expect(readdirSync(kept).sort()).toEqual(['_SUCCESS', ...names]);
      expect(Buffer.concat(names.map((name) => readFileSync(join(kept, name))))).toEqual(readFileSync(file));
      expect(readFileSync(join(there, 'r.jsonl'))).toEqual(readFileSync(join(here, 'r.jsonl')));
      expect(far.tally).toEqual(local.tally);
      expect(far.outputs.kept!.records).toBe(local.outputs.kept!.records);
      expect(far.outputs.kept!.files.map(({ path }) => path)).toEqual(
        names.map((name) => `${uri(kept)}/${name}`),
      );
    });

    it('hold the same rows in the same order as tables, over what stood there', async () => {
      const [here, there] = [folder(), folder()];
      const settings = { set: { origin: 'human', source: 'press' } } as const;
      const file = join(here, 't.parquet');
      await tagCorpus(spec, settings, { path: file }, { workers: 0, writeIds: true });
      const table = join(there, 'table');
      desk().disk.write(`${there.slice(desk().disk.folder.length + 1)}/table/old.jsonl`, '{"text":"old"}\n');
      const output = { path: uri(table), format: 'parquet', replace: true } as const;
      const engine = desk().engineOf(3);
      const { output: result } = await tagCorpus(spec, settings, output, { engine, writeIds: true });

      const read = async (path: string) => (await readShards(await planShards({ inputs: [path] }))).examples;
      const rows = await read(table);
      expect(rows).toEqual(await read(file));
      expect(rows).toHaveLength(result.records);
      expect(readdirSync(table).sort()).toEqual(['_SUCCESS', ...parts(table)]);
    });

    it('are single files too, of the bytes that they have here, over what stood there', async () => {
      const [here, there] = [folder(), folder()];
      const run = (place: (name: string) => string, options: RewriteOptions) =>
        filterCorpus(
          spec,
          { profiles: ['length'] },
          { kept: { path: place('k.jsonl.gz'), replace: true }, rejects: { path: place('r.parquet') } },
          options,
        );
      await run((name) => join(here, name), { workers: 0 });
      writeFileSync(join(there, 'k.jsonl.gz'), 'old');
      const { outputs } = await run((name) => uri(join(there, name)), { engine: desk().engineOf(3) });
      expect(outputs.kept!.files.map(({ path, name }) => [path, name])).toEqual([
        [uri(join(there, 'k.jsonl.gz')), 'k.jsonl.gz'],
      ]);
      expect(readdirSync(there)).toEqual(readdirSync(here));
      for (const name of readdirSync(here))
        expect(readFileSync(join(there, name))).toEqual(readFileSync(join(here, name)));
    });

    it('leave what stood there, and nothing else, where the run fails', async () => {
      const { disk, engineOf } = desk();
      const there = folder();
      const name = there.slice(disk.folder.length + 1);
      disk.write(`${name}/full/a.jsonl`, '{"text":"stays"}\n');
      const run = (path: string) =>
        tagCorpus(spec, { fields: { origin: 'topic' } }, { path: uri(path) }, { engine: engineOf(1) });
      await expect(run(join(there, 'full'))).rejects.toMatchObject({ code: 'E_WRITE' });
      await expect(run(join(there, 'new'))).rejects.toMatchObject({ code: 'E_PROVENANCE' });
      expect(readdirSync(there)).toEqual(['full']);
      expect(readdirSync(join(there, 'full'))).toEqual(['a.jsonl']);
    });
  });
}
