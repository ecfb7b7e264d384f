import { describe, expect, it } from 'vitest';
import { around, type LineageEdge, type LineageNode } from '../../ledger/lineage/graph.ts';
import { lineageText } from './tree.ts';

const NONE = { loops: [], missing: [], notes: [] };

function node(key: string, more: Partial<LineageNode> = {}): [string, LineageNode] {
  return [key, { key, type: 'corpus', names: [key], facts: [], ...more }];
}

function lineage(nodes: readonly [string, LineageNode][], edges: readonly string[], most = 100_000) {
  const made = edges.map((edge): LineageEdge => {
    const [parent, child] = edge.split('>');
    return { parent, child, how: 'made' };
  });
  return around({ nodes: new Map(nodes), edges: made }, nodes[0][0], most);
}

const show = (...given: Parameters<typeof lineage>) => lineageText(lineage(...given), NONE, 80, false);

describe('the tree of a lineage', () => {
  it('draws branches as trees are drawn: a stroke beside what still has siblings below', () => {
    const text = show(
      ['root', 'a', 'b', 'a1', 'a2', 'b1'].map((key) => node(key)),
      ['root>a', 'root>b', 'a>a1', 'a>a2', 'b>b1'],
    );
    expect(text).toBe(
      [
        'corpus root',
        '',
        'Made of: nothing that is known',
        '',
        'Made of it (2 steps)',
        '├─ made: corpus a',
        '│  ├─ made: corpus a1',
        '│  └─ made: corpus a2',
        '└─ made: corpus b',
        '   └─ made: corpus b1',
        '',
      ].join('\n'),
    );
  });

  it('says of the root all names, the digest and every fact', () => {
    const text = show(
      [node('a', { names: ['best', 'second', 'third'], digest: 'ab12', facts: ['1 row', 'early'] })],
      [],
    );
    expect(text).toMatch(/^corpus best\n {2}also: second, third\n {2}sha256 ab12\n {2}1 row\n {2}early\n\n/);
  });

  it('says two facts of what is met on the way', () => {
    const text = show([node('a'), node('b', { facts: ['one', 'two', 'three'] })], ['a>b']);
    expect(text).toContain('└─ made: corpus b  one, two\n');
  });

  it('goes through a diamond once, and refers to what stands above the second time', () => {
    const nodes = ['a', 'b', 'c', 'd', 'e'].map((key) => node(key));
    const lines = show(nodes, ['a>b', 'a>c', 'b>d', 'c>d', 'd>e']).split('\n');
    expect(lines.filter((line) => line.includes('corpus e'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('corpus d'))).toEqual([
      '│  └─ made: corpus d',
      '   └─ made: corpus d  (above)',
    ]);
  });

  it('ends in what is made of itself', () => {
    const text = show([node('a')], ['a>a']);
    expect(text.match(/made: corpus a {2}\(above\)/g)).toHaveLength(2);
  });

  it('shows two ways in which one thing was made of another', () => {
    const text = show([node('a'), node('b')], ['b>a', 'b>a']);
    expect(text).toContain('├─ made: corpus b\n└─ made: corpus b  (above)\n');
  });

  it('goes down a line of thirty thousand steps: no stack is so deep', () => {
    const keys = Array.from({ length: 30_000 }, (_, i) => `n${i}`);
    const edges = keys.slice(1).map((key, i) => `n${i}>${key}`);
    const lines = show(
      keys.map((key) => node(key)),
      edges,
    ).split('\n');
    expect(lines).toContain('Made of it (29,999 steps)');
    expect(lines.at(-2)).toBe('… and 29,799 more');
    expect(lines.filter((line) => line.includes('made: '))).toHaveLength(200);
  });

  it('shows two hundred lines a side, and counts from the first that it leaves out', () => {
    const keys = (side: string, many: number) => Array.from({ length: many }, (_, i) => `${side}${i}`);
    const of = (many: number) =>
      show(
        ['root', ...keys('p', many), ...keys('c', 3)].map((key) => node(key)),
        [...keys('p', many).map((key) => `${key}>root`), ...keys('c', 3).map((key) => `root>${key}`)],
      );
    expect(of(200)).not.toContain('more');
    expect(of(201)).toContain('… and 1 more\n\nMade of it (1 step)\n');
  });

  it('cuts names of nodes to the width, and leaves out facts that do not fit', () => {
    const text = lineageText(
      lineage([node('a'), node('b', { names: ['x'.repeat(90)], facts: ['a fact'] })], ['a>b']),
      NONE,
      40,
      false,
    );
    expect(text.split('\n')[5]).toBe(`└─ made: corpus ${'x'.repeat(23)}…`);
    expect(text).not.toContain('a fact');
  });

  it('takes fewer than forty columns for forty', () => {
    const wide = lineage([node('a'), node('b', { names: ['x'.repeat(90)] })], ['a>b']);
    expect(lineageText(wide, NONE, 3, false)).toBe(lineageText(wide, NONE, 40, false));
    expect(lineageText(wide, NONE, -1, false)).toBe(lineageText(wide, NONE, 40, false));
  });

  it('knows nodes by keys that are names of prototypes', () => {
    const text = show([node('__proto__'), node('constructor')], ['__proto__>constructor']);
    expect(text).toContain('└─ made: corpus constructor\n');
  });

  it('names ten parents that were not found, and counts the rest', () => {
    const missing = Array.from({ length: 12 }, (_, i) => `p${i}`);
    const given = lineage([node('a')], []);
    const shown = (some: readonly string[]) => lineageText(given, { ...NONE, missing: some }, 200, false);
    expect(shown(missing)).toContain('as parents: p0, p1, p2, p3, p4, p5, p6, p7, p8, p9 and 2 more\n');
    expect(shown(['p0'])).toContain('Not found, though named as a parent: p0\n');
    expect(shown(missing.slice(0, 10))).not.toContain('more');
  });

  it('writes a loop back to where it began', () => {
    const text = lineageText(lineage([node('a')], []), { ...NONE, loops: [['a', 'b'], ['c']] }, 80, false);
    expect(text).toContain('\nLoop: a -> b -> a\nLoop: c -> c\n');
  });

  it('colours only where it may', () => {
    const given = lineage([node('a')], []);
    expect(lineageText(given, { ...NONE, notes: ['n'] }, 80, true)).toContain('\u001b[33mn\u001b[0m');
    expect(lineageText(given, { ...NONE, notes: ['n'] }, 80, false)).not.toContain('\u001b');
  });
});
