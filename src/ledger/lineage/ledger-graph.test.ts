import { describe, expect, it } from 'vitest';
import { factOf } from '../files-fact.ts';
import { draft } from '../fixtures.test.support.ts';
import { around, type LineageGraph } from './graph.ts';
import { checked, corpus, graphOf, mixed, sha, tagged } from './lineage.test.support.ts';
import { loopsIn } from './loops.ts';
import { asked, resolve } from './resolve.ts';

/** Edges in names. */
function edgesOf({ nodes, edges }: LineageGraph): string[] {
  return edges.map(
    ({ parent, child, how }) => `${nodes.get(parent)!.names[0]} -${how}-> ${nodes.get(child)!.names[0]}`,
  );
}

const RAW = corpus('raw.jsonl');
const HUMAN = corpus('human.jsonl');
const MIX = corpus('train-1.jsonl');
const G1 = corpus('g1.jsonl');

describe('ledgerGraph', () => {
  it('leads from a source over a mix to a generation', async () => {
    const graph = await graphOf(
      tagged(RAW, HUMAN, { source: 'essays' }),
      mixed([HUMAN], MIX),
      checked('g1', 1, G1, MIX),
    );
    expect(edgesOf(graph)).toEqual([
      'raw.jsonl -tagged-> human.jsonl',
      'essays -source-> human.jsonl',
      'human.jsonl -mixed-> train-1.jsonl',
      'train-1.jsonl -trained on-> g1',
    ]);
    expect(resolve(graph, 'g1')).toMatchObject([
      { type: 'generation', names: ['g1', 'g1.jsonl'], digest: G1.sha256 },
    ]);
  });

  it('knows files by their digest, whatever they are called', async () => {
    const moved = corpus('elsewhere/set.jsonl', 'train-1.jsonl');
    const graph = await graphOf(mixed([HUMAN], MIX), checked('g1', 1, G1, moved));
    expect(edgesOf(graph)).toEqual(['human.jsonl -mixed-> train-1.jsonl', 'train-1.jsonl -trained on-> g1']);
    expect(resolve(graph, 'elsewhere/set.jsonl')).toEqual(resolve(graph, 'train-1.jsonl'));
  });

  it('takes the mix of the same number where a check does not say what a generation was trained on', async () => {
    const graph = await graphOf(
      mixed([HUMAN], MIX, { generation: 1 }),
      checked('g1', 1, G1),
      checked('g2', 2, corpus('g2')),
    );
    expect(edgesOf(graph)).toEqual([
      'human.jsonl -mixed-> train-1.jsonl',
      'train-1.jsonl -trained on, by number-> g1',
    ]);
  });

  it('lets the models that a source is said to be fed by feed it, those said last alone', async () => {
    const said = (fedBy: readonly string[]) =>
      draft('source.registered', [{ type: 'source', id: 'web' }], { name: 'web', origin: 'mixed', fedBy });
    expect(edgesOf(await graphOf(said(['m1']), said(['m2', 'm3'])))).toEqual([
      'm2 -feeds-> web',
      'm3 -feeds-> web',
    ]);
    expect(edgesOf(await graphOf(said(['m1']), said([])))).toEqual([]);
  });

  it('closes a loop through a source that a model of the line feeds', async () => {
    const graph = await graphOf(
      draft('source.registered', [{ type: 'source', id: 'web' }], {
        name: 'web',
        origin: 'human',
        fedBy: ['m1'],
      }),
      tagged(RAW, HUMAN, { source: 'web' }),
      mixed([HUMAN], MIX),
      tagged(corpus('out'), G1, { model: 'm1' }),
      checked('g1', 1, G1, MIX),
    );
    expect(loopsIn(graph.edges)).toEqual([
      ['source:web', `artifact:${HUMAN.sha256}`, `artifact:${MIX.sha256}`, 'model:m1'],
    ]);
  });

  it('puts the verdict beside its generation', async () => {
    const verdict = draft('verdict.given', [{ type: 'generation', id: 'g1' }], {
      position: 1,
      verdict: 'early',
      why: 'w',
      signals: [],
      findings: [],
      version: '1',
    });
    const graph = await graphOf(checked('g1', 1, G1), verdict);
    expect(resolve(graph, 'g1')[0].facts).toEqual(['verdict early']);
  });

  it('joins a file with the folder that it was read in, and a folder with the part that was read of it', async () => {
    const whole = factOf('data', [...G1.files!, ...HUMAN.files!]);
    const graph = await graphOf(checked('g1', 1, G1), mixed([whole], MIX));
    expect(edgesOf(graph)).toEqual(['data -mixed-> train-1.jsonl', 'g1 -part-> data']);
    const parts = await graphOf(mixed([HUMAN], whole), checked('g1', 1, G1));
    expect(edgesOf(parts)).toContain('data -part of it-> g1');
  });

  it('makes no artifact its own parent where a step changed nothing', async () => {
    expect((await graphOf(tagged(HUMAN, HUMAN))).edges).toEqual([]);
  });

  it('takes names for names, not for members of objects', async () => {
    const graph = await graphOf(mixed([corpus('__proto__')], corpus('constructor'), { generation: 1 }));
    expect(edgesOf(graph)).toEqual(['__proto__ -mixed-> constructor']);
    expect(resolve(graph, 'toString')).toEqual([]);
  });
});

