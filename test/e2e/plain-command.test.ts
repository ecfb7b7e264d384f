import { describe, expect, it } from 'vitest';
import { plainCommand } from './plain-command.ts';

describe('plainCommand', () => {
  it.each([
    ['outcross check', ['check']],
    [
      'outcross tag \'a b.jsonl\' --model x="y z"  -o out.jsonl',
      ['tag', 'a b.jsonl', '--model', 'x=y z', '-o', 'out.jsonl'],
    ],
    ["outcross audit answer a.b --note ''", ['audit', 'answer', 'a.b', '--note', '']],
  ])('reads %s', (line, words) => {
    expect(plainCommand(line)).toEqual(words);
  });

  it.each([
    'outcross check | head',
    'outcross check > out',
    'outcross check g*.jsonl',
    'outcross check $FILE',
    'outcross check "$FILE"',
    'outcross check && outcross mix',
    'outcross check \\',
    'outcross check a#b',
    'OUTCROSS_ACTOR=zoe outcross check',
    "outcross check 'a",
    'npx outcross check',
    '',
  ])('leaves %s to a shell', (line) => {
    expect(plainCommand(line)).toBeUndefined();
  });
});
