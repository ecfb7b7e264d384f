import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { draftsOf, type Fact } from '../../ledger/recorder.ts';
import { requireDraft } from '../../ledger/require-draft.ts';
import type { Verification } from '../../mix/proof/verification.ts';
import { verifiedFacts } from './proof-facts.ts';
import { scanFacts } from './scan-facts.ts';
import { tagFacts } from './tag-facts.ts';

const disk = scratch();
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const corpus = disk.write('c.jsonl', jsonl([{ id: 'a', text: 'b' }]));

function accepted(facts: readonly Fact[]): readonly Fact[] {
  const actor = { kind: 'tool', name: 'zoe' } as const;
  for (const draft of draftsOf(facts, { actor, now: () => new Date(0) })) requireDraft(draft);
  return facts;
}

describe('a verification as the ledger remembers it', () => {
  const bundle = disk.write('p.json', '{"a":1}');
  const verified = async (more: Partial<Verification>) => {
    const found = { passed: false, differences: [], signature: {}, ...more } as unknown as Verification;
    const [fact, ...others] = accepted(await verifiedFacts(bundle, found, disk.folder));
    expect(others).toEqual([]);
    return fact;
  };

  it('is of the very file that was checked, by its digest', async () => {
    const set = { root: 'b'.repeat(64) } as never;
    const { subjects, body } = await verified({ passed: true, set, signature: { keyId: 'k' } as never });
    expect(subjects).toEqual([{ type: 'proof', id: digest('{"a":1}') }]);
    expect(body).toMatchObject({ result: 'passed', root: 'b'.repeat(64), signer: 'k', faults: [] });
  });

  it('is kept where nothing of the proof could be read, and where everything differs at length', async () => {
    const message = `${'x'.repeat(999)}\ud83d\ude00 differs`;
    const differences = Array.from({ length: 10_000 }, () => ({ message }));
    const { body } = await verified({ differences } as never);
    expect(body).not.toHaveProperty('signer');
    expect(body).not.toHaveProperty('root');
    expect(body['faults']).toEqual(Array.from({ length: 100 }, () => 'x'.repeat(999)));
  });
});

describe('a search for watermarks as the ledger remembers it', () => {
  const found = { records: 9, states: { marked: 4 }, outputs: [] } as never;

  it('says which keys were held against which corpus, each key of its own', async () => {
    const [scanned, ...used] = accepted(
      await scanFacts({ spec: { inputs: [corpus] }, keys: ['k1', 'k2'], found }, disk.folder),
    );
    expect(scanned).toMatchObject({
      subjects: [{ type: 'corpus', id: 'c.jsonl' }],
      body: { examples: 9, marked: 4, keys: ['k1', 'k2'] },
    });
    expect(scanned.body).not.toHaveProperty('share');
    expect(used.map(({ subjects }) => subjects)).toEqual([
      [{ type: 'key', id: 'k1' }],
      [{ type: 'key', id: 'k2' }],
    ]);
    for (const { body } of used) expect(body['of']).toMatchObject({ name: 'c.jsonl' });
  });

  it('names a pipe, which has no digest, and keeps the estimate with its interval', async () => {
    const share = { share: 0.5, low: 0.4, high: 0.6 };
    const [{ subjects, body }] = accepted(
      await scanFacts(
        { spec: { inputs: ['-'] }, keys: [], found: { ...(found as object), share } as never },
        disk.folder,
      ),
    );
    expect(body).toMatchObject({ share: 0.5, interval: [0.4, 0.6] });
    expect(body).not.toHaveProperty('input');
    expect(subjects[0].id.length).toBeGreaterThan(0);
  });

  it('is of what was written, where something was', async () => {
    const written = { files: [{ path: join(disk.folder, 'out.jsonl'), bytes: 1, sha256: 'c'.repeat(64) }] };
    const write = join(disk.folder, 'out.jsonl');
    const run = {
      spec: { inputs: [corpus] },
      keys: [],
      write,
      found: { ...(found as object), outputs: [written] },
    };
    const [{ subjects, body }] = accepted(await scanFacts(run as never, disk.folder));
    expect(subjects).toEqual([{ type: 'corpus', id: 'out.jsonl' }]);
    expect(body['output']).toMatchObject({ sha256: 'c'.repeat(64) });
  });
});

describe('tagging as the ledger remembers it', () => {
  const output = { files: [{ path: join(disk.folder, 't.jsonl'), bytes: 1, sha256: 'd'.repeat(64) }] };
  const tagged = async (set: object) => {
    const result = { output, records: 1, changed: 1, origins: { human: 1 }, malformed: 0 } as never;
    const run = { spec: { inputs: [corpus] }, settings: { set }, path: join(disk.folder, 't.jsonl'), result };
    return accepted(await tagFacts(run as never, disk.folder))[0];
  };

  it('is about the source too, where one was named, and says nothing of what was not set', async () => {
    const { subjects, body } = await tagged({ origin: 'human', source: 'essays' });
    expect(subjects).toEqual([
      { type: 'corpus', id: 't.jsonl' },
      { type: 'source', id: 'essays' },
    ]);
    expect(body['set']).toEqual({ source: 'essays' });
    expect((await tagged({ origin: 'human' })).body).not.toHaveProperty('set');
  });

  it('is recorded though a source or a model has a longer name than the ledger takes: its beginning is', async () => {
    const long = `https://example.org/${'x'.repeat(2_000)}`;
    const { subjects, body } = await tagged({ source: long, model: long });
    const cut = long.slice(0, 512);
    expect(subjects[1]).toEqual({ type: 'source', id: cut });
    expect(body['set']).toEqual({ source: cut, model: cut });
  });
});
