import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { drawn } from '../../src/compare/lines.test.support.ts';
import { npyBytes } from '../../src/corpus/npy/npy.test.support.ts';
import { outcross } from './outcross.ts';

const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
afterAll(() => rmSync(folder, { recursive: true }));

function npy(name: string, ...draw: Parameters<typeof drawn>): string {
  const path = join(folder, name);
  const rows = drawn(...draw).map((row) => [...row]);
  writeFileSync(path, npyBytes(rows));
  return path;
}

const human = npy('human.npy', 900, 8, 'human');
const like = npy('like.npy', 450, 8, 'like');
const narrow = npy('narrow.npy', 450, 8, 'narrow', { used: 5 });

interface Document {
  readonly generations: readonly {
    readonly verdict: string;
    readonly signals: readonly {
      readonly id: string;
      readonly ratio: number;
      readonly interval: readonly [number, number];
    }[];
  }[];
}

describe('outcross check on vectors', () => {
  it('works on .npy files alone', async () => {
    const { status, stdout, stderr } = await outcross(['check', like, narrow, '--against', human, '--json']);
    expect(stderr).toBe('');
    expect([0, 1]).toContain(status);
    const { generations } = JSON.parse(stdout) as Document;
    expect(generations[0].verdict).toBe('healthy');
    expect(['narrow', 'early', 'late']).toContain(generations[1].verdict);
    const coverage = generations[1].signals.find(({ id }) => id === 'space.coverage')!;
    expect(coverage.interval[1]).toBeLessThan(0.9);
    expect(generations[0].signals.some(({ id }) => id.startsWith('tail.'))).toBe(false);
  });

  it('shows examples, not tokens, on a terminal', async () => {
    const { stdout } = await outcross([
      'check',
      like,
      '--against',
      human,
      '--neighbours',
      '3',
      '--vendi',
      '4',
    ]);
    expect(stdout).toMatch(/450 examples a side/);
    expect(stdout).toContain('Coverage');
    expect(stdout).not.toContain('tokens');
  });

  it('compares profiles of vectors as it does the vectors', async () => {
    const profiles = [human, like].map((path) => [path, path.replace('.npy', '.profile')]);
    for (const [path, to] of profiles) expect((await outcross(['profile', path, '-o', to])).status).toBe(0);
    const fromProfiles = await outcross(['check', profiles[1][1], '--against', profiles[0][1], '--json']);
    const fromArrays = await outcross(['check', like, '--against', human, '--json']);
    const signals = (text: string) => (JSON.parse(text) as Document).generations[0].signals;
    expect(signals(fromProfiles.stdout)).toEqual(signals(fromArrays.stdout));
  });

  it('puts vectors beside text: given in a field, or made of its words', async () => {
    const rows = (name: string, n: number) => {
      const words = ['harbour', 'meadow', 'winter', 'engine', 'letter', 'river', 'market', 'candle'];
      const vectors = drawn(n, 3, name);
      const lines = vectors.map((v, i) =>
        JSON.stringify({
          id: `${name}${i}`,
          text: Array.from({ length: 12 }, (_, w) => words[(i * (w + 3) + w) % 8]).join(' '),
          v: [...v],
        }),
      );
      const path = join(folder, `${name}.jsonl`);
      writeFileSync(path, `${lines.join('\n')}\n`);
      return path;
    };
    const [text, other] = [rows('text', 160), rows('other', 80)];
    for (const options of [
      ['--vector-field', 'v'],
      ['--features', 'lexical'],
    ]) {
      const { stdout } = await outcross(['check', other, '--against', text, '--json', ...options]);
      const ids = (JSON.parse(stdout) as Document).generations[0].signals.map(({ id }) => id);
      expect(ids).toContain('space.coverage');
      expect(ids).toContain('types');
    }
    const bare = await outcross(['check', other, '--against', text, '--json']);
    expect(bare.stdout).not.toContain('space.');
  });

  it('ends with a coded error where vectors cannot be compared, or are not to be had', async () => {
    const wide = npy('wide.npy', 60, 9, 'wide');
    const mismatch = await outcross(['check', wide, '--against', human]);
    expect([mismatch.status, mismatch.stderr]).toEqual([2, expect.stringContaining('[E_MERGE]')]);
    const none = await outcross(['check', like, '--against', human, '--features', 'lexical']);
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('[E_OPTION]')]);
    const peer = await outcross(['check', like, '--against', human, '--features', `onnx:${folder}`]);
    expect(peer.status).toBe(2);
    writeFileSync(join(folder, 'broken.npy'), 'not an array');
    const broken = await outcross(['check', join(folder, 'broken.npy'), '--against', human]);
    expect([broken.status, broken.stderr]).toEqual([2, expect.stringContaining('[E_FORMAT]')]);
  });
});
