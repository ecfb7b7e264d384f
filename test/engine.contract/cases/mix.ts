import { appendFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonl } from '../../../src/corpus/fixtures.test.support.ts';
import type { CorpusSpec } from '../../../src/corpus/source.ts';
import { anchorCorpus } from '../../../src/engine/rows/anchor-corpus.ts';
import type { RewriteOptions } from '../../../src/engine/rows/rewrite-corpus.ts';
import type { RowEngine } from '../../../src/engine/rows/row-engine.ts';
import type { BuildOptions } from '../../../src/mix/build/options.ts';
import { loadMixAnchor } from '../../../src/mix/load-anchor.ts';
import { buildPrepared, prepareMix } from '../../../src/mix/mix.ts';
import { DEFAULT_POLICY, type Policy } from '../../../src/mix/policy.ts';
import { brown } from '../../fixtures/brown.ts';
import type { SparkDesk } from '../spark-desk.ts';
import { written } from './written.ts';

/** Asks for all that a survey can look for: guard, tail and merit. */
const POLICY: Policy = {
  ...DEFAULT_POLICY,
  size: { examples: 300 },
  human: { minimum: 0.3 },
  tail: { minimum: 0.05 },
  earned: 0.9,
};

/** For builds of which another case shows the verdict. */
const CHECKED = async () => ({ verdict: 'healthy', decided: true }) as never;

