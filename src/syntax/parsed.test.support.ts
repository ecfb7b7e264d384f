import type { Language } from '../corpus/languages.ts';
import type { Grammar } from './grammar.ts';
import { Grammars } from './grammars.ts';
import { type NodeStream, nodeStream } from './node-stream.ts';
import { parseSource } from './parse-source.ts';
import { TreeWalker } from './tree-walk.ts';

/** A source that was parsed. */
export interface ParsedSource {
  readonly nodes: NodeStream;
  readonly grammar: Grammar;
  readonly broken: boolean;
}

let shared: Promise<Grammars> | undefined;

/** Parses a source whole. */
export async function parsed(text: string, language: Language): Promise<ParsedSource> {
  const grammars = await (shared ??= Grammars.start());
  await grammars.load([language]);
  const grammar = grammars.of(language);
  const nodes = nodeStream();
  const { broken } = parseSource(text, grammar, new TreeWalker(grammars.runtime.memory), nodes)!;
  return { nodes, grammar, broken };
}
