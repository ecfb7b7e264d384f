import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl } from '../../corpus/fixtures.test.support.ts';
import { workspaces } from '../fixtures.test.support.ts';
import { FactCache } from './fact-cache.ts';
import { scanSet } from './leak.ts';

const { anchored, disk } = workspaces();
const workspace = await anchored('line: x\nhuman: human.jsonl\n');
const anchor = join(workspace.folder, 'anchor');
const held = readFileSync(join(anchor, 'holdout.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as { id: string; text: string });
let made = 0;

/** A set, looked through with a memory of its own unless one is given. */
async function scanned(
  rows: readonly object[],
  { guarded = true, rejected = [] as string[], cache = `cache${made}`, digest = `set${made}` } = {},
) {
  const path = disk.write(`set${made++}.jsonl`, jsonl(rows));
  const gathering = { workspace, cache: new FactCache(join(disk.folder, cache)), workers: 0 };
  return scanSet({ inputs: [path] }, digest, guarded ? anchor : undefined, new Set(rejected), gathering);
}
const clean = Array.from({ length: 20 }, (_, i) => ({
  id: `n${i}`,
  text: `quite another subject, part ${i * 17}`,
}));

describe('what of a set is not to be in it', () => {
  it('is nothing of one that holds neither the holdout nor what was rejected', async () => {
    expect(await scanned(clean)).toEqual({ leak: { examples: 20, near: 0, ids: 0 }, rejected: 0 });
  });

  it('is each example of the holdout, by its text under another id', async () => {
    const stolen = held.slice(0, 4).map(({ text }, i) => ({ id: `s${i}`, text }));
    const { leak } = await scanned([...clean, ...stolen]);
    expect(leak).toEqual({ examples: 24, near: 4, ids: 0 });
  });

  it('is each example of the holdout, by its id with another text', async () => {
    const stolen = held
      .slice(0, 3)
      .map(({ id }) => ({ id, text: `nothing of the kind, ${id} ${'x'.repeat(40)}` }));
    const { leak } = await scanned([...clean, ...stolen]);
    expect([leak!.ids, leak!.near]).toEqual([3, 0]);
  });

  it('counts an id once, however often it stands there', async () => {
    const [{ id }] = held;
    const stolen = [1, 2, 3].map((i) => ({ id, text: `of no kind that was met, number ${i * 1001}` }));
    expect((await scanned([...clean, ...stolen])).leak!.ids).toBe(1);
  });

  it('is what was rejected, by its id, with and without an anchor', async () => {
    const rejected = ['n1', 'n2', 'gone', '__proto__'];
    expect((await scanned(clean, { rejected })).rejected).toBe(2);
    const without = await scanned(clean, { rejected, guarded: false });
    expect(without).toEqual({ rejected: 2 });
  });

  it('is looked for once for each state of set and review, and anew for another', async () => {
    const at = { cache: 'shared', digest: 'one' };
    expect((await scanned(clean, { ...at, rejected: ['n1'] })).rejected).toBe(1);
    // Another set under the same digest: what is remembered is told.
    expect((await scanned([], { ...at, rejected: ['n1'] }).catch((error) => error)).rejected).toBe(1);
    expect((await scanned(clean, { ...at, rejected: ['n1', 'n2'] })).rejected).toBe(2);
    expect(
      (await scanned(clean.slice(5), { cache: 'shared', digest: 'two', rejected: ['n1'] })).rejected,
    ).toBe(0);
  });

  it('does not hang on the order in which examples were rejected', async () => {
    const at = { cache: 'order', digest: 'one' };
    expect((await scanned(clean, { ...at, rejected: ['n1', 'n2'] })).rejected).toBe(2);
    expect((await scanned(clean.slice(10), { ...at, rejected: ['n2', 'n1'] })).rejected).toBe(2);
  });
});
