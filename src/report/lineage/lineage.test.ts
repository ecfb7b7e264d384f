import { describe, expect, it } from 'vitest';
import { around, type LineageEdge, type LineageType } from '../../ledger/lineage/graph.ts';
import { cellWidth } from '../terminal/cells.ts';
import { visible } from '../visible.ts';
import { dot, mermaid } from './drawing.ts';
import { lineageDocument } from './lineage-document.ts';
import { lineageText } from './tree.ts';

const NONE = { loops: [], missing: [], notes: [] };

function lineage(
  names: Readonly<Record<string, string>>,
  edges: readonly (readonly [string, string])[],
  root = 'a',
) {
  const nodes = new Map(
    Object.entries(names).map(([key, name]) => [
      key,
      { key, type: 'mix' as LineageType, names: [name], facts: ['a fact'] },
    ]),
  );
  const made: LineageEdge[] = edges.map(([parent, child]) => ({ parent, child, how: 'mixed' }));
  return around({ nodes, edges: made }, root, 10);
}

const SIMPLE = lineage({ a: 'middle', b: 'parent', c: 'child' }, [
  ['b', 'a'],
  ['a', 'c'],
]);
const HOSTILE = '"];\n  x --> y <script>alert(1)</script> \\" #quot; & `%%{init}%%` \u202e\u001b[31m';

describe('lineageText', () => {
  it('tells what it was made of, then what was made of it', () => {
    expect(lineageText(SIMPLE, NONE, 80, false)).toBe(
      [
        'mix middle',
        '  a fact',
        '',
        'Made of (1 step)',
        '└─ mixed: mix parent  a fact',
        '',
        'Made of it (1 step)',
        '└─ mixed: mix child  a fact',
        '',
      ].join('\n'),
    );
  });

  it('shows what is met twice once, and ends in a loop', () => {
    const text = lineageText(
      lineage({ a: 'a', b: 'b', c: 'c' }, [
        ['b', 'a'],
        ['c', 'a'],
        ['c', 'b'],
        ['a', 'c'],
      ]),
      NONE,
      80,
      false,
    );
    expect(text).toContain('mixed: mix c  (above)');
  });

  it('keeps to the width, however deep it goes and whatever the names are', () => {
    const keys = Array.from({ length: 60 }, (_, i) => `n${i}`);
    const names = Object.fromEntries(keys.map((key, i) => [key, i % 2 === 0 ? '漢字'.repeat(30) : HOSTILE]));
    const deep = lineage(
      names,
      keys.slice(1).map((key, i) => [key, `n${i}`] as const),
      'n0',
    );
    for (const columns of [40, 80]) {
      const lines = lineageText(deep, { ...NONE, missing: [HOSTILE] }, columns, false).split('\n');
      expect(Math.max(...lines.map(cellWidth))).toBeLessThanOrEqual(columns);
      for (const line of lines) expect(visible(line)).toBe(line);
    }
  });

  it('says how many there are more where there are very many', () => {
    const keys = Array.from({ length: 500 }, (_, i) => `n${i}`);
    const many = lineage(
      Object.fromEntries([['a', 'a'], ...keys.map((key) => [key, key])]),
      keys.map((key) => ['a', key] as const),
    );
    expect(lineageText(many, NONE, 80, false)).toContain('… and 300 more');
  });

  it('tells loops, and parents that were not found', () => {
    const text = lineageText(
      SIMPLE,
      { loops: [['source web', 'mix m']], missing: ['p1', 'p2'], notes: ['Mind this.'] },
      80,
      false,
    );
    expect(text).toContain('Loop: source web -> mix m -> source web\n');
    expect(text).toContain('Not found, though named as parents: p1, p2\nMind this.\n');
  });
});

describe('a drawing', () => {
  it('connects parents with children', () => {
    expect(mermaid(SIMPLE)).toContain('  n1 -->|"mixed"| n0\n');
    expect(dot(SIMPLE)).toContain('  n1 -> n0 [label="mixed"];\n');
  });

  it('takes hostile names for text', () => {
    const hostile = lineage({ a: HOSTILE, b: 'end' }, [['b', 'a']]);
    const chart = mermaid(hostile);
    expect(chart.split('\n')).toHaveLength(6);
    expect(chart).not.toMatch(/<script|`|%%|&/);
    for (const line of chart.split('\n')) expect(visible(line)).toBe(line);
    for (const label of chart.matchAll(/\["(.*)"\]$/gm)) expect(label[1]).not.toContain('"');
    const graph = dot(hostile);
    expect(graph.split('\n')).toHaveLength(7);
    for (const line of graph.split('\n')) expect(visible(line)).toBe(line);
    // Every line with a label is of its form from end to end: no quote ends it before.
    for (const line of graph.split('\n').slice(2, 4))
      expect(line).toMatch(/^ {2}n\d \[label="(?:[^"\\]|\\.)*"(?:, penwidth=3)?\];$/);
  });
});

describe('lineageDocument', () => {
  it('holds nodes with their steps, and edges', () => {
    const { schema, root, depth, nodes, edges } = lineageDocument(SIMPLE, NONE);
    expect({ schema, root, depth }).toEqual({
      schema: 'outcross.lineage/1',
      root: 'a',
      depth: { parents: 1, children: 1 },
    });
    expect(nodes.map(({ key, step }) => [key, step])).toEqual([
      ['a', 0],
      ['b', -1],
      ['c', 1],
    ]);
    expect(edges).toHaveLength(2);
  });
});
