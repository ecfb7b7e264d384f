import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandEnvironment } from '../config/expand.ts';
import { readYaml } from '../config/read-yaml.ts';
import { type WorkspaceConfig, workspaceSchema } from '../workspace.ts';
import { configText, type InitAnswers } from './template.ts';

const answers: InitAnswers = { line: 'storyteller', human: 'data/human.jsonl', generations: 'data/g*.jsonl' };

function read(given: InitAnswers): WorkspaceConfig {
  const { value, placeOf } = readYaml<WorkspaceConfig>(configText(given), 'outcross.yaml', workspaceSchema());
  return expandEnvironment(value, {}, placeOf);
}

describe('configText', () => {
  it('is a configuration that says what was answered', () => {
    expect(read(answers)).toMatchObject({
      ...answers,
      policy: { mode: 'accumulate', human: { minimum: 0.3 }, unknown: 'exclude' },
      gates: { failOn: ['early', 'late'] },
    });
    expect(read({ ...answers, group: 'author', category: 'topic', train: './train.sh {mix}' })).toMatchObject(
      {
        fields: { group: 'author', category: 'topic' },
        train: './train.sh {mix}',
      },
    );
  });

  it('keeps any answer as it was given', () => {
    const any = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(any, any, any, (line, human, group) => {
        expect(read({ ...answers, line, human, group })).toMatchObject({ line, human, fields: { group } });
      }),
    );
  });

  it.each(['yes', 'null', '1.5', '# x', '${HOME}', 'a: b', '- a', "it's", '*a', '2024-01-01', 'a\nb', 'é'])(
    'takes the name %j for text',
    (line) => {
      expect(read({ ...answers, line }).line).toBe(line);
    },
  );

  it('names the schema for editors in its first line, and fits into 120 columns', () => {
    const lines = configText(answers).split('\n');
    expect(lines[0]).toBe('# yaml-language-server: $schema=.outcross/outcross.schema.json');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(120);
  });

  it('shows what else can be said in comments that are right once they are none', () => {
    const opened = configText(answers)
      .replace(/^# (waivers|alerts|ledger|train):/gm, '$1:')
      .replace(/^#( {3}- \{item)/gm, ' $1')
      .replace(/^ {2}# (group|category|caps|tail):/gm, '  $1:');
    const { value } = readYaml<WorkspaceConfig>(opened, 'outcross.yaml', workspaceSchema());
    expect(Object.keys(value).sort()).toEqual(
      'alerts anchor fields gates generations human ledger line mix policy train waivers'.split(' '),
    );
    expect(value.waivers).toHaveLength(1);
  });
});