describe('loopsIn', () => {
  const source = (name: string, files = G1) =>
    draft('source.registered', [{ type: 'source', id: name }], { name, origin: 'human', files });

  it('finds a source that our own model feeds', async () => {
    const graph = await graphOf(
      mixed([HUMAN], MIX, { generation: 1, composition: { origin: { human: 3 }, source: { web: 3 } } }),
      tagged(RAW, G1, { model: 'm1' }),
      checked('g1', 1, G1),
      source('web'),
    );
    const loops = loopsIn(graph.edges).map((loop) => loop.map((key) => graph.nodes.get(key)!.names[0]));
    expect(loops).toEqual([['web', 'train-1.jsonl', 'm1', 'g1']]);
  });

  it('finds none where human data are registered, nor in a line that accumulates', async () => {
    const graph = await graphOf(
      source('essays', HUMAN),
      mixed([HUMAN], MIX, { composition: { origin: { human: 3 }, source: { essays: 3 } } }),
      checked('g1', 1, G1, MIX),
      mixed([HUMAN, G1], corpus('train-2.jsonl')),
      checked('g2', 2, corpus('g2.jsonl'), corpus('train-2.jsonl')),
    );
    expect(loopsIn(graph.edges)).toEqual([]);
    expect(edgesOf(graph)).toContain('essays -holds-> human.jsonl');
  });

  it('tells one loop for each group that turns in itself, the shortest, and survives a long chain', () => {
    const edge = (parent: string, child: string) => ({ parent, child, how: '' });
    expect(loopsIn([edge('a', 'b'), edge('b', 'c'), edge('c', 'a'), edge('b', 'a'), edge('x', 'a')])).toEqual(
      [['a', 'b']],
    );
    expect(loopsIn([edge('a', 'b'), edge('b', 'a'), edge('c', 'd'), edge('d', 'c')])).toHaveLength(2);
    const chain = Array.from({ length: 50_000 }, (_, i) => edge(`n${i}`, `n${i + 1}`));
    expect(loopsIn(chain)).toEqual([]);
  });
});

describe('around', () => {
  const edge = (parent: string, child: string) => ({ parent, child, how: 'made' });
  const graph: LineageGraph = {
    nodes: new Map(
      ['a', 'b', 'c', 'd', 'e'].map((key) => [
        key,
        { key, type: 'corpus' as const, names: [key], facts: [] },
      ]),
    ),
    edges: [edge('a', 'b'), edge('b', 'c'), edge('c', 'd'), edge('c', 'e')],
  };

  it('counts all steps, and shows those that are asked for', () => {
    const { steps, depth, graph: shown } = around(graph, 'c', 1);
    expect([...steps].sort()).toEqual([
      ['b', -1],
      ['c', 0],
      ['d', 1],
      ['e', 1],
    ]);
    expect(depth).toEqual({ parents: 2, children: 1 });
    expect([...shown.nodes.keys()]).toEqual(['b', 'c', 'd', 'e']);
    expect(shown.edges).toHaveLength(3);
  });

  it('ends in a loop too', () => {
    const { steps } = around({ ...graph, edges: [...graph.edges, edge('e', 'a')] }, 'c', 10);
    expect(new Set(steps.keys())).toEqual(new Set(['a', 'b', 'c', 'd', 'e']));
  });
});

describe('resolve', () => {
  it('takes types, names, and the beginning of a digest', async () => {
    const graph = await graphOf(
      mixed([HUMAN], MIX),
      checked('web', 1, G1),
      draft('source.registered', [{ type: 'source', id: 'web' }], { name: 'web', origin: 'human' }),
    );
    expect(resolve(graph, 'web')).toHaveLength(2);
    expect(resolve(graph, 'source:web')).toHaveLength(1);
    expect(resolve(graph, sha('train-1.jsonl').slice(0, 8))).toMatchObject([{ type: 'mix' }]);
    expect(resolve(graph, sha('train-1.jsonl').slice(0, 5))).toEqual([]);
    expect(asked('odd:name')).toEqual({ name: 'odd:name' });
    expect(asked('example:a:b')).toEqual({ type: 'example', name: 'a:b' });
  });
});
