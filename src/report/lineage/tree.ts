import type { Lineage, LineageEdge, LineageNode } from '../../ledger/lineage/graph.ts';
import { count } from '../figures.ts';
import { clip, wrap } from '../terminal/cells.ts';
import { type Line, paint, span } from '../terminal/paint.ts';
import { visible } from '../visible.ts';
import type { LineageNotes } from './lineage-document.ts';
import { nodeName } from './lineage-document.ts';

/** Lines of one side of the tree: a node with a thousand children needs a graph. */
const MOST_LINES = 200;

/** A lineage as a tree of at most `columns` cells: what it was made of, then what was made of it. */
export function lineageText(lineage: Lineage, notes: LineageNotes, columns: number, colour: boolean): string {
  const room = Math.max(40, columns);
  const root = lineage.graph.nodes.get(lineage.root)!;
  const lines: Line[] = [
    [span(clip(visible(nodeName(root)), room), 'bold')],
    ...about(root).map((text): Line => [span('  '), span(clip(text, room - 2), 'dim')]),
    ...side(lineage, 'parent', room),
    ...side(lineage, 'child', room),
    ...noteLines(notes, room),
  ];
  return paint(lines, room, colour);
}

function about({ names, facts, digest }: LineageNode): string[] {
  return [
    ...(names.length === 1 ? [] : [`also: ${names.slice(1).join(', ')}`]),
    ...(digest === undefined ? [] : [`sha256 ${digest}`]),
    ...facts,
  ].map(visible);
}

function side(lineage: Lineage, to: 'parent' | 'child', room: number): Line[] {
  const { parents, children } = lineage.depth;
  const depth = to === 'parent' ? parents : children;
  const title = to === 'parent' ? 'Made of' : 'Made of it';
  const head: Line = [
    span(title),
    span(
      depth === 0 ? ': nothing that is known' : ` (${count(depth)} ${depth === 1 ? 'step' : 'steps'})`,
      'dim',
    ),
  ];
  const branch = new Branch(lineage, to, room);
  branch.grow(lineage.root);
  return [
    [],
    head,
    ...branch.lines,
    ...(branch.more === 0 ? [] : [[span(`… and ${count(branch.more)} more`, 'dim')]]),
  ];
}

class Branch {
  readonly lines: Line[] = [];
  more = 0;
  readonly #lineage: Lineage;
  readonly #to: 'parent' | 'child';
  readonly #room: number;
  readonly #shown = new Set<string>();
  /** Steps away from the root, not back to it: what lies on the other side is told there. */
  readonly #edges = new Map<string, LineageEdge[]>();

  constructor(lineage: Lineage, to: 'parent' | 'child', room: number) {
    this.#lineage = lineage;
    this.#to = to;
    this.#room = room;
    const from = to === 'parent' ? 'child' : 'parent';
    for (const edge of lineage.graph.edges) {
      const known = this.#edges.get(edge[from]);
      if (known === undefined) this.#edges.set(edge[from], [edge]);
      else known.push(edge);
    }
  }

  /** Depth first, without recursion: a line may be longer than the stack is deep. */
  grow(root: string): void {
    this.#shown.add(root);
    const open = this.#stepsFrom(root, '');
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      const { edge, indent, last } = step;
      const other = edge[this.#to];
      const again = this.#shown.has(other);
      this.#line(edge, indent + (last ? '└─ ' : '├─ '), again);
      if (again) continue;
      this.#shown.add(other);
      for (const next of this.#stepsFrom(other, indent + (last ? '   ' : '│  '))) open.push(next);
    }
  }

  /** The last first, as a stack wants them. */
  #stepsFrom(key: string, indent: string): { edge: LineageEdge; indent: string; last: boolean }[] {
    const edges = this.#edges.get(key) ?? [];
    return edges.map((edge, i) => ({ edge, indent, last: i === edges.length - 1 })).reverse();
  }

  #line({ how, ...edge }: LineageEdge, indent: string, again: boolean): void {
    if (this.lines.length >= MOST_LINES) {
      this.more++;
      return;
    }
    const node = this.#lineage.graph.nodes.get(edge[this.#to])!;
    // Deep down the branches alone would fill the line.
    const drawn = indent.length > this.#room / 2 ? `… ${indent.slice(-3)}` : indent;
    const facts = again ? '(above)' : node.facts.slice(0, 2).join(', ');
    const text = `${visible(how)}: ${visible(nodeName(node))}`;
    const left = this.#room - drawn.length;
    const name = clip(text, left);
    const rest = left - text.length - 2;
    this.lines.push([
      span(drawn, 'dim'),
      span(name),
      ...(facts === '' || rest < 8 ? [] : [span(`  ${clip(visible(facts), rest)}`, 'dim')]),
    ]);
  }
}

function noteLines({ loops, missing, notes }: LineageNotes, room: number): Line[] {
  const texts = [
    ...loops.map((loop) => `Loop: ${[...loop, loop[0]].join(' -> ')}`),
    ...(missing.length === 0
      ? []
      : [`Not found, though named as ${missing.length === 1 ? 'a parent' : 'parents'}: ${listed(missing)}`]),
    ...notes,
  ];
  if (texts.length === 0) return [];
  return [
    [],
    ...texts.flatMap((text) => wrap(visible(text), room).map((line): Line => [span(line, 'yellow')])),
  ];
}

const LISTED = 10;

function listed(names: readonly string[]): string {
  const more = names.length > LISTED ? ` and ${count(names.length - LISTED)} more` : '';
  return names.slice(0, LISTED).join(', ') + more;
}
