import type { LineageView } from '../../../../src/server/wire.ts';

export type Node = LineageView['nodes'][number];
export type Edge = LineageView['edges'][number];

export interface Placed {
  readonly node: Node;
  readonly x: number;
  readonly y: number;
}

export interface Drawn {
  readonly edge: Edge;
  /** Of an SVG path, from parent to child. */
  readonly path: string;
  /** It lies on a way from a model back to itself. */
  readonly loops: boolean;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Column by column from the left, each from the top: the order in which keys walk them. */
  readonly nodes: readonly Placed[];
  readonly edges: readonly Drawn[];
}

/** Sizes in CSS pixels. */
export const BOX = { width: 172, height: 44, across: 84, down: 18, margin: 16 };

/** Sweeps of the ordering; more change little (Gansner et al. 1993 take 24 with a finer method). */
const SWEEPS = 12;

/** A place in a column: a node, or a point that a long edge goes through. */
interface Slot {
  readonly key: string;
  readonly node?: Node;
  /** Slots of the columns before and after that it is joined to. */
  readonly before: Slot[];
  readonly after: Slot[];
  row: number;
}

/**
 * Layers by step, parents to the left; within a layer the order of Sugiyama, Tagawa and Toda (1981): each node at the barycentre of
 * its neighbours, swept to and fro. Edges that span layers keep a lane in each. Edges whose ends are not there are left out.
 */
export function layoutOf({ nodes, edges, loops }: Pick<LineageView, 'nodes' | 'edges' | 'loops'>): Layout {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const known = edges.filter(({ parent, child }) => byKey.has(parent) && byKey.has(child));
  const columns = columnsOf(nodes);
  const lanes = known.map((edge) => laneOf(edge, columns, byKey));
  order([...columns.values()]);
  const place = placing([...columns.values()]);
  const inLoop = edgesOf(loops);
  return {
    ...place.size,
    nodes: [...columns.values()].flatMap((slots) =>
      slots.flatMap((slot) => (slot.node === undefined ? [] : [{ node: slot.node, ...place.of(slot) }])),
    ),
    edges: known.map((edge, i) => ({
      edge,
      path: pathThrough(lanes[i].map(place.of)),
      loops: inLoop.has(edgeKey(edge.parent, edge.child)),
    })),
  };
}

type Columns = Map<number, Slot[]>;

function columnsOf(nodes: readonly Node[]): Columns {
  const columns: Columns = new Map();
  for (const step of [...new Set(nodes.map((node) => node.step))].sort((a, b) => a - b))
    columns.set(step, []);
  for (const node of [...nodes].sort((a, b) => compare(a.key, b.key))) {
    columns.get(node.step)!.push({ key: node.key, node, before: [], after: [], row: 0 });
  }
  return columns;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The slots that an edge goes through, from parent to child, and their joints. */
function laneOf(edge: Edge, columns: Columns, byKey: ReadonlyMap<string, Node>): Slot[] {
  const slotOf = (key: string) => columns.get(byKey.get(key)!.step)!.find((slot) => slot.key === key)!;
  const [from, to] = [slotOf(edge.parent), slotOf(edge.child)];
  const [first, last] = [byKey.get(edge.parent)!.step, byKey.get(edge.child)!.step];
  const between = [...columns.keys()].filter(
    (step) => step > Math.min(first, last) && step < Math.max(first, last),
  );
  const lane = (first > last ? between.reverse() : between).map((step) => {
    const slot: Slot = {
      key: `${step}\u0000${edge.parent}\u0000${edge.child}`,
      before: [],
      after: [],
      row: 0,
    };
    columns.get(step)!.push(slot);
    return slot;
  });
  const all = [from, ...lane, to];
  for (let i = 0; i + 1 < all.length; i++) join(all[i], all[i + 1], first, last);
  return all;
}

function join(a: Slot, b: Slot, first: number, last: number): void {
  if (first === last) return;
  const [left, right] = first < last ? [a, b] : [b, a];
  left.after.push(right);
  right.before.push(left);
}

function order(columns: readonly Slot[][]): void {
  for (const slots of columns) number(slots);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forward = sweep % 2 === 0;
    for (const slots of forward ? columns : [...columns].reverse()) {
      const wanted = new Map(
        slots.map((slot) => [slot, barycentre(slot, forward ? slot.before : slot.after)]),
      );
      slots.sort((a, b) => wanted.get(a)! - wanted.get(b)! || a.row - b.row);
      number(slots);
    }
  }
}

