import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../ledger/event.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { MANIFEST_SCHEMA } from '../mix/manifest.ts';
import { sha256Hex } from '../proof/statement/sha256.ts';
import type { Workspace } from '../workspace.ts';
import { builtSets } from './built-sets.ts';
import { madeRows, workspaces } from './fixtures.test.support.ts';
import { generationsOf } from './line.ts';

const { make } = workspaces();
const YAML = 'generations: "g*.jsonl"\n';
const SET = madeRows(9, 0);
const OTHER = madeRows(7, 0);

/** Files of a set of one file, and its manifest. */
function mix(path: string, text = SET, digest = sha256Hex(Buffer.from(text))): Record<string, string> {
  const manifest = {
    schema: MANIFEST_SCHEMA,
    ...{ inputs: [], rules: [], composition: { byOrigin: [], byModel: [] } },
    ...{ policy: { human: {} }, weights: {}, fates: {} },
    outputs: [{ name: path.split('/').at(-1), sha256: digest }],
  };
  return { [path]: text, [`${path}.manifest.json`]: JSON.stringify(manifest) };
}

/** A ledger that remembers sets for generations, the oldest first. */
function remembering(...built: { generation?: number; name: string; text?: string }[]): LedgerStore {
  return {
    async *events() {
      for (const { generation, name, text = SET } of built) {
        const output = { name, sha256: sha256Hex(Buffer.from(text)) };
        yield {
          body: { output, ...(generation === undefined ? {} : { generation }) },
        } as unknown as LedgerEvent;
      }
    },
  } as unknown as LedgerStore;
}

const line = { 'g1.jsonl': madeRows(2, 1), 'g2.jsonl': madeRows(2, 2) };

async function found(workspace: Workspace, ledger?: LedgerStore) {
  const { sets, notes } = await builtSets(workspace, await generationsOf(workspace), ledger);
  const below = (path: string) => join(process.cwd(), path).slice(workspace.folder.length + 1);
  return { sets: Object.fromEntries([...sets].map(([name, files]) => [name, files.map(below)])), notes };
}

describe('builtSets', () => {
  it('are those that stand where the workspace writes them, by their manifests, where nothing is remembered', async () => {
    const { sets, notes } = await found(await make(YAML, { ...line, ...mix('mixes/train-2.jsonl') }));
    expect(sets).toEqual({ g2: ['mixes/train-2.jsonl'] });
    expect(notes).toEqual([
      'held against the training sets that were built for them: g2 (mixes/train-2.jsonl)',
    ]);
  });

  it('are those that the ledger remembers, wherever they are, the last of each generation', async () => {
    const workspace = await make(YAML, {
      ...line,
      ...mix('mixes/train-1.jsonl', OTHER),
      ...mix('far/again.jsonl'),
    });
    const ledger = remembering(
      { generation: 1, name: 'mixes/train-1.jsonl', text: OTHER },
      { name: 'unnumbered.jsonl' },
      { generation: 1, name: 'far/again.jsonl' },
    );
    expect((await found(workspace, ledger)).sets).toEqual({ g1: ['far/again.jsonl'] });
  });

  it('are files of a folder of parts', async () => {
    const { 'deep/part-0.jsonl': text, 'deep/part-0.jsonl.manifest.json': manifest } =
      mix('deep/part-0.jsonl');
    const files = { 'mixes/train-1.jsonl/part-0.jsonl': text, 'mixes/train-1.jsonl.manifest.json': manifest };
    const { sets } = await found(await make(YAML, { ...line, ...files }));
    expect(sets).toEqual({ g1: ['mixes/train-1.jsonl/part-0.jsonl'] });
  });

  it('are left out with a note where they are gone, and without where none was known of', async () => {
    const workspace = await make(YAML, { ...line, ...mix('mixes/train-2.jsonl') });
    rmSync(join(workspace.folder, 'mixes/train-2.jsonl'));
    const ledger = remembering({ generation: 2, name: 'mixes/train-2.jsonl' });
    const { sets, notes } = await found(workspace, ledger);
    expect(sets).toEqual({});
    expect(notes).toEqual([
      'g2 is not held against the set that was built for it: mixes/train-2.jsonl or its manifest is gone',
    ]);
    expect(await found(await make(YAML, line))).toEqual({ sets: {}, notes: [] });
  });

  it('are left out with a note where what stands is not what was built', async () => {
    const workspace = await make(YAML, { ...line, ...mix('mixes/train-1.jsonl') });
    appendFileSync(join(workspace.folder, 'mixes/train-1.jsonl'), madeRows(1, 3));
    const changed = { sets: {}, notes: [expect.stringMatching(/^g1 .*train-1\.jsonl has changed since$/)] };
    expect(await found(workspace)).toEqual(changed);
    // Its manifest agrees, the ledger does not.
    const rebuilt = await make(YAML, { ...line, ...mix('mixes/train-1.jsonl', OTHER) });
    expect(await found(rebuilt, remembering({ generation: 1, name: 'mixes/train-1.jsonl' }))).toEqual(
      changed,
    );
  });

  it('are left out with a note where a manifest is none', async () => {
    const files = { 'mixes/train-1.jsonl': SET, 'mixes/train-1.jsonl.manifest.json': '{' };
    const { sets, notes } = await found(await make(YAML, { ...line, ...files }));
    expect(sets).toEqual({});
    expect(notes).toEqual([expect.stringContaining('cannot be read: ')]);
  });

  it('are not asked for where a generation says what it was trained on', async () => {
    const yaml = 'generations: [{corpus: g1.jsonl, trainedOn: t.jsonl}]\n';
    const workspace = await make(yaml, { ...line, ...mix('mixes/train-1.jsonl') });
    expect(await found(workspace)).toEqual({ sets: {}, notes: [] });
  });

  it('are nobody’s where all are written to one place, but for what the ledger says', async () => {
    const workspace = await make(`${YAML}mix: {output: set.jsonl}\n`, { ...line, ...mix('set.jsonl') });
    expect(await found(workspace)).toEqual({ sets: {}, notes: [] });
    const ledger = remembering({ generation: 2, name: 'set.jsonl' });
    expect((await found(workspace, ledger)).sets).toEqual({ g2: ['set.jsonl'] });
  });

  it('lists the newest generations in its note, and counts those before', async () => {
    const many = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`g${i + 1}.jsonl`, madeRows(2, i)]));
    const sets = Object.assign({}, ...Array.from({ length: 7 }, (_, i) => mix(`mixes/train-${i + 1}.jsonl`)));
    const { notes } = await found(await make(YAML, { ...many, ...sets }));
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/: g3 \(.*g7 \(mixes\/train-7\.jsonl\), and 2 before$/);
  });
});
