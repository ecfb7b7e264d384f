import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { source } from '../../../test/fixtures/assessed.ts';
import { jsonl } from '../../corpus/fixtures.test.support.ts';
import { anchorCorpus } from '../../engine/rows/anchor-corpus.ts';
import type { FileFact } from '../../ledger/kinds/parts.ts';
import { seen } from '../../watch/candidate.ts';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { generationsOf } from '../../workspace/line.ts';
import { readReport } from '../../workspace/reports.ts';
import { desk } from '../fixtures.test.support.ts';
import { inspectorOf } from './inspector.ts';

const { make } = workspaces();

describe('inspectorOf', () => {
  it('gives the facts of the newest generation alone, and keeps the report of the whole line', async () => {
    const workspace = await make('line: demo\nhuman: human.jsonl\ngenerations: out/*.jsonl\n', {
      'human.jsonl': jsonl(source('human', undefined, 150)),
      'out/g1.jsonl': jsonl(source('g1', 450, 80)),
      'out/g2.jsonl': jsonl(source('g2', 300, 80)),
    });
    const spec = { inputs: [join(workspace.folder, 'human.jsonl')] };
    await anchorCorpus(spec, join(workspace.folder, 'anchor'), { holdout: 0.4, assumeHuman: true });
    const inspector = inspectorOf(workspace, { name: [], workers: 0 }, desk().context);
    const line = await Promise.all((await generationsOf(workspace)).map((one) => seen(one, {})));
    const facts = await inspector.check(line.map((one) => one!));
    expect(facts.map(({ kind, subjects }) => [kind, subjects[0].id])).toEqual([
      ['generation.checked', 'g2'],
      ['verdict.given', 'g2'],
    ]);
    expect(facts[0].body['position']).toBe(2);
    const { report } = await readReport(workspace.folder, facts[0].body['report'] as unknown as FileFact);
    expect(report?.generations.map(({ name }) => name)).toEqual(['g1', 'g2']);
    expect(report?.trajectory?.generations).toEqual(['g1', 'g2']);
  });
});
