import { describe, expect, it } from 'vitest';
import { factOf } from '../files-fact.ts';
import { GraphBuilder } from './graph-builder.ts';
import { corpus, sha } from './lineage.test.support.ts';

const shown = (builder: GraphBuilder) =>
  builder.graph().edges.map(({ parent, child, how }) => {
    const name = (key: string) => builder.graph().nodes.get(key)!.names[0];
    return `${name(parent)} -${how}-> ${name(child)}`;
  });
const node = (builder: GraphBuilder, key: string) => builder.graph().nodes.get(key)!;
const many = (name: string, ...contents: string[]) =>
  factOf(
    name,
    contents.map((content) => ({ name: content, bytes: content.length, sha256: sha(content) })),
  );

describe('an artifact', () => {
  it('is one for one digest, and has each of its names once', () => {
    const builder = new GraphBuilder();
    const key = builder.artifact(corpus('a.jsonl', 'same'));
    expect(builder.artifact(corpus('b.jsonl', 'same'))).toBe(key);
    builder.artifact(corpus('a.jsonl', 'same'));
    expect(node(builder, key).names).toEqual(['a.jsonl', 'b.jsonl']);
  });

  it('has each of its names once, where it is found to be more than was known', () => {
    const builder = new GraphBuilder();
    const key = builder.artifact(corpus('set.jsonl', 'same'));
    builder.artifact(corpus('copy.jsonl', 'same'));
    builder.artifact(corpus('set.jsonl', 'same'), 'mix');
    expect(node(builder, key)).toMatchObject({ type: 'mix', names: ['set.jsonl', 'copy.jsonl'] });
    builder.artifact(corpus('copy.jsonl', 'same'), 'generation', 'copy.jsonl');
    expect(node(builder, key)).toMatchObject({ type: 'generation', names: ['copy.jsonl', 'set.jsonl'] });
  });

  it('stays what it is best known for', () => {
    const builder = new GraphBuilder();
    const key = builder.artifact(corpus('g1.jsonl'), 'generation', 'g1');
    builder.artifact(corpus('later.jsonl', 'g1.jsonl'));
    builder.artifact(corpus('mix.jsonl', 'g1.jsonl'), 'mix');
    expect(node(builder, key)).toMatchObject({
      type: 'generation',
      names: ['g1', 'g1.jsonl', 'later.jsonl', 'mix.jsonl'],
      digest: sha('g1.jsonl'),
    });
  });

  it('is another than what has its name', () => {
    const builder = new GraphBuilder();
    const keys = [
      builder.artifact(corpus('web')),
      builder.named('source', 'web'),
      builder.named('model', 'web'),
      builder.named('source', '__proto__'),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(builder.graph().nodes.size).toBe(4);
  });
});

describe('an edge', () => {
  it('is there once for each way to be made, and never to itself', () => {
    const builder = new GraphBuilder();
    const [a, b] = [builder.artifact(corpus('a')), builder.artifact(corpus('b'))];
    for (const how of ['tagged', 'tagged', 'filtered']) builder.edge(a, b, how);
    builder.edge(a, a, 'tagged');
    expect(shown(builder)).toEqual(['a -tagged-> b', 'a -filtered-> b']);
  });
});

describe('a fact', () => {
  it('is told once, and not at all of what nobody knows', () => {
    const builder = new GraphBuilder();
    const key = builder.artifact(corpus('a'));
    for (const text of ['x', 'y', 'x']) builder.fact(key, text);
    builder.fact('artifact:none', 'x');
    expect(node(builder, key).facts).toEqual(['x', 'y']);
    expect(builder.graph().nodes.size).toBe(1);
  });
});

describe('files of a corpus of several', () => {
  it('are parts of it where they are known by themselves', () => {
    const builder = new GraphBuilder();
    builder.artifact(many('all', 'one', 'two', 'three'));
    builder.artifact(corpus('one'));
    builder.artifact(corpus('two'));
    expect(shown(builder)).toEqual(['one -part-> all', 'two -part-> all']);
  });

  it('come out of it where it was made and they were not', () => {
    const builder = new GraphBuilder();
    const whole = builder.artifact(many('shards', 'one', 'two'));
    builder.edge(builder.artifact(corpus('raw')), whole, 'filtered');
    builder.artifact(corpus('one'));
    expect(shown(builder)).toEqual(['raw -filtered-> shards', 'shards -part of it-> one']);
  });

  it('are no parts of themselves where there is only one', () => {
    const builder = new GraphBuilder();
    builder.artifact(many('alone', 'one'));
    builder.artifact(corpus('one'));
    expect(builder.graph().edges).toEqual([]);
    expect(builder.graph().nodes.size).toBe(1);
  });

  it('are in no order: the same files are the same corpus', () => {
    const builder = new GraphBuilder();
    expect(builder.artifact(many('x', 'one', 'two'))).toBe(builder.artifact(many('y', 'two', 'one')));
  });
});

describe('files of a source', () => {
  it('are held by it where they come from elsewhere, and feed it where they were made here', () => {
    const builder = new GraphBuilder();
    const source = builder.named('source', 'press');
    builder.ofSource(source, builder.artifact(corpus('essays')));
    const made = builder.artifact(corpus('made'));
    builder.ofSource(source, made);
    builder.edge(builder.named('model', 'm'), made, 'wrote');
    expect(shown(builder)).toEqual(['m -wrote-> made', 'press -holds-> essays', 'made -feeds-> press']);
  });
});

describe('graph', () => {
  it('is empty for nothing, and the same when it is asked for again', () => {
    expect(new GraphBuilder().graph()).toEqual({ nodes: new Map(), edges: [] });
    const builder = new GraphBuilder();
    builder.artifact(many('all', 'one', 'two'));
    builder.ofSource(builder.named('source', 's'), builder.artifact(corpus('one')));
    expect(builder.graph()).toEqual(builder.graph());
  });
});
