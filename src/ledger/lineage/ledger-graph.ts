import type { LedgerEvent } from '../event.ts';
import type { FilesFact } from '../kinds/parts.ts';
import type { BodyOf, KindName } from '../kinds.ts';
import type { LineageGraph } from './graph.ts';
import { GraphBuilder } from './graph-builder.ts';

/** What is remembered from one event to the next. */
interface Memory {
  readonly graph: GraphBuilder;
  /** Keys of the newest mix of each generation number. */
  readonly mixes: Map<number, string>;
  /** Models that wrote artifacts. */
  readonly writers: Map<string, string>;
  /** Generations by name: the artifact of the newest check. */
  readonly generations: Map<string, string>;
}

type Meet = { readonly [K in KindName]?: (memory: Memory, body: BodyOf<K>, event: LedgerEvent) => void };

function derived({ graph }: Memory, input: FilesFact | undefined, output: FilesFact, how: string): string {
  const made = graph.artifact(output);
  if (input !== undefined) graph.edge(graph.artifact(input), made, how);
  return made;
}

const MEET: Meet = {
  'source.registered': ({ graph }, { name, origin, license, files, fedBy = [] }) => {
    const source = graph.named('source', name);
    graph.fact(source, `registered as ${origin}${license === undefined ? '' : `, ${license}`}`);
    if (files !== undefined) graph.ofSource(source, graph.artifact(files));
    graph.fedBy(
      source,
      fedBy.map((model) => graph.named('model', model)),
    );
  },
  'corpus.tagged': (memory, { input, output, set }) => {
    const { graph, writers } = memory;
    const made = derived(memory, input, output, 'tagged');
    if (set?.model !== undefined) {
      const model = graph.named('model', set.model);
      writers.set(made, model);
      graph.edge(model, made, 'wrote');
      if (set.source !== undefined) graph.edge(made, graph.named('source', set.source), 'feeds');
    } else if (set?.source !== undefined) graph.edge(graph.named('source', set.source), made, 'source');
  },
  'corpus.filtered': (memory, { input, output, dropped }) => {
    memory.graph.fact(derived(memory, input, output, 'filtered'), `${dropped} dropped by filters`);
  },
  'corpus.deduplicated': (memory, { input, output, dropped }) => {
    memory.graph.fact(derived(memory, input, output, 'de-duplicated'), `${dropped} duplicates removed`);
  },
  'corpus.watermark-scanned': (memory, { input, output }) => {
    if (output !== undefined) derived(memory, input, output, 'marks tagged');
  },
  'anchor.split': (memory, { input, reservoir, holdout }) => {
    memory.graph.fact(derived(memory, input, reservoir, 'reservoir of'), 'reservoir');
    memory.graph.fact(derived(memory, input, holdout, 'holdout of'), 'holdout: only measured against');
  },
  'mix.built': ({ graph, mixes }, { inputs, output, generation, examples, composition }) => {
    const mix = graph.artifact(output, 'mix');
    graph.fact(mix, `${examples} examples`);
    for (const input of inputs) graph.edge(graph.artifact(input), mix, 'mixed');
    for (const name of Object.keys(composition.source ?? {}))
      graph.edge(graph.named('source', name), mix, 'source');
    for (const name of Object.keys(composition.model ?? {}))
      graph.edge(graph.named('model', name), mix, 'wrote for');
    if (generation !== undefined) mixes.set(generation, mix);
  },
  'generation.checked': (memory, { corpus, trainedOn, position }, { subjects }) => {
    const { graph, mixes, writers, generations } = memory;
    const name = subjects.find(({ type }) => type === 'generation')?.id ?? 'generation';
    const key =
      corpus === undefined ? graph.named('generation', name) : graph.artifact(corpus, 'generation', name);
    generations.set(name, key);
    const trained = trainedOn === undefined ? mixes.get(position) : graph.artifact(trainedOn);
    if (trained === undefined) return;
    const how = trainedOn === undefined ? 'trained on, by number' : 'trained on';
    const model = writers.get(key);
    graph.edge(trained, model ?? key, how);
  },
  'verdict.given': ({ graph, generations }, { verdict }, { subjects }) => {
    const name = subjects.find(({ type }) => type === 'generation')?.id;
    const key = name === undefined ? undefined : generations.get(name);
    if (key !== undefined) graph.fact(key, `verdict ${verdict}`);
  },
  'proof.made': ({ graph }, { of, root }) => {
    graph.fact(graph.artifact(of), `proven, root ${root.slice(0, 12)}`);
  },
  'recipe.step': ({ graph }, { result, step, inputs = [], outputs = [] }) => {
    if (result !== 'done') return;
    for (const output of outputs) {
      const made = graph.artifact(output);
      for (const input of inputs) graph.edge(graph.artifact(input), made, step);
    }
  },
};

/** Kinds of events that a lineage rests on. */
export const LINEAGE_KINDS = Object.keys(MEET) as readonly KindName[];

/** All that events say of what was made of what, as they come. Memory grows with artifacts, not with examples. */
export class LedgerGraph {
  readonly #memory: Memory = {
    graph: new GraphBuilder(),
    mixes: new Map(),
    writers: new Map(),
    generations: new Map(),
  };

  /** In the order of the ledger. Kinds that are not of `LINEAGE_KINDS` say nothing. */
  take(event: LedgerEvent): void {
    const meet = MEET[event.kind as KindName] as
      | ((memory: Memory, body: unknown, event: LedgerEvent) => void)
      | undefined;
    meet?.(this.#memory, event.body, event);
  }

  /** As far as events were taken. */
  graph(): LineageGraph {
    return this.#memory.graph.graph();
  }
}

export async function ledgerGraph(events: AsyncIterable<LedgerEvent>): Promise<LineageGraph> {
  const ledger = new LedgerGraph();
  for await (const event of events) ledger.take(event);
  return ledger.graph();
}
