import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { Loose } from '../../proof/loose.test.support.ts';
import type { Statement } from '../../proof/statement/statement.ts';
import { checkStatement } from './check-statement.ts';
import { built, proven, rowsOf } from './proven.test.support.ts';

const disk = scratch();
let statement: Statement;
beforeAll(async () => {
  const { output } = await built(join(disk.folder, 'set'), 'train.jsonl', rowsOf(0, 12));
  ({ statement } = await proven(output));
});

function told(edit: (statement: Loose) => void): string[] {
  const edited = JSON.parse(JSON.stringify(statement)) as Loose;
  edit(edited);
  return checkStatement(edited).map(({ id, field }) => `${id} ${field}`);
}

describe('checkStatement', () => {
  it('finds nothing in what was made', () => {
    expect(told(() => {})).toEqual([]);
  });

  it.each<[string, (s: Loose) => void, readonly string[]]>([
    [
      'a row of counts that was raised',
      (s) => s.predicate.counts.bySource[0].tokens++,
      ['statement.counts counts.bySource.tokens', 'statement.manifest composition.bySource.s0.tokens'],
    ],
    [
      'an origin that became another',
      (s) => (s.predicate.counts.byOrigin[1].value = 'mixed'),
      ['statement.manifest composition.byOrigin.synthetic', 'statement.manifest composition.byOrigin.mixed'],
    ],
    ['a size', (s) => s.predicate.tree.size--, ['statement.counts tree.size', 'statement.files tree.size']],
    [
      'rows of a file',
      (s) => s.predicate.files[0].records++,
      ['statement.files tree.size', 'statement.manifest outputs.0.records'],
    ],
    [
      'a policy',
      (s) => (s.predicate.policy.seed = 9),
      ['statement.policy policyDigest', 'statement.manifest policy.seed'],
    ],
    [
      'rules that are gone',
      (s) => (s.predicate.rules = []),
      ['statement.manifest rules.0', 'statement.manifest rules.1'],
    ],
    [
      'a verdict that nobody gave',
      (s) => (s.predicate.verdict = { verdict: 'healthy' }),
      ['statement.manifest verdict'],
    ],
    ['the name of a subject', (s) => (s.subject[0].name = 'b.jsonl'), ['statement.manifest outputs.0.name']],
    [
      'a manifest without outputs',
      (s) => delete s.predicate.manifest.content.outputs,
      ['statement.manifest outputs.0'],
    ],
    [
      'a set before it that it does not extend',
      (s) => (s.predicate.extends = { size: 3, root: 'a'.repeat(64), proof: [] }),
      ['extends extends.proof'],
    ],
  ])('finds %s', (_, edit, expected) => {
    expect(told(edit)).toEqual(expected);
  });

  it('does not fall over a manifest of other things', () => {
    for (const content of [
      {},
      { outputs: [null], composition: null, rules: 7 },
      { outputs: 'x', policy: [] },
    ]) {
      expect(told((s) => (s.predicate.manifest.content = content)).length).toBeGreaterThan(0);
    }
  });
});
