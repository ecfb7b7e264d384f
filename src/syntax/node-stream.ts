/**
 * The visible nodes of a syntax tree in pre-order, as parallel arrays of which the first `length` entries hold. Reused from
 * tree to tree.
 */
export interface NodeStream {
  length: number;
  /** Grammar's id of the node's type; `ERROR_KIND` for what could not be parsed. */
  kind: Uint16Array;
  /** UTF-16 offsets in the source. */
  start: Uint32Array;
  end: Uint32Array;
  /** Index of the parent; -1 for the root. */
  parent: Int32Array;
  /** Index of the first node after this one's subtree. */
  next: Uint32Array;
}

/** The kind of a node that stands for source that fits no rule. */
export const ERROR_KIND = 0xffff;

export function nodeStream(capacity = 1 << 12): NodeStream {
  return {
    length: 0,
    kind: new Uint16Array(capacity),
    start: new Uint32Array(capacity),
    end: new Uint32Array(capacity),
    parent: new Int32Array(capacity),
    next: new Uint32Array(capacity),
  };
}

/** Makes room for `nodes` nodes; what the stream held is lost. */
export function reserve(stream: NodeStream, nodes: number): void {
  if (stream.kind.length >= nodes) return;
  Object.assign(stream, nodeStream(nodes * 2));
}
