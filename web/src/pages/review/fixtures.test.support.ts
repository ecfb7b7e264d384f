import type { Decided, DecisionView, ReviewItem } from '../../../../src/server/wire.ts';

/** An item at a place of the queue `q`. */
export function itemAt(place: number, more: Partial<ReviewItem> = {}): ReviewItem {
  return {
    queue: 'q',
    place,
    id: `e${place}`,
    text: `Text of example ${place}.`,
    seen: String(place).padStart(64, '0'),
    provenance: { origin: 'synthetic', model: 'm1', generation: 2 },
    reasons: [
      {
        kind: 'threshold',
        text: 'c4.min-words: 3.1 words a line, the threshold is 3',
        weight: 0.9,
        spans: [[0, 4]],
      },
      { kind: 'tail', text: 'holds 2 rare words', weight: 0.4, spans: [[8, 15]] },
    ],
    human: [],
    duplicates: [],
    version: 0,
    decisions: [],
    ...more,
  };
}

export function itemsAt(...places: number[]): ReviewItem[] {
  return places.map((place) => itemAt(place));
}

export function decisionBy(
  reviewer: string,
  decision: DecisionView['decision'],
  more: Partial<DecisionView> = {},
): DecisionView {
  return { seq: 7, at: '2025-01-02T03:04:05.000Z', reviewer, decision, ...more };
}

export function answerFor(id: string, version: number, more: Partial<Decided> = {}): Decided {
  return { id, version, decisions: [], remaining: 0, ...more };
}
