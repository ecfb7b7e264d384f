import type { Grammar } from './grammar.ts';
import { ERROR_KIND, type NodeStream } from './node-stream.ts';
import { ROLE } from './roles.ts';

/** What is measured of one source, summed over its pieces. All sizes in UTF-16 units. */
export interface SourceMeasures {
  units: number;
  /** In errors: source that fits no rule, or that the parser gave up on. */
  errorUnits: number;
  commentUnits: number;
  /** Types of node below one another, at most. */
  depth: number;
  /** Pieces that the parser was stopped at. */
  refused: number;
  pieces: number;
  /** True where something fits no rule or is missing. */
  broken: boolean;
}

export function noMeasures(): SourceMeasures {
  return { units: 0, errorUnits: 0, commentUnits: 0, depth: 0, refused: 0, pieces: 0, broken: false };
}

/** Measures parsed pieces. */
export class SourceMeter {
  #depth = new Int32Array(1 << 12);

  /** Adds a parsed piece to `sum`. */
  add(nodes: NodeStream, { roles }: Grammar, broken: boolean, units: number, sum: SourceMeasures): void {
    if (this.#depth.length < nodes.length) this.#depth = new Int32Array(nodes.length * 2);
    const depth = this.#depth;
    const { kind, parent, start, end, length } = nodes;
    let deepest = 0;
    let clear = 0;
    let said = 0;
    for (let i = 0; i < length; i++) {
      depth[i] = i === 0 ? 0 : depth[parent[i]] + 1;
      if (depth[i] > deepest) deepest = depth[i];
      if (kind[i] === ERROR_KIND) {
        // An error inside another is counted once.
        if (start[i] >= clear) {
          sum.errorUnits += end[i] - start[i];
          clear = end[i];
        }
      } else if ((roles[kind[i]] & ROLE.comment) !== 0 && start[i] >= said) {
        // Rust has comments inside comments.
        sum.commentUnits += end[i] - start[i];
        said = end[i];
      }
    }
    sum.units += units;
    sum.depth = Math.max(sum.depth, deepest);
    sum.broken ||= broken;
    sum.pieces++;
  }

  /** Adds a piece that the parser was stopped at. */
  refuse(units: number, sum: SourceMeasures): void {
    sum.units += units;
    sum.errorUnits += units;
    sum.broken = true;
    sum.refused++;
    sum.pieces++;
  }
}