/** Training sets: bytes of set, rejects and manifest, and builds that go on elsewhere. */
export function mixCases(desk: () => SparkDesk): void {
  describe('a mix', () => {
    let spec: { readonly inputs: readonly string[] };
    let folder: string;

    beforeAll(async () => {
      const { disk } = desk();
      const [human, made] = brown('mixed on Spark', [18_000, 12_000]);
      const tagged = (rows: readonly object[], provenance: object) =>
        jsonl(rows.map((row) => ({ ...row, provenance })));
      const people = disk.write('mix/human.jsonl', tagged(human, { origin: 'human', source: 'brown' }));
      const models = disk.write(
        'mix/made.jsonl',
        tagged([...made, ...human.slice(0, 40)], { origin: 'synthetic', model: 'm', generation: 1 }),
      );
      spec = { inputs: [people, models] };
      folder = join(disk.folder, 'mix-anchor');
      await anchorCorpus({ inputs: [people], groupField: 'group' }, folder, { workers: 0 });
    });

    const prepare = async (options: RewriteOptions, of: CorpusSpec = spec, policy = POLICY) =>
      prepareMix(of, policy, { ...options, anchor: await loadMixAnchor(folder) });

    async function build(
      output: string,
      options: RewriteOptions,
      { prepared, ...more }: Partial<BuildOptions> & { prepared?: Awaited<ReturnType<typeof prepare>> } = {},
    ) {
      return buildPrepared(prepared ?? (await prepare(options)), {
        output,
        pieceBytes: 40_000,
        bucketBytes: 30_000,
        ...options,
        ...more,
      });
    }

    it('is the same, with its rejects, its manifest and its verdict, though workers are killed', async () => {
      const [here, there] = await written(
        desk(),
        (place, options) =>
          build(join(place, 'set.jsonl'), options, { rejects: join(place, 'rejects.jsonl') }),
        'mix',
      );
      expect(there).toEqual(here);
      const { files, result } = here as { files: [string, string][]; result: { manifest: object } };
      expect(files.map(([name]) => name)).toEqual(['rejects.jsonl', 'set.jsonl', 'set.jsonl.manifest.json']);
      for (const rule of ['guarded', 'not-earned']) expect(files[0][1]).toContain(`"rule":"${rule}"`);
      expect(result.manifest).toMatchObject({ composition: { examples: 300 }, verdict: expect.anything() });
    });

    it.each([
      ['on Spark goes on here', true],
      ['here goes on on Spark', false],
    ])('that was begun %s, from the pieces that are done', async (_, begunThere) => {
      const { disk, engineOf } = desk();
      const place = mkdtempSync(join(disk.folder, 'resumed-'));
      const engine: RowEngine = engineOf(3);
      const at = (there: boolean): RewriteOptions => ({
        targetBytes: 30_000,
        ...(there ? { engine } : { workers: 0 }),
      });
      // Planned once: where it is surveyed is the question of the case above.
      const prepared = await prepare(at(false));
      const whole = join(place, 'whole.jsonl');
      await build(whole, at(false), { check: CHECKED, prepared });
      const output = join(place, 'set.jsonl');
      const stop = (done: number) => {
        if (done === 2) throw new Error('stopped');
      };
      const begun = build(output, at(begunThere), { check: CHECKED, prepared, onPiece: stop });
      await expect(begun).rejects.toThrow('stopped');
      expect(readdirSync(`${output}.mix`)).toEqual(expect.arrayContaining(['piece-00000', 'piece-00001']));
      const { resumed } = await build(output, at(!begunThere), { check: CHECKED, prepared });
      expect(resumed).toBe(2);
      expect(readFileSync(output, 'latin1')).toBe(readFileSync(whole, 'latin1'));
    });

    describe('of URIs', () => {
      let here: CorpusSpec;
      let there: CorpusSpec;

      beforeAll(() => {
        const { disk } = desk();
        const [human, made] = brown('mixed by URIs', [9_000, 6_000]);
        const tagged = (rows: readonly object[], provenance: object) =>
          jsonl(rows.map((row) => ({ ...row, provenance })));
        disk.write('uris/day=1/human.jsonl', tagged(human, { origin: 'human', source: 'brown' }));
        disk.write('uris/day=2/made.jsonl', tagged(made, { origin: 'synthetic', model: 'm', generation: 1 }));
        const one = disk.write(
          'one.jsonl.gz',
          gzipSync(tagged(made.slice(0, 9), { origin: 'mixed', source: 'one' })),
        );
        here = { inputs: [join(disk.folder, 'uris'), one] };
        there = { inputs: here.inputs.map((path) => `file://${path}`) };
      });

      const SMALL: Policy = { ...DEFAULT_POLICY, size: { examples: 100 }, human: { minimum: 0.3 } };
      const planned = (options: RewriteOptions) =>
        prepare(options, options.engine === undefined ? here : there, SMALL);

      it('has the bytes of the mix of the same folder and file here, though workers are killed', async () => {
        const [near, far] = await written(
          desk(),
          async (place, options) =>
            build(join(place, 'set.jsonl'), options, {
              rejects: join(place, 'rejects.jsonl'),
              check: CHECKED,
              prepared: await planned(options),
            }),
          'mix of URIs',
        );
        expect(far).toEqual(near);
        const { result } = near as { result: { manifest: { inputs: { name: string }[] } } };
        expect(result.manifest.inputs.map(({ name }) => name)).toEqual([
          'day=1/human.jsonl',
          'day=2/made.jsonl',
          'one.jsonl.gz',
        ]);
      });

      it('that was begun there goes on of paths here, from the pieces that are done', async () => {
        const { disk, engineOf } = desk();
        const engine: RowEngine = engineOf(3);
        const at = (far: boolean): RewriteOptions => ({
          targetBytes: 15_000,
          ...(far ? { engine } : { workers: 0 }),
        });
        const made = async (output: string, far: boolean, more: Partial<BuildOptions> = {}) => {
          const prepared = await planned(at(far));
          return build(output, at(far), { check: CHECKED, prepared, pieceBytes: 20_000, ...more });
        };
        const output = join(mkdtempSync(join(disk.folder, 'resumed-')), 'set.jsonl');
        const stop = (done: number) => {
          if (done === 2) throw new Error('stopped');
        };
        await expect(made(output, true, { onPiece: stop })).rejects.toThrow('stopped');
        const { resumed, manifest } = await made(output, false);
        expect(resumed).toBe(2);
        const whole = join(mkdtempSync(join(disk.folder, 'whole-')), 'set.jsonl');
        expect(manifest).toEqual((await made(whole, false)).manifest);
      });

      it('is none where one of them was written since it was looked at, and leaves nothing', async () => {
        const { disk, engineOf } = desk();
        const path = disk.write('changing/a.jsonl', readFileSync(join(here.inputs[0], 'day=1/human.jsonl')));
        const options: RewriteOptions = { engine: engineOf(3) };
        const prepared = await prepare(options, { inputs: [`file://${path}`] }, { ...SMALL, size: 'all' });
        appendFileSync(path, '{"text":"one more"}\n');
        const place = mkdtempSync(join(disk.folder, 'changed-'));
        await expect(build(join(place, 'set.jsonl'), options, { prepared })).rejects.toMatchObject({
          code: 'E_UNREADABLE',
          where: `file://${path}`,
        });
        expect(readdirSync(place)).toEqual([]);
      });
    });
  });
}
