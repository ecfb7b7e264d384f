import { describe, expect, it } from 'vitest';
import { buildFolder, dataFile, indexFile, manifestFile, pieceFolder, purposeFile } from './layout.ts';

describe('the places of a build', () => {
  it('stand beside the output, be it a file or a folder with slashes at its end', () => {
    for (const output of ['/data/mix', '/data/mix/', '/data/mix///']) {
      expect([buildFolder(output), manifestFile(output)]).toEqual([
        '/data/mix.mix',
        '/data/mix.manifest.json',
      ]);
    }
    expect(manifestFile('mix.jsonl.gz')).toBe('mix.jsonl.gz.manifest.json');
  });

  it('differ for two outputs of one folder', () => {
    const places = ['a.jsonl', 'a.parquet', 'a'].flatMap((name) => [buildFolder(name), manifestFile(name)]);
    expect(new Set(places).size).toBe(places.length);
  });

  it('sort pieces by their number, also past a thousand', () => {
    const folders = [0, 9, 10, 999, 1000, 99_999].map((index) => pieceFolder('/b', index));
    expect([...folders].sort()).toEqual(folders);
    expect(new Set(folders.map((folder) => dataFile(folder))).size).toBe(6);
  });

  it('keep what a build is for apart from its pieces', () => {
    const names = [purposeFile('/b'), dataFile(pieceFolder('/b', 0)), indexFile(pieceFolder('/b', 0))];
    expect(new Set(names).size).toBe(3);
    expect(purposeFile('/b')).not.toContain('piece-');
  });
});
