/** Scores of texts whose origin is known; higher is more suspicious. In parallel arrays. */
export interface LabelledScores {
  readonly scores: readonly number[];
  /** Texts of one group are dependent. */
  readonly groups: readonly string[];
}

/** Scores in falling order, each with the place of its group. */
export interface RankedScores {
  readonly scores: Float64Array;
  readonly groups: Uint32Array;
  readonly groupCount: number;
}

/** Sorts scores once, so that every resample of their groups is one pass. */
export function rankScores({ scores, groups }: LabelledScores): RankedScores {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a]);
  const places = new Map<string, number>();
  const place = (name: string) => {
    const known = places.get(name) ?? places.size;
    places.set(name, known);
    return known;
  };
  return {
    scores: Float64Array.from(order, (i) => scores[i]),
    groups: Uint32Array.from(order, (i) => place(groups[i])),
    groupCount: places.size,
  };
}
