import { describe, expect, it } from 'vitest';
import { humanRows, madeRows, workspaces } from './fixtures.test.support.ts';
import { validateWorkspace } from './validate.ts';

const { make, anchored } = workspaces();
const found = async (yaml: string, files: Record<string, string> = {}) =>
  (await validateWorkspace(await make(yaml, files))).map(({ id, severity, where }) => [
    id,
    severity,
    where?.replace(/^.*outcross/, 'outcross'),
  ]);

describe('validateWorkspace', () => {
  it('finds nothing wrong with a workspace that is whole', async () => {
    const yaml = 'human: human.jsonl\ngenerations: "g*.jsonl"\npolicy: {human: {minimum: 0.3}}\n';
    expect(await validateWorkspace(await anchored(yaml, { 'g1.jsonl': madeRows(4, 1) }))).toEqual([]);
  });

  it('says what is not there yet without calling it wrong', async () => {
    const yaml = 'human: human.jsonl\ngenerations: "g*.jsonl"\n';
    expect(await found(yaml, { 'human.jsonl': humanRows(3) })).toEqual([
      ['config.no-anchor', 'notice', 'outcross.yaml:1'],
      ['config.no-generation', 'notice', 'outcross.yaml:2'],
    ]);
  });

  it.each([
    ['policy', 'policy:\n  mode: replace\n  human: {minimum: 0}\n', 'critical', /outcross\.yaml:[123]$/],
    ['human data that are not there', 'line: x\nhuman: none.jsonl\n', 'critical', /outcross\.yaml:2$/],
    ['inputs of the mix that are not there', 'mix:\n  inputs: none.jsonl\n', 'critical', /outcross\.yaml:1$/],
    [
      'two generations of one name',
      'generations:\n  - a/g.jsonl\n  - b/g.jsonl\n',
      'critical',
      /outcross\.yaml:3$/,
    ],
  ])('finds %s, with the line', async (_, yaml, severity, place) => {
    const critical = (await found(yaml)).filter(([, how]) => how === severity);
    expect(critical).toHaveLength(1);
    expect(critical[0][2]).toMatch(place);
  });

  it('lists all that is wrong, not only the first', async () => {
    const yaml = 'human: none.jsonl\nmix: {inputs: [a.jsonl, b.jsonl]}\n';
    expect((await found(yaml)).filter(([, how]) => how === 'critical')).toHaveLength(3);
  });
});
