import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellPath, shellWord } from './shell.ts';

/** Words as a shell cuts them. */
function words(command: string): string[] {
  const script = `for word in ${command}; do printf '%s\\0' "$word"; done`;
  return spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.split('\0').slice(0, -1);
}

describe('shellWord', () => {
  it('is one word of a shell, the same text, whatever it holds', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((each) => !each.includes('\0'));
    fc.assert(
      fc.property(text, (each) => {
        expect(words(shellWord(each))).toEqual([each]);
      }),
      { numRuns: 30 },
    );
    for (const each of [
      '$(touch x)',
      '`x`',
      "it's",
      'a b',
      '*',
      '~',
      '-rf',
      '"',
      ';x',
      'a\nb',
      '',
      '=ls',
      '%1',
      '~root',
    ])
      expect(words(shellWord(each))).toEqual([each]);
  });

  it('leaves plain names as they are', () => {
    expect(shellWord('data/g-1.jsonl')).toBe('data/g-1.jsonl');
    expect(shellPath('-rf')).toBe('./-rf');
    expect(shellPath('- rf')).toBe("'./- rf'");
  });
});
