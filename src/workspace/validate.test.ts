import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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
    ['inputs of the mix that are not there', 'mix:\n  inputs: none.jsonl\n', 'critical', /outcross\.yaml:2$/],
    ['the second of several', 'human:\n  - human.jsonl\n  - none.jsonl\n', 'critical', /outcross\.yaml:3$/],
    [
      'a generation that a list names and nobody wrote',
      'generations:\n  - human.jsonl\n  - gone.jsonl\n',
      'critical',
      /outcross\.yaml:3$/,
    ],
    [
      'what a generation was trained on, where it is gone',
      'generations:\n  - {corpus: human.jsonl, trainedOn: [human.jsonl, gone.jsonl]}\n',
      'critical',
      /outcross\.yaml:2$/,
    ],
    [
      'scores that are gone',
      'generations:\n  - human.jsonl\n  - corpus: [human.jsonl]\n    name: b\n    modelScores: {holdout: gone.jsonl}\n',
      'critical',
      /outcross\.yaml:3$/,
    ],
    [
      'two generations of one name',
      'generations:\n  - a/g.jsonl\n  - b/g.jsonl\n',
      'critical',
      /outcross\.yaml:3$/,
    ],
  ])('finds %s, with the line', async (_, yaml, severity, place) => {
    const critical = (await found(yaml, { 'human.jsonl': humanRows(3) })).filter(
      ([, how]) => how === severity,
    );
    expect(critical).toHaveLength(1);
    expect(critical[0][2]).toMatch(place);
  });

  it.each([
    ['holdout.near', 'config.E_FORMAT'],
    ['anchor.json', 'config.E_FORMAT'],
  ])('finds an anchor whose %s was changed, as a check would', async (file, id) => {
    const workspace = await anchored('human: human.jsonl\n');
    appendFileSync(join(workspace.folder, 'anchor', file), 'x');
    const findings = await validateWorkspace(workspace);
    expect(findings).toMatchObject([{ id, severity: 'critical', where: expect.stringContaining(file) }]);
  });

  it.each(['reservoir.jsonl', 'holdout.profile', 'reservoir.profile'])(
    'finds an anchor without its %s, which a check or a mix would read',
    async (file) => {
      const workspace = await anchored('human: human.jsonl\nanchor: {folder: anchor}\n');
      rmSync(join(workspace.folder, 'anchor', file));
      expect(await validateWorkspace(workspace)).toMatchObject([
        {
          severity: 'critical',
          message: expect.stringContaining(file),
          where: expect.stringMatching(/outcross\.yaml:2$/),
        },
      ]);
    },
  );

  it('does not wait for generations of a pattern, and does for those of a list', async () => {
    expect(await found('generations: "gone*.jsonl"\n')).toContainEqual([
      'config.no-generation',
      'notice',
      'outcross.yaml:1',
    ]);
    const listed = await found('generations: [gone.jsonl]\n');
    expect(listed.map(([, severity]) => severity)).toEqual(['notice', 'critical']);
  });

  it('says of a folder that holds no corpus what is wrong with it', async () => {
    const [, finding] = await validateWorkspace(await make('human: d\n', { 'd/notes.pdf': 'x' }));
    const critical = [
      finding,
      ...(await validateWorkspace(await make('human: d\n', { 'd/a.pdf': '' }))),
    ].find((each) => each?.severity === 'critical');
    expect(critical).toMatchObject({
      id: 'config.E_EMPTY',
      message: expect.stringContaining('1 other file'),
    });
  });

  it('lists all that is wrong, not only the first', async () => {
    const yaml = 'human: none.jsonl\nmix: {inputs: [a.jsonl, b.jsonl]}\n';
    expect((await found(yaml)).filter(([, how]) => how === 'critical')).toHaveLength(3);
  });
});
