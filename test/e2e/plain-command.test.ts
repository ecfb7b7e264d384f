import { describe, expect, it } from 'vitest';
import { plainCommands } from './plain-command.ts';

describe('plainCommands', () => {
  it.each([
    ['outcross check', ['check']],
    [
      'outcross tag \'a b.jsonl\' --model x="y z"  -o out.jsonl',
      ['tag', 'a b.jsonl', '--model', 'x=y z', '-o', 'out.jsonl'],
    ],
    ["outcross audit answer a.b --note ''", ['audit', 'answer', 'a.b', '--note', '']],
  ])('reads %s', (line, words) => {
    expect(plainCommands(line)).toEqual([{ args: words }]);
  });

  it('reads commands that stand one after the other, if all before them end well', () => {
    expect(plainCommands("outcross keys new &&  outcross prove -o 'a && b'")).toEqual([
      { args: ['keys', 'new'] },
      { args: ['prove', '-o', 'a && b'] },
    ]);
  });

  it('reads which file takes the output', () => {
    expect(plainCommands("outcross check 'a > b' > out/r.json && outcross mix >m.txt")).toEqual([
      { args: ['check', 'a > b'], into: 'out/r.json' },
      { args: ['mix'], into: 'm.txt' },
    ]);
  });

  it.each([
    'outcross check | head',
    'outcross check >> out',
    'outcross check 2> out',
    'outcross check > $OUT',
    'outcross check > out more',
    'outcross check >',
    '> out',
    'outcross check &> out',
    'outcross check < in',
    'outcross check g*.jsonl',
    'outcross check $FILE',
    'outcross check "$FILE"',
    'outcross check && train.sh',
    'outcross check &&',
    '&& outcross check',
    'outcross check && && outcross mix',
    'outcross check & outcross mix',
    'outcross check || outcross mix',
    'outcross check \\',
    'outcross check a#b',
    'OUTCROSS_ACTOR=zoe outcross check',
    "outcross check 'a",
    'npx outcross check',
    '',
  ])('leaves %s to a shell', (line) => {
    expect(plainCommands(line)).toBeUndefined();
  });
});
