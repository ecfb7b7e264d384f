import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { review } from '../ledger/fixtures.test.support.ts';
import { openLedger } from '../ledger/open.ts';
import { loadDecisions } from '../ledger/review/load-decisions.ts';
import type { Review } from '../ledger/review/standing.ts';
import { buildPrepared, prepareMix } from './mix.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';

const disk = scratch();
const ROWS = [
  ...['h1', 'h2', 'h3', 'h4'].map((id) => ({
    id,
    text: `text of ${id}`,
    n: 1,
    provenance: { origin: 'human' },
  })),
  ...['s1', 's2', 's3'].map((id) => ({
    id,
    text: `text of ${id}`,
    provenance: { origin: 'synthetic', model: 'm1' },
  })),
  { id: 'u1', text: 'text of u1' },
];
const spec = { inputs: [disk.write('rows.jsonl', jsonl(ROWS))] };
const seen = (text: string) => createHash('sha256').update(text).digest('hex');

type Asked = Partial<Review> & { readonly id: string };
let made = 0;

async function mixed(decisions: readonly Asked[], policy: Partial<Policy> = {}, corpus = spec) {
  const store = await openLedger(`m${made++}.sqlite`, disk.folder);
  if (decisions.length > 0) {
    await store.append(
      decisions.map(({ id, decision = 'reject', ...more }) =>
        review(id, decision, { seen: seen(`text of ${id}`), ...more }),
      ),
    );
  }
  const obeyed = await loadDecisions(store);
  const rules = { ...DEFAULT_POLICY, order: 'input' as const, human: { minimum: 0 }, ...policy };
  const prepared = await prepareMix(corpus, rules, {
    workers: 0,
    ...(obeyed === undefined ? {} : { review: obeyed }),
  });
  const output = join(disk.folder, `set${made}.jsonl`);
  const { manifest } = await buildPrepared(prepared, { output, workers: 0 });
  await obeyed?.close();
  await store.close();
  const rows = readFileSync(output, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { rows, manifest, ids: rows.map(({ id }) => id) };
}

describe('a mix that was reviewed', () => {
  it('says nothing of a review where nobody decided', async () => {
    const { manifest } = await mixed([]);
    expect(manifest.review).toBeUndefined();
  });

  it('leaves out what was rejected, and counts it', async () => {
    const { ids, manifest } = await mixed([{ id: 's1' }, { id: 'h2' }, { id: 'elsewhere' }]);
    expect(ids).toEqual(['h1', 'h3', 'h4', 's2', 's3']);
    expect(manifest.fates).toMatchObject({ rejected: 2, 'unknown-origin': 1 });
    expect(manifest.review).toMatchObject({ reject: 2, edit: 0, outdated: 0, ledger: { seq: 3 } });
  });

  it('writes the text of an edit, by evidence of a review, and counts its tokens', async () => {
    const before = await mixed([]);
    const { rows, manifest } = await mixed([
      { id: 's2', decision: 'edit', text: 'a new "text" of mine, and a longer one' },
    ]);
    expect(rows.find(({ id }) => id === 's2')).toMatchObject({
      text: 'a new "text" of mine, and a longer one',
      provenance: { origin: 'synthetic', model: 'm1', evidence: 'review' },
    });
    expect(manifest.composition.tokens).toBeGreaterThan(before.manifest.composition.tokens);
    expect(manifest.composition.examples).toBe(before.manifest.composition.examples);
  });

  it('counts what was relabelled as what it is called now', async () => {
    const { rows, manifest } = await mixed([
      { id: 'u1', decision: 'relabel', origin: 'human' },
      { id: 'h1', decision: 'relabel', origin: 'synthetic' },
    ]);
    const origin = (wanted: string) => rows.find(({ id }) => id === wanted)?.provenance;
    expect(origin('u1')).toEqual({ origin: 'human', evidence: 'review' });
    expect(origin('h1')).toEqual({ origin: 'synthetic', evidence: 'review' });
    const { byOrigin } = manifest.composition;
    expect(byOrigin.map(({ value, examples }) => [value, examples])).toEqual([
      ['human', 4],
      ['synthetic', 4],
    ]);
    expect(manifest.review).toMatchObject({ relabel: 2 });
  });

  it('weighs a row by the origin that it has now', async () => {
    const { rows } = await mixed([{ id: 'h1', decision: 'relabel', origin: 'synthetic' }], { weights: 0.5 });
    const weight = (wanted: string) => rows.find(({ id }) => id === wanted).weight;
    expect(weight('h1')).toBe(weight('s1'));
    expect(weight('h1')).not.toBe(weight('h2'));
  });

  it('does not obey a decision about another text of the same id, and says how many there are', async () => {
    const { ids, manifest } = await mixed([{ id: 's1', seen: seen('another text') }]);
    expect(ids).toContain('s1');
    expect(manifest.review).toMatchObject({ reject: 0, outdated: 1 });
  });

  it('takes a decision back', async () => {
    const { ids } = await mixed([{ id: 's1' }, { id: 's1', decision: 'undo' }]);
    expect(ids).toContain('s1');
  });

  it('refuses an edit of a text that stands in no field of its own, with its line', async () => {
    const chat = disk.write(
      'chat.jsonl',
      jsonl([{ id: 'c1', messages: [{ role: 'user', content: 'hi' }], provenance: { origin: 'human' } }]),
    );
    const store = await openLedger('chat.sqlite', disk.folder);
    await store.append([review('c1', 'edit', { text: 'new' })]);
    const obeyed = (await loadDecisions(store))!;
    const asked = { inputs: [chat], reader: 'chat' as const };
    await expect(prepareMix(asked, DEFAULT_POLICY, { workers: 0, review: obeyed })).rejects.toMatchObject({
      code: 'E_UNSUPPORTED',
      where: 'chat.jsonl:1',
    });
    await obeyed.close();
    await store.close();
  });
});
