import type { ParseOptions } from '@vscode/tree-sitter-wasm';
import type { Grammar } from './grammar.ts';
import type { NodeStream } from './node-stream.ts';
import type { TreeWalker } from './tree-walk.ts';

/**
 * Reports of progress that a parse may make: one in 100 steps of the parser. Ordinary code makes 2 to 4 in 100 units, what is
 * made to hurt 10. A count, unlike a clock, gives the same profile on every machine.
 */
function patience(units: number): number {
  return 1024 + (units >>> 2);
}

/** What is known of a parsed piece beside its nodes. */
export interface Parsed {
  /** True where some of it fits no rule, or something is missing. */
  readonly broken: boolean;
}

/**
 * Parses a piece of source and lists its nodes in `out`; the tree is gone when this returns. Undefined where the parser was
 * stopped because it took too many steps.
 */
export function parseSource(
  text: string,
  grammar: Grammar,
  walker: TreeWalker,
  out: NodeStream,
): Parsed | undefined {
  const { parser, layout } = grammar;
  let left = patience(text.length);
  // The package takes `true` for "stop"; its types do not say so.
  const progressCallback = (() => left-- === 0) as unknown as ParseOptions['progressCallback'];
  const tree = parser.parse(text, null, { progressCallback });
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  try {
    walker.walk(tree, layout, out);
    return { broken: tree.rootNode.hasError };
  } finally {
    tree.delete();
  }
}
