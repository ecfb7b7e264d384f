import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../base/shell.ts';
import { commandLines } from './command-lines.ts';

/** What a shell makes of the arguments of each command, given to `printf`. */
function said(commands: readonly string[]): string[] {
  const script = commands.map((command) => `printf '%s|' ${command}\nprintf '\\0'\n`).join('');
  const { stdout, stderr } = spawnSync('sh', ['-e'], { input: script, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\0').slice(0, -1);
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
    const command = fc
      .array(word, { minLength: 1, maxLength: 8 })
      .map((words) => words.map((each) => (each === '' ? "''" : shellWord(each))).join(' '));
    // A process tries many: it costs more than they do.
    const cases = fc.array(fc.tuple(command, room), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(cases, (tried) => {
        const short = said(tried.map(([each, columns]) => commandLines(each, columns).join('\n')));
        expect(short).toHaveLength(tried.length);
        expect(short).toEqual(said(tried.map(([each]) => each)));
      }),
      { numRuns: 3 },
    );
  });

  it('never cuts what stands in quotes, single, double or escaped', () => {
    const commands = [`a 'b  c   d' e`, `a "b \\" c" d`, 'a b\\ c d', `train.sh "it's  here" x`];
    expect(said(commands.map((command) => commandLines(command, 4).join('\n')))).toEqual(said(commands));
  });
});
