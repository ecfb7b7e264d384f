import { describe, expect, it } from 'vitest';
import { hardwareLine } from '../../scripts/bench/hardware.mjs';
import { selectBenchmarks } from '../../scripts/bench/selection.mjs';

const FILES = ['power.bench.ts', 'profile.bench.ts', 'self-bleu.bench.ts', 'corpora.ts', 'README.md'];

describe('the choice of benchmarks', () => {
  it('is all of them but the long ones where none is named', () => {
    expect(selectBenchmarks(FILES, [])).toEqual({ names: ['profile', 'self-bleu'], options: [] });
  });

  it('is those named, in that order, the long ones too', () => {
    expect(selectBenchmarks(FILES, ['self-bleu', 'power']).names).toEqual(['self-bleu', 'power']);
  });

  it('hands on everything from the first option', () => {
    expect(selectBenchmarks(FILES, ['profile', '--size', '3'])).toEqual({
      names: ['profile'],
      options: ['--size', '3'],
    });
    expect(selectBenchmarks(FILES, ['--quick'])).toEqual({
      names: ['profile', 'self-bleu'],
      options: ['--quick'],
    });
  });

  it('refuses a name that there is not, and says which there are', () => {
    expect(() => selectBenchmarks(FILES, ['profil'])).toThrow(
      /profil\. There are: power, profile, self-bleu\./,
    );
    expect(() => selectBenchmarks(FILES, ['corpora'])).toThrow('No benchmark is called corpora');
  });

  it('fails rather than pass where there is nothing to run', () => {
    expect(() => selectBenchmarks([], [])).toThrow('There are: none.');
  });
});

describe('the line of hardware', () => {
  it('names cores, memory and the version of Node in one line', () => {
    expect(hardwareLine()).toMatch(/, \d+ cores, \d+\.\d GiB of memory, Node \d+\.\d+\.\d+ on \w+-\w+$/);
    expect(hardwareLine()).not.toContain('\n');
  });
});
