import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AT, review } from '../../../ledger/fixtures.test.support.ts';
import { queuesOf } from '../../../ledger/queue/open.ts';
import { workspaces } from '../../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../../workspace/ledger.ts';
import { desk, hiddenIn, widest } from '../../fixtures.test.support.ts';
import { run } from '../../run.ts';

const { make } = workspaces();
type Said = readonly [id: string, reviewer: string, decision: 'accept' | 'reject'];

/** A workspace with a queue of these examples, and what was decided about them. */
async function scene(ids: readonly string[], said: readonly Said[]) {
  const workspace = await make('line: x\n');
  const store = await openLedgerOf(workspace, { create: true });
  const named = {
    id: 'q1',
    createdAt: AT,
    createdBy: 'zoe',
    corpora: [],
    seed: '1',
    reviewers: 2,
    overlap: 1,
  };
  const numbers = { error: 0.1, population: 9, sampled: 0 };
  const empty = { text: '', seen: 'a'.repeat(64), provenance: {}, reasons: [], human: [], duplicates: [] };
  if (ids.length > 0)
    await queuesOf(store).create(
      { ...named, ...numbers },
      ids.map((id) => ({ ...empty, id, wants: 2 })),
    );
  await store.append(said.map(([id, reviewer, decision]) => review(id, decision, { reviewer })));
  await store.close();
  return async (...args: string[]) => {
    const { context, out, err } = desk();
    out.columns = 60;
    const config = join(workspace.folder, 'outcross.yaml');
    const status = await run(['review', 'agreement', ...args, '--config', config], context);
    return { status, out: out.text, err: err.text };
  };
}

describe('outcross review agreement', () => {
  it('says how far two agree beyond chance, and what about they do not', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const agreement = await scene(
      ids,
      ids.flatMap((id, i) => [
        [id, 'zoe', i < 2 ? 'accept' : 'reject'] as const,
        [id, 'max', i < 3 ? 'accept' : 'reject'] as const,
      ]),
    );
    const { status, out } = await agreement();
    expect(status).toBe(0);
    // Three of four agreed, where chance gives a half: kappa is a half.
    expect(out).toMatch(/max, zoe\s+4\s+75%\s+0\.50\s+-0\.61 to 1\.00, few/);
    expect(out).toContain('less than 30 examples');
    expect(out).toContain('Disputed:\n  c\n');
    expect(JSON.parse((await agreement('q1', '--json')).out)).toMatchObject({
      schema: 'outcross.review-agreement/1',
      queue: 'q1',
      disputed: ['c'],
    });
  });

  it('has no kappa where both always say the same one thing', async () => {
    const agreement = await scene(
      ['a'],
      [
        ['a', 'zoe', 'accept'],
        ['a', 'max', 'accept'],
      ],
    );
    const { out } = await agreement();
    expect(out).toMatch(/100%\s+-\s+one always says/);
    expect(out).not.toContain('Disputed');
    expect(JSON.parse((await agreement('--json')).out).pairs[0]).not.toHaveProperty('kappa');
  });

  it('shows names as what they are, the first twenty that are disputed, in a narrow terminal', async () => {
    const ids = Array.from({ length: 25 }, (_, i) => `\u001b[2J${String(i).padStart(2, '0')}\u202e`);
    const agreement = await scene(
      ids,
      ids.flatMap((id) => [[id, 'z\u001boe', 'accept'] as const, [id, 'max', 'reject'] as const]),
    );
    const { out } = await agreement();
    expect([hiddenIn(out), widest(out) <= 60]).toEqual([[], true]);
    expect(out).toContain('and 5 more; --json has all');
    expect(JSON.parse((await agreement('--json')).out).disputed).toEqual(ids);
  });

  it('says that nobody decided twice, that there is no queue, and none of a name', async () => {
    const alone = await scene(['a'], [['a', 'zoe', 'accept']]);
    expect((await alone()).out).toBe('No example was decided about by two reviewers yet.\n');
    expect(await alone('q2')).toMatchObject({ status: 2, out: '', err: expect.stringContaining('q2') });
    const none = await scene([], [['a', 'zoe', 'accept']]);
    expect(await none()).toMatchObject({ status: 2, err: expect.stringContaining('outcross review queue') });
  });
});
