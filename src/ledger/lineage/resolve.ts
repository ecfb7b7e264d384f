import type { LineageGraph, LineageNode, LineageType } from './graph.ts';

const TYPES: readonly LineageType[] = ['source', 'model', 'corpus', 'mix', 'generation', 'example'];

/** Digits of a digest that name an artifact. */
const LEAST_DIGITS = 6;

/** What `type:name` asks for; a name alone asks for any type. */
export function asked(text: string): { readonly type?: LineageType; readonly name: string } {
  const [, type, name] = /^([a-z]+):(.+)$/s.exec(text) ?? [];
  if (type === undefined || !TYPES.includes(type as LineageType)) return { name: text };
  return { type: type as LineageType, name };
}

/** The nodes that a name, or the beginning of a digest, may mean. A name wins over a digest. */
export function resolve({ nodes }: LineageGraph, text: string): LineageNode[] {
  const { type, name } = asked(text);
  const ofType = [...nodes.values()].filter((node) => type === undefined || node.type === type);
  const named = ofType.filter(({ names }) => names.includes(name));
  if (named.length > 0) return named;
  if (!new RegExp(`^[0-9a-f]{${LEAST_DIGITS},64}$`).test(name)) return [];
  return ofType.filter(({ digest }) => digest?.startsWith(name) === true);
}
