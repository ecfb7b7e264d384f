import { describe, expect, it } from 'vitest';
import { afterMix, mixCommand } from './next-commands.ts';

const at = (exists: boolean, train?: string) => ({
  anchor: 'the anchor',
  next: { output: 'mixes/train-3.jsonl', exists, ...(train === undefined ? {} : { train }) },
});

describe('the commands of a plan', () => {
  it('are what a shell takes, whatever files are called', () => {
    expect(mixCommand(["it's.jsonl", '-x.jsonl', 'a b.jsonl'], at(false))).toBe(
      "outcross mix 'it'\\''s.jsonl' ./-x.jsonl 'a b.jsonl' --anchor 'the anchor' -o mixes/train-3.jsonl",
    );
  });

  it('write over a set that a plan before may have built, and only then', () => {
    expect(mixCommand(['a'], at(true), 'p.yaml')).toMatch(/ --policy p\.yaml -o \S+ --force$/);
    expect(mixCommand(['a'], at(false))).not.toContain('--force');
  });

  it('go on with the training of the workspace, or with words where it names none', () => {
    expect(afterMix(at(false, './train.sh')).map(({ command }) => command)).toEqual([
      './train.sh',
      'outcross check',
    ]);
    const [{ command, why }] = afterMix(at(false));
    expect([command, why]).toEqual(['', expect.stringContaining('mixes/train-3.jsonl')]);
  });
});
