import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl } from '../../corpus/fixtures.test.support.ts';
import { mirrorOfFolder } from '../../corpus/remote.test.support.ts';
import type { Shard } from '../../corpus/source.ts';
import type { RowEngine } from '../../engine/rows/row-engine.ts';
import type { RowJob } from '../../engine/rows/row-job.ts';
import { runRows } from '../../engine/rows/run-rows.ts';
import { draftsOf, type Fact } from '../../ledger/recorder.ts';
import { requireDraft } from '../../ledger/require-draft.ts';
import { buildPrepared, prepareMix } from '../../mix/mix.ts';
import { readPolicy } from '../../mix/read-policy.ts';
import { humanRows, madeRows, workspaces } from '../../workspace/fixtures.test.support.ts';
import { builtFacts, plannedFacts } from './mix-facts.ts';

const { make } = workspaces();
const sha = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** The one fact, once the ledger would take it. */
function accepted(facts: readonly Fact[]): Fact {
  expect(facts).toHaveLength(1);
  const actor = { kind: 'tool', name: 'zoe' } as const;
  for (const draft of draftsOf(facts, { actor, now: () => new Date(0) })) requireDraft(draft);
  return facts[0];
}

async function scene(
  files: Readonly<Record<string, string>>,
  inputs: readonly string[],
  policy: object = {},
) {
  const workspace = await make('line: novels\n', files);
  const at = (name: string) => join(workspace.folder, name);
  const spec = { inputs: inputs.map(at) };
  const prepared = await prepareMix(spec, readPolicy(policy), { workers: 0 });
  const build = (path: string, sink = {}) =>
    buildPrepared(prepared, { output: path, sink, version: '0', workers: 0 } as never);
  return { workspace, at, prepared, build };
}
const FILES = {
  'human.jsonl': humanRows(40),
  'made/g1.jsonl': madeRows(20, 1),
  'made/g2.jsonl': madeRows(10, 2),
};

