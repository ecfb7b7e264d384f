import type { Lineage, LineageNode } from '../../ledger/lineage/graph.ts';
import { visible } from '../visible.ts';

/** Characters of a label's name: longer ones keep their end, which tells files apart. */
const LONGEST = 60;

function labelOf({ type, names, facts }: LineageNode): readonly [string, string] {
  const name = visible(names[0]);
  const short = name.length > LONGEST ? `…${name.slice(-LONGEST)}` : name;
  const [first] = facts;
  return [`${type} ${short}`, first === undefined ? '' : visible(first).slice(0, LONGEST)];
}

/** The lineage as a flow chart of Mermaid. Names are text there, whatever they hold. */
export function mermaid({ root, graph }: Lineage): string {
  const ids = new Map([...graph.nodes.keys()].map((key, i) => [key, `n${i}`]));
  const lines = ['flowchart TD'];
  for (const [key, node] of graph.nodes) {
    const [name, fact] = labelOf(node).map(inMermaid);
    lines.push(`  ${ids.get(key)}["${name}${fact === '' ? '' : `<br/>${fact}`}"]`);
  }
  for (const { parent, child, how } of graph.edges) {
    lines.push(`  ${ids.get(parent)} -->|"${inMermaid(how)}"| ${ids.get(child)}`);
  }
  lines.push(`  style ${ids.get(root)} stroke-width:3px`);
  return `${lines.join('\n')}\n`;
}

/** Entity codes for all that could end a label, be markup in it, or begin a directive (`%%`). */
function inMermaid(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:/_()+=…-]/gu, (character) => `#${character.codePointAt(0)};`);
}

/** The lineage in the language of Graphviz. */
export function dot({ root, graph }: Lineage): string {
  const ids = new Map([...graph.nodes.keys()].map((key, i) => [key, `n${i}`]));
  const lines = ['digraph lineage {', '  node [shape=box, fontname="sans-serif"];'];
  for (const [key, node] of graph.nodes) {
    const [name, fact] = labelOf(node).map(inDot);
    const bold = key === root ? ', penwidth=3' : '';
    lines.push(`  ${ids.get(key)} [label="${name}${fact === '' ? '' : `\\n${fact}`}"${bold}];`);
  }
  for (const { parent, child, how } of graph.edges) {
    lines.push(`  ${ids.get(parent)} -> ${ids.get(child)} [label="${inDot(how)}"];`);
  }
  return `${[...lines, '}'].join('\n')}\n`;
}

/** Inside quotes a backslash escapes, and `&` begins an entity. */
function inDot(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;');
}
