import type { Tallies } from '../../compare/tallies.ts';
import type { Profile } from '../../profile/profile.ts';
import { total } from '../../profile/tally.ts';
import type { CorpusSummary, RankFrequency } from '../report.ts';

/** Examples by origin, from a profile's provenance counts. */
export function originCounts(profile: Profile): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [key, n] of profile.provenance) {
    const origin = String((JSON.parse(key) as unknown[])[0]);
    counts[origin] = (counts[origin] ?? 0) + n;
  }
  return counts;
}

export function summarise(name: string, profile: Profile): CorpusSummary {
  const { examples, tokens, characters, bytes } = profile.tally;
  return {
    name,
    examples: total(examples),
    tokens: total(tokens),
    characters: total(characters),
    bytes: total(bytes),
    malformedRows: profile.trouble.malformed,
    exact: profile.tables.every((table) => table.columns.shift === 0),
    origins: originCounts(profile),
  };
}

/** Points a decade of the rank-frequency curve. */
const POINTS = 12;

/** Shares of tokens at ranks that are evenly spaced on the log scale. */
export function rankFrequency(tallies: Tallies): RankFrequency {
  const sorted = tallies.counts.filter((n) => n > 0).sort((a, b) => b - a);
  const points: [number, number][] = [];
  let last = 0;
  for (let step = 0; ; step++) {
    const rank = Math.round(10 ** (step / POINTS));
    if (rank > sorted.length) break;
    if (rank !== last) points.push([rank, sorted[rank - 1] / tallies.total]);
    last = rank;
  }
  return points;
}
