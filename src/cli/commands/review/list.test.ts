import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspaces } from '../../../workspace/fixtures.test.support.ts';
import { desk, hiddenIn, widest } from '../../fixtures.test.support.ts';
import { run } from '../../run.ts';

const { make } = workspaces();
const ROWS = ['a', 'b', 'c', '__proto__', 'd\u001b[2J']
  .map((id) => `${JSON.stringify({ id, text: `text of ${id}` })}\n`)
  .join('');

async function scene() {
  const { folder } = await make('line: x\n', { 'd.jsonl': ROWS });
  const review = async (word: string, ...args: string[]) => {
    const { context, out, err } = desk({ OUTCROSS_ACTOR: 'zoe' });
    out.columns = 80;
    const status = await run(['review', word, ...args, '--config', join(folder, 'outcross.yaml')], context);
    return { status, out: out.text, err: err.text };
  };
  const decide = (id: string, decision: string, ...more: string[]) =>
    review('decide', id, '--decision', decision, ...more, '--in', join(folder, 'd.jsonl'));
  return { review, decide };
}

describe('outcross review list', () => {
  it('lists the newest decision about each example, by id', async () => {
    const { review, decide } = await scene();
    await decide('b', 'reject', '--note', 'cut off');
    await decide('a', 'relabel', '--origin', 'human');
    await decide('b', 'accept', '--after', '1', '--reviewer', 'max');
    expect((await review('list')).out).toMatchInlineSnapshot(`
      "     example  decision       by   note
        2  a        relabel human  zoe
        3  b        accept         max
      "
    `);
  });

  it('says that none is of a kind, where there are others', async () => {
    const { review, decide } = await scene();
    await decide('a', 'reject');
    const found = await review('list', '--decision', 'accept');
    expect(found).toMatchObject({ status: 0, out: 'No newest decision about an example is of that kind.\n' });
    expect((await review('list', '--reviewer', 'ZOE')).out).toBe(found.out);
    expect(JSON.parse((await review('list', '--reviewer', 'max', '--json')).out).decisions).toEqual([]);
  });

  it('says that there are more than are shown, and only where there are', async () => {
    const { review, decide } = await scene();
    for (const id of ['c', 'a', 'b']) await decide(id, 'reject');
    expect((await review('list', '--limit', '2')).out).toMatch(
      /\n\nThe first 2 by id; --limit shows more\.\n$/,
    );
    expect((await review('list', '--limit', '3')).out).not.toContain('more');
    const two = JSON.parse((await review('list', '--limit', '2', '--json')).out);
    expect(two.decisions.map(({ id, event }: { id: string; event: number }) => [id, event])).toEqual([
      ['a', 2],
      ['b', 3],
    ]);
  });

  it('drives no terminal, and keeps to its columns, whatever ids and notes are', async () => {
    const { review, decide } = await scene();
    await decide('d\u001b[2J', 'reject', '--note', '\u202e\u001b]0;x\u0007'.repeat(40));
    await decide('__proto__', 'edit', '--text', '');
    const { out } = await review('list');
    expect(hiddenIn(out)).toEqual([]);
    expect(widest(out)).toBeLessThanOrEqual(80);
    expect(out).toContain('__proto__');
  });

  it('fails where nothing was ever recorded', async () => {
    const { review } = await scene();
    expect(await review('list')).toMatchObject({ status: 2, err: expect.stringContaining('E_NOT_FOUND') });
  });
});

describe('outcross review decide', () => {
  it('overrules nobody unawares, and says how to', async () => {
    const { decide } = await scene();
    expect((await decide('a', 'reject')).out).toBe('a: reject by zoe, event 1\n');
    const second = await decide('a', 'accept', '--reviewer', 'max');
    expect(second).toMatchObject({ status: 2, out: '' });
    expect(second.err).toContain('reject by zoe, event 1');
    expect(second.err).toContain('--after 1');
    expect((await decide('a', 'accept', '--after', '1')).out).toBe('a: accept by zoe, event 2\n');
  });

  it.each([
    ['an example that is not there', ['zz', 'accept'], 'E_NOT_FOUND'],
    ['a word that is no decision', ['a', 'maybe'], 'E_USAGE'],
    ['a relabelling as nothing', ['a', 'relabel'], 'E_USAGE'],
    ['an edit without a text', ['a', 'edit'], 'E_USAGE'],
    ['a reviewer without a name', ['a', 'accept', '--reviewer', ''], 'E_LEDGER'],
    ['a digest that is none', ['a', 'accept', '--seen', 'abc'], 'E_LEDGER'],
    ['a decision before the first', ['a', 'accept', '--after', '0'], 'E_USAGE'],
    ['a decision that nobody made', ['a', 'accept', '--after', '7'], 'E_CONFLICT'],
  ])('refuses %s, and records nothing', async (_, [id, decision, ...more], code) => {
    const { decide, review } = await scene();
    await decide('b', 'accept');
    const refused = await decide(id, decision, ...more);
    expect(refused).toMatchObject({ status: 2, out: '', err: expect.stringContaining(code) });
    expect(JSON.parse((await review('list', '--json')).out).decisions).toHaveLength(1);
  });
});
