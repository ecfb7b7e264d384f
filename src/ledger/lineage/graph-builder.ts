import type { FilesFact } from '../kinds/parts.ts';
import type { LineageEdge, LineageGraph, LineageNode, LineageType } from './graph.ts';

/** What an artifact is shown as, the strongest last. */
const STRENGTH: readonly LineageType[] = ['corpus', 'mix', 'generation'];

interface Draft {
  readonly key: string;
  type: LineageType;
  readonly names: string[];
  digest?: string;
  readonly facts: string[];
}

/** Gathers nodes and edges. Files of the same digest are one artifact, whatever they are called. */
export class GraphBuilder {
  readonly #nodes = new Map<string, Draft>();
  #edges = new Map<string, LineageEdge>();
  /** Files of artifacts of several: file digest, and the key of the whole. */
  readonly #parts: { readonly digest: string; readonly whole: string }[] = [];
  /** Artifacts that were said to come from a source, or to be it. */
  readonly #ofSource: { readonly source: string; readonly artifact: string }[] = [];
  /** Models that feed a source, as was said last. */
  readonly #feeding = new Map<string, readonly string[]>();

  artifact(files: FilesFact, type: LineageType = 'corpus', name = files.name): string {
    const key = `artifact:${files.sha256}`;
    const node = this.#node(key, type, name);
    node.digest = files.sha256;
    if (files.name !== name) addOnce(node.names, files.name);
    for (const { sha256 } of files.files ?? []) {
      if (sha256 !== files.sha256) this.#parts.push({ digest: sha256, whole: key });
    }
    return key;
  }

  named(type: LineageType, name: string): string {
    const key = `${type}:${name}`;
    this.#node(key, type, name);
    return key;
  }

  edge(parent: string, child: string, how: string): void {
    // A step that changed nothing gives the same bytes: it is no parent of itself.
    if (parent !== child) this.#edges.set(`${parent}\n${child}\n${how}`, { parent, child, how });
  }

  fact(key: string, fact: string): void {
    const node = this.#nodes.get(key);
    if (node !== undefined) addOnce(node.facts, fact);
  }

  /** The files are of this source. Which of the two feeds the other shows at the end. */
  ofSource(source: string, artifact: string): void {
    this.#ofSource.push({ source, artifact });
  }

  /** Nodes of models whose output flows into a source. What is said later counts. */
  fedBy(source: string, models: readonly string[]): void {
    this.#feeding.set(source, models);
  }

  graph(): LineageGraph {
    const own = this.#edges;
    // What is concluded here is not said: it must not be concluded from when a graph is asked for again.
    this.#edges = new Map(own);
    this.#joinParts();
    const made = this.#made();
    for (const { source, artifact } of this.#ofSource) {
      // What was made here, and then put out as a source, feeds that source; all else is taken from it.
      if (made.has(artifact)) this.edge(artifact, source, 'feeds');
      else this.edge(source, artifact, 'holds');
    }
    for (const [source, models] of this.#feeding)
      for (const model of models) this.edge(model, source, 'feeds');
    const edges = [...this.#edges.values()];
    this.#edges = own;
    return { nodes: this.#nodes as ReadonlyMap<string, LineageNode>, edges };
  }

  #node(key: string, type: LineageType, name: string): Draft {
    const known = this.#nodes.get(key);
    if (known === undefined) {
      const node = { key, type, names: [name], facts: [] };
      this.#nodes.set(key, node);
      return node;
    }
    if (STRENGTH.indexOf(type) > STRENGTH.indexOf(known.type)) {
      known.type = type;
      const others = known.names.filter((other) => other !== name);
      known.names.splice(0, known.names.length, name, ...others);
    }
    addOnce(known.names, name);
    return known;
  }

  /** A file that was made first, and then read among others, is a part of what they are together; else the other way round. */
  #joinParts(): void {
    const made = this.#made();
    for (const { digest, whole } of this.#parts) {
      const part = `artifact:${digest}`;
      if (!this.#nodes.has(part)) continue;
      if (made.has(whole) && !made.has(part)) this.edge(whole, part, 'part of it');
      else this.edge(part, whole, 'part');
    }
  }

  #made(): Set<string> {
    return new Set([...this.#edges.values()].map(({ child }) => child));
  }
}

function addOnce(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value);
}
