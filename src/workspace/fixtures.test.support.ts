import { join } from 'node:path';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { anchorCorpus } from '../engine/rows/anchor-corpus.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

/** Rows of human text, a few to a chapter. */
export function humanRows(rows: number): string {
  return Array.from({ length: rows }, (_, i) =>
    JSON.stringify({
      id: `h${i}`,
      chapter: `c${Math.floor(i / 3)}`,
      text: `passage ${i} speaks of thing ${i % 7} and of word${i * 13}`,
      provenance: { origin: 'human', source: 'novels' },
    }),
  )
    .map((row) => `${row}\n`)
    .join('');
}

/** Rows of what a model wrote. */
export function madeRows(rows: number, generation: number): string {
  return Array.from({ length: rows }, (_, i) =>
    JSON.stringify({
      id: `g${generation}-${i}`,
      text: `passage ${i % 5} speaks of thing ${i % 3}`,
      provenance: { origin: 'synthetic', source: 'line', model: `m${generation}`, generation },
    }),
  )
    .map((row) => `${row}\n`)
    .join('');
}

/** A scratch folder in which workspaces are made, one for each call. */
export function workspaces() {
  const disk = scratch();
  let made = 0;
  const make = async (yaml: string, files: Readonly<Record<string, string>> = {}): Promise<Workspace> => {
    const name = `w${made++}`;
    disk.write(join(name, 'outcross.yaml'), yaml);
    for (const [path, text] of Object.entries(files)) disk.write(join(name, path), text);
    return openWorkspace(join(disk.folder, name));
  };
  /** With an anchor of 60 rows of human text. */
  const anchored = async (yaml: string, files: Readonly<Record<string, string>> = {}): Promise<Workspace> => {
    const workspace = await make(yaml, { 'human.jsonl': humanRows(60), ...files });
    const spec = { inputs: [join(workspace.folder, 'human.jsonl')], groupField: 'chapter' };
    await anchorCorpus(spec, join(workspace.folder, 'anchor'), { holdout: 0.3 });
    return workspace;
  };
  return { disk, make, anchored };
}
