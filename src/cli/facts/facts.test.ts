import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { dedupCorpus } from '../../engine/dedup/dedup-corpus.ts';
import { anchorCorpus } from '../../engine/rows/anchor-corpus.ts';
import { filterCorpus } from '../../engine/rows/filter-corpus.ts';
import { tagCorpus } from '../../engine/rows/tag-corpus.ts';
import type { DriveEvent } from '../../lab/drive/events.ts';
import type { Recipe } from '../../lab/drive/recipe.ts';
import { draftsOf, type Fact } from '../../ledger/recorder.ts';
import { requireDraft } from '../../ledger/require-draft.ts';
import { humanRows } from '../../workspace/fixtures.test.support.ts';
import { anchorFacts } from './anchor-facts.ts';
import { given, inputsName, named, readFact } from './corpus-fact.ts';
import { dedupFacts } from './dedup-facts.ts';
import { DriveSteps } from './drive-facts.ts';
import { filterFacts } from './filter-facts.ts';
import { keyFacts } from './key-facts.ts';
import { tagFacts } from './tag-facts.ts';

const disk = scratch();
const human = () => disk.write('human.jsonl', humanRows(60));
const at = (name: string) => join(disk.folder, name);
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

/** The body, once the ledger would take it. */
function accepted([fact]: readonly Fact[]): Fact['body'] {
  const actor = { kind: 'tool', name: 'zoe' } as const;
  for (const draft of draftsOf([fact], { actor, now: () => new Date(0) })) requireDraft(draft);
  return fact.body;
}

describe('readFact', () => {
  it('digests what was read, once a file, whatever it is named by', async () => {
    const path = human();
    const fact = await readFact({ inputs: [path, path] }, disk.folder);
    expect(fact).toMatchObject({ name: 'human.jsonl and 1 more', count: 1, sha256: sha(humanRows(60)) });
  });

  it('gives nothing for what came through a pipe', async () => {
    expect(await readFact({ inputs: ['-'] }, disk.folder)).toBeUndefined();
    expect(await readFact({ inputs: [human(), '-'] }, disk.folder)).toBeUndefined();
  });

  it('gives nothing for what executors read, and calls it by its URI', async () => {
    expect(await readFact({ inputs: [human(), 's3a://bucket/a'] }, disk.folder)).toBeUndefined();
    expect(named(disk.folder, 's3a://bucket/a/b.jsonl')).toBe('s3a://bucket/a/b.jsonl');
  });

  it('calls files by their place in the workspace, and keeps the end of a name that is too long', () => {
    expect(named(disk.folder, at('a/b.jsonl'))).toBe('a/b.jsonl');
    expect(named(disk.folder, at(`${'x'.repeat(600)}.jsonl`))).toHaveLength(512);
    expect(inputsName([at('a'), at('b'), at('c')], disk.folder)).toBe('a and 2 more');
    expect(given({ a: 1, b: undefined, c: null })).toEqual({ a: 1, c: null });
  });
});

