import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { loopsIn } from '../../ledger/lineage/loops.ts';
import { exampleLineage } from './example-lineage.ts';

const disk = scratch();
const row = (id: string, parents?: readonly string[]) => ({
  id,
  text: `text of ${id}`,
  provenance: { origin: 'synthetic', model: 'm1', ...(parents === undefined ? {} : { parents }) },
});

function find(files: Readonly<Record<string, readonly unknown[]>>, id: string, depth = 10) {
  const inputs = Object.entries(files).map(([name, rows]) => disk.write(name, jsonl(rows)));
  return exampleLineage({ inputs }, id, { depth, nameOf: (path) => basename(path), workers: 0 });
}

const FAMILY = {
  'a.jsonl': [row('seed'), row('mother', ['seed']), row('father')],
  'b.jsonl': [row('other'), row('child', ['mother', 'father']), row('grandchild', ['child'])],
};

describe('exampleLineage', () => {
  it('finds parents and children in other files, with file and line', async () => {
    const { graph, root, missing, files } = await find(FAMILY, 'child');
    expect(root).toBe('example:child');
    expect([...graph.nodes.keys()].sort()).toEqual(
      ['child', 'father', 'grandchild', 'mother', 'seed'].map((id) => `example:${id}`),
    );
    expect(graph.nodes.get('example:mother')?.facts).toEqual(['synthetic', 'model m1', 'a.jsonl:2']);
    expect(graph.edges).toHaveLength(4);
    expect(missing).toEqual([]);
    expect(files.map((path) => basename(path))).toEqual(['b.jsonl']);
  });

  it('goes as far as it is told, and does not call missing what it did not look for', async () => {
    const { graph, missing } = await find(FAMILY, 'grandchild', 1);
    expect([...graph.nodes.keys()].sort()).toEqual(['example:child', 'example:grandchild']);
    expect(missing).toEqual([]);
  });

  it('names parents that stand nowhere', async () => {
    const { graph, missing } = await find({ 'm.jsonl': [row('x', ['gone', 'y']), row('y')] }, 'x');
    expect(missing).toEqual(['gone']);
    expect(graph.nodes.get('example:gone')?.facts).toEqual(['not found']);
  });

  it('ends where examples are their own ancestors, which shows as a loop', async () => {
    const { graph } = await find(
      { 'l.jsonl': [row('x', ['y']), row('y', ['z']), row('z', ['x']), row('self', ['self'])] },
      'x',
    );
    expect(loopsIn(graph.edges)).toEqual([['example:x', 'example:z', 'example:y']]);
    const { graph: own } = await find({ 's.jsonl': [row('self', ['self'])] }, 'self');
    expect(loopsIn(own.edges)).toEqual([['example:self']]);
  });

  it('gathers the copies of an example, and says where they disagree', async () => {
    const { graph, disagree } = await find(
      { 'one.jsonl': [row('p'), row('x', ['p'])], 'two.jsonl': [row('x', ['q']), row('q')] },
      'x',
    );
    expect(disagree).toEqual(['x']);
    expect(graph.edges.map(({ parent }) => parent).sort()).toEqual(['example:p', 'example:q']);
    expect(graph.nodes.get('example:x')?.facts.slice(2)).toEqual(['one.jsonl:2', 'two.jsonl:1']);
  });

  it('has no root where no corpus holds the example', async () => {
    expect((await find(FAMILY, 'nobody')).root).toBeUndefined();
  });

  it('takes any name for an id', async () => {
    const odd = ['__proto__', 'a\nb', '"quoted"', '\u202e'];
    const { graph } = await find(
      { 'odd.jsonl': odd.map((id, i) => row(id, i === 0 ? [] : [odd[i - 1]])) },
      odd[3],
    );
    expect(graph.nodes.size).toBe(4);
  });
});
