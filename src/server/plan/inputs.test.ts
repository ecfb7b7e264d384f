import { appendFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorCorpus } from '../../engine/rows/anchor-corpus.ts';
import { humanRows, madeRows, workspaces } from '../../workspace/fixtures.test.support.ts';
import { openWorkspace, type Workspace } from '../../workspace.ts';
import { strataIn } from './anchor-strata.ts';
import { checkedPolicy } from './checked-policy.ts';
import { mixInputs, pathsOf } from './inputs.ts';

const { make, anchored, disk } = workspaces();
const YAML = 'line: x\nhuman: human.jsonl\ngenerations: "g*.jsonl"\n';
const at = ({ folder }: Workspace, name: string) => join(folder, name);

describe('the inputs of the next mix', () => {
  it('are other ones after every change of a file, and the same without one', async () => {
    const workspace = await anchored(YAML, { 'g1.jsonl': madeRows(4, 1) });
    const print = async () => (await mixInputs(workspace)).fingerprint;
    const seen = [await print()];
    expect(await print()).toBe(seen[0]);
    const changes = [
      () => appendFileSync(at(workspace, 'g1.jsonl'), '\n'),
      () => utimesSync(at(workspace, 'g1.jsonl'), 1, 1),
      () => writeFileSync(at(workspace, 'g2.jsonl'), madeRows(1, 2)),
      () => appendFileSync(at(workspace, 'anchor/anchor.json'), '\n'),
      () => rmSync(at(workspace, 'g2.jsonl')),
    ];
    for (const change of changes) {
      change();
      seen.push(await print());
      expect(seen.at(-1)).not.toBe(seen.at(-2));
    }
  });

  it('are others where they are read in another way', async () => {
    const files = { 'human.jsonl': humanRows(3) };
    const workspace = await make(YAML, files);
    const before = (await mixInputs(workspace)).fingerprint;
    writeFileSync(at(workspace, 'outcross.yaml'), `${YAML}fields: {group: chapter}\n`);
    const after = await mixInputs(await openWorkspace(workspace.folder));
    expect(after.fingerprint).not.toBe(before);
  });

  it('may not be there yet: whoever reads them says so', async () => {
    const workspace = await make('line: x\nhuman: gone.jsonl\n');
    const { next, fingerprint } = await mixInputs(workspace);
    expect(next.inputs).toHaveLength(1);
    expect(fingerprint).toContain('null');
    expect(await pathsOf('gone.jsonl', {})).toEqual(['gone.jsonl']);
  });

  it('are the files of a folder, each of them', async () => {
    const workspace = await make('line: x\n', { 'd/a.jsonl': '{}\n', 'd/b.jsonl': '{}\n' });
    const found = await pathsOf(at(workspace, 'd'), {});
    expect(found.map((path) => path.split('/').at(-1))).toEqual(['a.jsonl', 'b.jsonl']);
  });
});

describe('the strata of human data', () => {
  const rows = ['fiction', 'fiction', 'fiction', 'news'].flatMap((genre, i) =>
    Array.from({ length: 20 }, (_, j) =>
      JSON.stringify({ id: `${i}-${j}`, genre, text: `passage ${i} ${j}` }),
    ),
  );
  const split = async (strata: readonly string[]) => {
    const folder = join(disk.folder, `anchor${strata.join()}`);
    const inputs = [disk.write('strata.jsonl', `${rows.join('\n')}\n`)];
    await anchorCorpus({ inputs }, folder, { holdout: 0.3, strata, assumeHuman: true, workers: 0 } as never);
    return folder;
  };

  it('have shares of all human examples, held out or not, that sum to one', async () => {
    const { fields, shares } = await strataIn(await make('line: x\n'), await split(['genre']));
    expect(fields).toEqual(['genre']);
    expect([...shares!].sort()).toEqual([
      ['["fiction"]', 0.75],
      ['["news"]', 0.25],
    ]);
  });

  it('are told by the field of categories where the anchor has none, and by nothing without either', async () => {
    const [plain, named] = [await make('line: x\n'), await make('line: x\nfields: {category: genre}\n')];
    const folder = await split([]);
    expect(await strataIn(named, folder)).toEqual({ fields: ['genre'] });
    expect(await strataIn(named, undefined)).toEqual({ fields: ['genre'] });
    expect(await strataIn(plain, folder)).toEqual({ fields: [] });
  });
});

describe('a policy that somebody is trying', () => {
  it('is held against the schema of outcross.yaml: key, spelling and bounds', () => {
    expect(() => checkedPolicy({ humann: { minimum: 0.3 } })).toThrowError(
      expect.objectContaining({ code: 'E_CONFIG', hint: expect.stringContaining('human') }),
    );
    for (const section of [
      { human: { minimum: 2 } },
      { earned: -1 },
      { mode: 'forget' },
      { caps: { model: 'all' } },
    ])
      expect(() => checkedPolicy(section)).toThrowError(expect.objectContaining({ code: 'E_CONFIG' }));
  });

  it('names the key of a rule that no data could keep', () => {
    expect(() => checkedPolicy({ mode: 'replace' })).toThrowError(
      expect.objectContaining({ code: 'E_POLICY', where: 'policy.mode' }),
    );
    expect(() => checkedPolicy({ human: { minimum: 0.5, share: 0.2 } })).toThrowError(
      expect.objectContaining({ code: 'E_POLICY', where: 'policy.human.share' }),
    );
  });

  it('has the defaults of whatever it leaves out', () => {
    expect(checkedPolicy({})).toMatchObject({ mode: 'accumulate', human: { minimum: 0.3 }, seed: 1 });
  });
});