describe('facts that the ledger takes', () => {
  it('of a corpus that was tagged: what as, and by which origin', async () => {
    const [spec, settings] = [{ inputs: [human()] }, { set: { origin: 'human', source: 'essays' } } as const];
    const result = await tagCorpus(
      spec,
      { ...settings, existing: 'fill' },
      { path: at('t.jsonl') },
      { workers: 0 },
    );
    const body = accepted(await tagFacts({ spec, settings, path: at('t.jsonl'), result }, disk.folder));
    expect(body).toMatchObject({
      input: { name: 'human.jsonl', sha256: sha(humanRows(60)) },
      output: { name: 't.jsonl', sha256: result.output.files[0].sha256 },
      set: { source: 'essays' },
      examples: 60,
      origins: { human: 60 },
    });
  });

  it('of a corpus that was filtered: how much each rule dropped', async () => {
    const spec = { inputs: [human()] };
    const outputs = { kept: { path: at('kept.jsonl') }, rejects: { path: at('rejects.jsonl') } };
    const result = await filterCorpus(spec, { profiles: ['gopher'] } as never, outputs, { workers: 0 });
    const body = accepted(await filterFacts(spec, outputs, result, disk.folder)) as {
      kept: number;
      dropped: number;
    };
    expect(body.kept + body.dropped).toBe(60);
    expect(body).toMatchObject({ output: { name: 'kept.jsonl' }, rejected: { name: 'rejects.jsonl' } });
    expect(await filterFacts(spec, {}, result, disk.folder)).toEqual([]);
  });

  it('of a corpus that was de-duplicated: exact, near, shared', async () => {
    const spec = {
      inputs: [human(), disk.write('copy.jsonl', humanRows(20).replaceAll('"id":"h', '"id":"k'))],
    };
    const result = await dedupCorpus(spec, { kept: { path: at('d.jsonl') }, workers: 0 });
    const run = { spec, path: at('d.jsonl'), result };
    const body = accepted(await dedupFacts(run, disk.folder)) as Record<string, number>;
    expect(body['exact'] + body['near'] + body['shared']).toBe(body['dropped']);
    expect(body['kept'] + body['dropped']).toBe(80);
    expect(await dedupFacts({ spec, result }, disk.folder)).toEqual([]);
  });

  it('of an anchor: both sides, with the digests that it has already', async () => {
    const spec = { inputs: [human()], groupField: 'chapter' };
    const document = await anchorCorpus(spec, at('anchor'), { holdout: 0.3, workers: 0 });
    const body = accepted(await anchorFacts(spec, at('anchor'), document, disk.folder));
    expect(body).toMatchObject({
      reservoir: { name: 'anchor/reservoir.jsonl', sha256: document.reservoir.corpus.sha256 },
      holdout: { name: 'anchor/holdout.jsonl', sha256: document.holdout.corpus.sha256 },
      share: 0.3,
    });
  });

  it('of a key: nothing secret', () => {
    const body = accepted(keyFacts({ id: 'k', type: 'vllm-gumbel', purpose: 'watermark', replaces: 'j' }));
    expect(body).toEqual({ key: 'k', type: 'vllm-gumbel', purpose: 'watermark', replaces: 'j' });
  });
});

describe('DriveSteps', () => {
  const step = (kind: 'step' | 'done', name: 'mix' | 'train' | 'sample', kept = false): DriveEvent =>
    (kind === 'step'
      ? { kind, step: name, generation: 1 }
      : { kind, step: name, generation: 1, kept }) as DriveEvent;

  it('remembers the steps of this run with their time, and how the last one ended', async () => {
    let now = 0;
    const steps = new DriveSteps(() => now);
    steps.meet(step('done', 'mix', true));
    steps.meet(step('step', 'train'));
    now = 2500;
    steps.meet(step('done', 'train'));
    steps.meet(step('step', 'sample'));
    steps.fail('failed', 'the command ended with 1');
    disk.write('run/g001/mix.jsonl', humanRows(2));
    const recipe = { file: disk.write('recipe.yaml', 'x: 1') } as Recipe;
    const facts = await steps.facts(recipe, at('run'), disk.folder);
    expect(facts.map(({ body }) => body)).toMatchObject([
      {
        step: 'g1 train',
        result: 'done',
        seconds: 2.5,
        inputs: [{ name: 'run/g001/mix.jsonl', sha256: sha(humanRows(2)) }],
      },
      { step: 'g1 sample', result: 'failed', error: 'the command ended with 1' },
    ]);
    for (const fact of facts) accepted([fact]);
    expect(facts[0].subjects).toEqual([{ type: 'job', id: 'run' }]);
  });

  it('has nothing to say where nothing was done', async () => {
    const steps = new DriveSteps(() => 0);
    steps.fail('failed', 'no recipe');
    expect(await steps.facts({ file: 'none' } as Recipe, at('run'), disk.folder)).toEqual([]);
  });
});