describe('a mix as the ledger remembers it', () => {
  it('says what it was made of, what it holds, and with which digests both stand on the disk', async () => {
    const { workspace, at, prepared, build } = await scene(FILES, ['human.jsonl', 'made']);
    const path = at('train.jsonl');
    const built = await build(path);
    const { subjects, body } = accepted(
      await builtFacts({ prepared, path, generation: 3 }, built, workspace),
    );
    expect(subjects).toEqual([
      { type: 'mix', id: 'train.jsonl' },
      { type: 'line', id: 'novels' },
    ]);
    expect(body).toMatchObject({
      output: { name: 'train.jsonl', sha256: sha(path) },
      manifest: { name: 'train.jsonl.manifest.json', sha256: sha(`${path}.manifest.json`) },
      generation: 3,
      composition: { origin: { human: 40 }, source: { novels: 40 } },
    });
    const [human, folder] = body['inputs'] as {
      name: string;
      count: number;
      sha256: string;
      files: object[];
    }[];
    expect(human).toMatchObject({ name: 'human.jsonl', count: 1, sha256: sha(at('human.jsonl')) });
    expect(folder).toMatchObject({ name: 'made', count: 2 });
    expect(folder.files).toMatchObject([
      { name: 'made/g1.jsonl', sha256: sha(at('made/g1.jsonl')) },
      { name: 'made/g2.jsonl', sha256: sha(at('made/g2.jsonl')) },
    ]);
  });

  it('has the digests of what was read, not of what stands there afterwards', async () => {
    const { workspace, at, prepared, build } = await scene(FILES, ['human.jsonl', 'made']);
    const before = sha(at('human.jsonl'));
    const path = at('train.jsonl');
    const built = await build(path);
    appendFileSync(at('human.jsonl'), '{"id":"late","text":"too late"}\n');
    const { body } = accepted(await builtFacts({ prepared, path }, built, workspace));
    expect((body['inputs'] as { sha256: string }[])[0].sha256).toBe(before);
    expect(body).not.toHaveProperty('generation');
  });

  it('names inputs that are URIs, and the files that they gave, as they stand there', async () => {
    const { workspace, at } = await scene(FILES, ['human.jsonl', 'made']);
    const uri = 's3a://bucket/d';
    const row = (shard: Shard) => ({ ...shard, remote: undefined });
    // An engine whose files stand elsewhere, as far as those can tell who ask it.
    const engine = {
      mirrorOf: async (input: string) => mirrorOfFolder(workspace.folder, uri, input.slice(uri.length)),
      rows: (job: RowJob) => runRows({ ...job, shards: job.shards.map(row) as never }, { workers: 0 }),
      digests: async (files: readonly Shard[]) =>
        files.map(({ path, bytes }) => ({ bytes, sha256: sha(path) })),
    } as Partial<RowEngine> as RowEngine;
    const spec = { inputs: [`${uri}/human.jsonl`, `${uri}/made`] };
    const prepared = await prepareMix(spec, readPolicy({}), { engine });
    const path = at('train.jsonl');
    const built = await buildPrepared(prepared, { output: path, engine, version: '0' });
    const { body } = accepted(await builtFacts({ prepared, path, engine }, built, workspace));
    expect(body['inputs']).toMatchObject([
      { name: `${uri}/human.jsonl`, count: 1, sha256: sha(at('human.jsonl')) },
      {
        name: `${uri}/made`,
        files: [
          { name: `${uri}/made/g1.jsonl`, sha256: sha(at('made/g1.jsonl')) },
          { name: `${uri}/made/g2.jsonl`, sha256: sha(at('made/g2.jsonl')) },
        ],
      },
    ]);
  });

  it('is of the same policy where nothing but its spelling differs, and of another where a rule does', async () => {
    const digests: unknown[] = [];
    for (const policy of [
      {},
      { human: { minimum: 0.3 }, mode: 'accumulate' },
      { human: { minimum: 0.31 } },
    ]) {
      const { workspace, at, prepared, build } = await scene(FILES, ['human.jsonl', 'made'], policy);
      const path = at('train.jsonl');
      digests.push(
        accepted(await builtFacts({ prepared, path }, await build(path), workspace)).body['policy'],
      );
    }
    expect(digests[0]).toBe(digests[1]);
    expect(digests[2]).not.toBe(digests[0]);
  });

  it('is taken whatever sources are called, and however many there are: the others are counted together', async () => {
    const rows = Array.from({ length: 1_200 }, (_, i) => ({
      id: `h${i}`,
      text: `passage ${i}`,
      provenance: { origin: 'human', source: i === 0 ? '__proto__' : i === 1 ? 'x'.repeat(5_000) : `s${i}` },
    }));
    const { workspace, at, prepared, build } = await scene({ 'human.jsonl': jsonl(rows) }, ['human.jsonl']);
    const path = at('train.jsonl');
    const { body } = accepted(await builtFacts({ prepared, path }, await build(path), workspace));
    const { source } = body['composition'] as { source: Record<string, number> };
    const counts = Object.values(source);
    expect(counts).toHaveLength(1_001);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(1_200);
  });
});

describe('a plan that could not be kept, as the ledger remembers it', () => {
  it('says what was short, of which candidates, and names no output as built', async () => {
    const few = { 'human.jsonl': humanRows(5), 'g1.jsonl': madeRows(60, 1) };
    const policy = { size: 50, human: { minimum: 0.9 } };
    const { workspace, at, prepared } = await scene(few, ['human.jsonl', 'g1.jsonl'], policy);
    expect(prepared.plan.possible).toBe(false);
    const { kind, body } = accepted(await plannedFacts({ prepared, path: at('train.jsonl') }, workspace));
    expect(kind).toBe('mix.planned');
    expect(body).toMatchObject({ candidates: 65, inputs: [{ sha256: sha(at('human.jsonl')) }, {}] });
    expect((body['short'] as string[]).join()).toMatch(/human\.\w+: \d+ /);
    expect(body).not.toHaveProperty('output');
    const failing = (body['rules'] as { id: string; kept: boolean }[]).filter(({ kept }) => !kept);
    expect(failing.length).toBe((body['short'] as string[]).length);
  });
});