function number(slots: readonly Slot[]): void {
  slots.forEach((slot, row) => {
    slot.row = row;
  });
}

function barycentre(slot: Slot, neighbours: readonly Slot[]): number {
  if (neighbours.length === 0) return slot.row;
  return neighbours.reduce((sum, { row }) => sum + row, 0) / neighbours.length;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where slots stand: columns are centred on the tallest. Points of long edges take half the room of a node. */
function placing(columns: readonly Slot[][]) {
  const { width, height, across, down, margin } = BOX;
  const room = (slot: Slot) => (slot.node === undefined ? down : height + down);
  const heights = columns.map((slots) => slots.reduce((sum, slot) => sum + room(slot), 0));
  const tallest = Math.max(0, ...heights);
  const points = new Map<Slot, Point>();
  columns.forEach((slots, column) => {
    let y = margin + (tallest - heights[column]) / 2;
    for (const slot of slots) {
      points.set(slot, { x: margin + column * (width + across), y: y + room(slot) / 2 });
      y += room(slot);
    }
  });
  const many = columns.length;
  const size = {
    width: 2 * margin + many * width + Math.max(0, many - 1) * across,
    height: 2 * margin + tallest,
  };
  return { size, of: (slot: Slot): Point => points.get(slot)! };
}

/** Points are left edges of boxes, at half their height. */
function pathThrough(points: readonly Point[]): string {
  const { width, across } = BOX;
  const [first, ...rest] = points;
  const last = points[points.length - 1];
  if (first.x === last.x) return arc(first, last);
  const forward = last.x > first.x;
  const step = (forward ? 1 : -1) * (across / 2);
  let path = `M${forward ? first.x + width : first.x} ${first.y}`;
  let at = { x: forward ? first.x + width : first.x, y: first.y };
  rest.forEach((point, i) => {
    const enter = { x: forward ? point.x : point.x + width, y: point.y };
    path += `C${at.x + step} ${at.y} ${enter.x - step} ${enter.y} ${enter.x} ${enter.y}`;
    at = enter;
    if (i === rest.length - 1) return;
    at = { x: forward ? point.x + width : point.x, y: point.y };
    path += `H${at.x}`;
  });
  return path;
}

/** Between two of one column, or from one to itself: round the right side. */
function arc(from: Point, to: Point): string {
  const { width, across, height } = BOX;
  const x = from.x + width;
  const [a, b] = from.y === to.y ? [from.y - height / 4, to.y + height / 4] : [from.y, to.y];
  return `M${x} ${a}C${x + across / 2} ${a} ${x + across / 2} ${b} ${x} ${b}`;
}

/** Steps of the ways round: the last key of a way leads back to its first. */
function edgesOf(loops: LineageView['loops']): Set<string> {
  const found = new Set<string>();
  for (const loop of loops) {
    loop.forEach((key, i) => {
      const next = loop[(i + 1) % loop.length];
      found.add(edgeKey(key, next));
      found.add(edgeKey(next, key));
    });
  }
  return found;
}

function edgeKey(parent: string, child: string): string {
  return JSON.stringify([parent, child]);
}

/** The node that an arrow key leads to: in the column up or down, or the nearest by height in the next column. */
export function neighbour(
  { nodes }: Layout,
  key: string,
  arrow: 'up' | 'down' | 'left' | 'right',
): string | undefined {
  const from = nodes.find(({ node }) => node.key === key);
  if (from === undefined) return nodes[0]?.node.key;
  const near = nodes.filter(({ x, y }) => {
    if (arrow === 'up') return x === from.x && y < from.y;
    if (arrow === 'down') return x === from.x && y > from.y;
    return arrow === 'left' ? x < from.x : x > from.x;
  });
  const distance = ({ x, y }: Placed) => Math.abs(x - from.x) * 1e6 + Math.abs(y - from.y);
  return near.sort((a, b) => distance(a) - distance(b))[0]?.node.key;
}
