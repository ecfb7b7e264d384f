import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../base/shell.ts';
import { commandLines } from './command-lines.ts';

/** What a shell makes of the arguments of `printf`. */
function said(command: string): string {
  return spawnSync('sh', ['-c', `printf '%s|' ${command}`], { encoding: 'utf8' }).stdout;
}

describe('commandLines', () => {
  it('leaves a short command on one line', () => {
    expect(commandLines('outcross check', 40)).toEqual(['outcross check']);
  });

  it('ends each line but the last in a backslash, within the room', () => {
    const lines = commandLines(
      'outcross tag data/g1.jsonl --origin synthetic --source line -o out.jsonl',
      40,
    );
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/ \\$/);
  });

  it('means the same to a shell as the command on one line', () => {
    const word = fc.string({ maxLength: 12, unit: 'grapheme-ascii' });
    const room = fc.integer({ min: 10, max: 60 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), room, (words, columns) => {
        const command = words.map((each) => (each === '' ? "''" : shellWord(each))).join(' ');
        expect(said(commandLines(command, columns).join('\n'))).toBe(said(command));
      }),
      { numRuns: 40 },
    );
  });

  it('never cuts what stands in quotes, single, double or escaped', () => {
    for (const command of [`a 'b  c   d' e`, `a "b \\" c" d`, 'a b\\ c d', `train.sh "it's  here" x`])
      expect(said(commandLines(command, 4).join('\n'))).toBe(said(command));
  });
});
