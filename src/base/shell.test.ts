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
      fc.property(fc.array(text, { minLength: 8, maxLength: 8 }), (texts) => {
        expect(words(texts.map(shellWord).join(' '))).toEqual(texts);
      }),
      { numRuns: 6 },
    );
    const odd = [
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
    ];
    expect(words(odd.map(shellWord).join(' '))).toEqual(odd);
  });

  it('leaves plain names as they are', () => {
    expect(shellWord('data/g-1.jsonl')).toBe('data/g-1.jsonl');
    expect(shellPath('-rf')).toBe('./-rf');
    expect(shellPath('- rf')).toBe("'./- rf'");
  });
});
