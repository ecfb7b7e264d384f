import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOX, type Edge, layoutOf, type Node, neighbour } from './layout.ts';

const node = (key: string, step: number): Node => ({ key, step, type: 'corpus', names: [key], facts: [] });
const edge = (parent: string, child: string): Edge => ({ parent, child, how: 'derived' });
const lay = (nodes: Node[], edges: Edge[], loops: string[][] = []) => layoutOf({ nodes, edges, loops });

describe('layoutOf', () => {
  it('is empty for nothing', () => {
    expect(lay([], [])).toMatchObject({ nodes: [], edges: [] });
  });

  it('puts parents to the left of children, one column a step', () => {
    const { nodes } = lay([node('c', 1), node('p', -1), node('r', 0)], [edge('p', 'r'), edge('r', 'c')]);
    expect(nodes.map((placed) => placed.node.key)).toEqual(['p', 'r', 'c']);
    expect(new Set(nodes.map(({ x }) => x)).size).toBe(3);
  });

  it('uncrosses edges that need not cross', () => {
    const nodes = [node('a', 0), node('b', 0), node('x', 1), node('y', 1)];
    const { nodes: placed } = lay(nodes, [edge('a', 'y'), edge('b', 'x')]);
    const y = (key: string) => placed.find((each) => each.node.key === key)!.y;
    expect(Math.sign(y('a') - y('b'))).toBe(Math.sign(y('y') - y('x')));
  });

  it('lets a long edge pass beside the nodes between', () => {
    const nodes = [node('a', 0), node('m', 1), node('z', 2)];
    const { edges, nodes: placed } = lay(nodes, [edge('a', 'm'), edge('m', 'z'), edge('a', 'z')]);
    const middle = placed.find((each) => each.node.key === 'm')!;
    const lane = Number(/H[\d.]+C[\d.]+ ([\d.]+)/.exec(edges[2].path)![1]);
    expect(Math.abs(lane - middle.y)).toBeGreaterThan(BOX.height / 2);
  });

  it('marks the edges of a way from a model back to itself', () => {
    const nodes = [node('m', 0), node('c', 1), node('d', 2)];
    const { edges } = lay(nodes, [edge('m', 'c'), edge('c', 'm'), edge('c', 'd')], [['m', 'c']]);
    expect(edges.map(({ loops }) => loops)).toEqual([true, true, false]);
  });

  it('draws an edge within a column, and from a node to itself', () => {
    const { edges } = lay([node('a', 0), node('b', 0)], [edge('a', 'b'), edge('a', 'a')]);
    for (const { path } of edges) expect(path).toMatch(/^M[\d. ]+C[\d. ]+$/);
    expect(edges[1].path).not.toMatch(/C(\S+ \S+) \1/);
  });

  it('leaves out edges whose ends were left out', () => {
    expect(lay([node('a', 0)], [edge('a', 'gone'), edge('gone', 'a')]).edges).toEqual([]);
  });

  it('is the same whatever the order of what came', () => {
    const nodes = ['a', 'b', 'c', 'd', 'e'].map((key, i) => node(key, i % 3));
    const edges = [edge('a', 'b'), edge('d', 'e'), edge('a', 'e'), edge('b', 'c')];
    const turned = lay([...nodes].reverse(), [...edges].reverse());
    expect(turned.nodes).toEqual(lay(nodes, edges).nodes);
  });

  it('never lays one node over another, nor outside the picture, for any graph', () => {
    const graph = fc.tuple(
      fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1, maxLength: 14 }),
      fc.array(fc.tuple(fc.nat(13), fc.nat(13)), { maxLength: 25 }),
    );
    fc.assert(
      fc.property(graph, ([steps, pairs]) => {
        const nodes = steps.map((step, i) => node(`n${i}`, step));
        const layout = lay(
          nodes,
          pairs.map(([a, b]) => edge(`n${a}`, `n${b}`)),
        );
        expect(layout.nodes).toHaveLength(nodes.length);
        for (const { x, y } of layout.nodes) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + BOX.width).toBeLessThanOrEqual(layout.width);
          expect(y - BOX.height / 2).toBeGreaterThanOrEqual(0);
          expect(y + BOX.height / 2).toBeLessThanOrEqual(layout.height);
          const over = layout.nodes.filter((each) => each.x === x && Math.abs(each.y - y) < BOX.height);
          expect(over).toHaveLength(1);
        }
        for (const { path } of layout.edges) expect(path).not.toContain('NaN');
      }),
    );
  });

  it('lays four hundred nodes and edges in a moment', () => {
    const nodes = Array.from({ length: 400 }, (_, i) => node(`n${i}`, i % 9));
    const edges = nodes.slice(9).map((each, i) => edge(`n${i}`, each.key));
    expect(lay(nodes, edges).nodes).toHaveLength(400);
  });
});

describe('neighbour', () => {
  const layout = lay(
    [node('a', 0), node('b', 0), node('x', 1), node('y', 1)],
    [edge('a', 'x'), edge('b', 'y')],
  );

  it('walks up and down a column and stops at its ends', () => {
    expect(neighbour(layout, 'a', 'down')).toBe('b');
    expect(neighbour(layout, 'b', 'up')).toBe('a');
    expect(neighbour(layout, 'a', 'up')).toBeUndefined();
  });

  it('crosses to the nearest of the next column', () => {
    expect(neighbour(layout, 'b', 'right')).toBe('y');
    expect(neighbour(layout, 'y', 'left')).toBe('b');
    expect(neighbour(layout, 'y', 'right')).toBeUndefined();
  });

  it('begins at the first node when none is in focus', () => {
    expect(neighbour(layout, 'nobody', 'down')).toBe('a');
    expect(neighbour(lay([], []), 'nobody', 'down')).toBeUndefined();
  });
});
