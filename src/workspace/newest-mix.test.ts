import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../ledger/event.ts';
import type { EventQuery, LedgerStore } from '../ledger/store.ts';
import type { Workspace } from '../workspace.ts';
import { madeRows, workspaces } from './fixtures.test.support.ts';
import { newestMix, rebuiltSince } from './newest-mix.ts';

const { disk, make } = workspaces();
const YAML = 'generations: "g*.jsonl"\n';
const line = { 'g1.jsonl': madeRows(2, 1), 'g2.jsonl': madeRows(2, 2) };

/** A ledger that remembers mixes of these names, the oldest first. */
function remembering(...names: string[]): LedgerStore {
  return {
    async *events({ kinds, reverse }: EventQuery) {
      expect({ kinds, reverse }).toEqual({ kinds: ['mix.built'], reverse: true });
      for (const name of names.toReversed()) yield { body: { output: { name } } } as unknown as LedgerEvent;
    },
  } as unknown as LedgerStore;
}

const below = ({ folder }: Workspace, path: string | undefined) =>
  path === undefined ? undefined : join(process.cwd(), path).slice(folder.length + 1);

describe('newestMix', () => {
  it('is the one that was built last, of those that still stand', async () => {
    const workspace = await make(YAML, { ...line, 'a.jsonl': '', 'deep/b.jsonl': '' });
    const ledger = remembering('a.jsonl', 'deep/b.jsonl');
    expect(below(workspace, await newestMix(workspace, ledger))).toBe('deep/b.jsonl');
    rmSync(join(workspace.folder, 'deep/b.jsonl'));
    expect(below(workspace, await newestMix(workspace, ledger))).toBe('a.jsonl');
  });

  it('may be a folder of parts, and stand anywhere', async () => {
    const workspace = await make(YAML, { 'train/part-00000.jsonl': '' });
    expect(below(workspace, await newestMix(workspace, remembering('train')))).toBe('train');
    const far = disk.write('far.jsonl', '');
    expect(await newestMix(workspace, remembering(far))).toBe(far);
    expect(relative(disk.folder, (await newestMix(workspace, remembering('../far.jsonl')))!)).toBe(
      'far.jsonl',
    );
  });

  it('stands where the workspace writes its sets, where nothing is remembered', async () => {
    const files = { ...line, 'mixes/train-2.jsonl': '', 'mixes/train-3.jsonl': '' };
    const workspace = await make(YAML, files);
    expect(below(workspace, await newestMix(workspace, undefined))).toBe('mixes/train-3.jsonl');
    expect(below(workspace, await newestMix(workspace, remembering('gone.jsonl')))).toBe(
      'mixes/train-3.jsonl',
    );
  });

  it('is that of the last generation, once a model was trained on it', async () => {
    const workspace = await make(YAML, { ...line, 'mixes/train-2.jsonl': '' });
    expect(below(workspace, await newestMix(workspace, undefined))).toBe('mixes/train-2.jsonl');
  });

  it('is none that a generation to come would be trained on after the next', async () => {
    const workspace = await make(YAML, { ...line, 'mixes/train-4.jsonl': '', 'mixes/train-0.jsonl': '' });
    expect(await newestMix(workspace, undefined)).toBeUndefined();
  });

  it('is known to a set that is written over each time', async () => {
    const yaml = `${YAML}mix: {output: set.jsonl}\n`;
    expect(await newestMix(await make(yaml, line), undefined)).toBeUndefined();
    const workspace = await make(yaml, { ...line, 'set.jsonl': '' });
    expect(below(workspace, await newestMix(workspace, undefined))).toBe('set.jsonl');
  });

  it('is none where nothing was mixed', async () => {
    expect(await newestMix(await make('line: x\n'), remembering())).toBeUndefined();
  });
});

describe('rebuiltSince', () => {
  /** A ledger of builds, the oldest first, numbered from 1. */
  const builds = (...all: [name: string, sha256: string][]) =>
    ({
      async *events() {
        for (const [i, [name, sha256]] of [...all.entries()].toReversed())
          yield { seq: i + 1, body: { output: { name, sha256 } } } as unknown as LedgerEvent;
      },
    }) as unknown as LedgerStore;

  it('is the newest build at this place after the one that stands there', async () => {
    const workspace = await make(YAML, line);
    const since = (digest: string, ...all: [string, string][]) =>
      rebuiltSince(workspace, builds(...all), join(workspace.folder, 'a.jsonl'), digest);
    expect(await since('x', ['a.jsonl', 'x'], ['a.jsonl', 'y'], ['a.jsonl', 'z'])).toBe(3);
    expect(await since('x', ['a.jsonl', 'y'], ['a.jsonl', 'x'])).toBeUndefined();
    expect(await since('x', ['a.jsonl', 'x'], ['b.jsonl', 'y'])).toBeUndefined();
    expect(await since('w', ['a.jsonl', 'x'])).toBeUndefined();
    expect(await since('w')).toBeUndefined();
  });
});
