import { hashText } from '../../base/hash.ts';
import { Vocabulary as Index } from '../../text/vocabulary.ts';
import { bySurety, type Candidate, candidates, type Lost, passageOf } from '../lost.ts';
import type { Subject } from '../subject.ts';
import { nameSubjects, type Vocabulary } from './name-subjects.ts';

/** A name or call of people that a generation does not hold at all. */
export type LostName = Omit<Lost, 'order'>;

const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const CHAIN =
  /(?:new\s+)?[\p{L}_$][\p{L}\p{N}_$]*(?:\s*(?:\??\.|::|->)\s*[\p{L}_$][\p{L}\p{N}_$]*)*(?=\s*[(!<`{])|(?<=[)\]]\s*\.)\s*[\p{L}_$][\p{L}\p{N}_$]*(?=\s*\()/gu;
const JOINT = /\s*(?:\??\.|::|->)\s*/u;

/** What a match may stand for: itself, and for a call its last name, where what stands before is no chain of names. */
function readingsOf(match: string, vocabulary: Vocabulary): string[] {
  if (vocabulary === 'names') return [match];
  const bare = match.trim().replace(/^new\s+/u, '');
  const prefix = bare === match.trim() ? '' : 'new ';
  const parts = bare.split(JOINT);
  return [prefix + parts.join('.'), `.${parts[parts.length - 1]}`];
}

/**
 * Names, or targets of calls, that two sources of the holdout hold, and the reservoir, but not the generation; surest first as
 * `lostTypes`. They are found in the holdout's sampled sources by their spelling, so that one may be shown where it stands in a
 * comment; empty where profiles carry no text or are not of code.
 */
export function lostNames(
  human: { readonly holdout: Subject; readonly reservoir: Subject },
  generation: Subject,
  vocabulary: Vocabulary,
  most: number,
): LostName[] {
  const subjects = nameSubjects([human.holdout, human.reservoir, generation], vocabulary);
  const [holdout, reservoir, own] = [human.holdout, human.reservoir, generation].map((s) => subjects.of(s));
  if (holdout === undefined || reservoir === undefined || own === undefined) return [];
  const wanted = candidates(holdout, reservoir, own, 1);
  const index = new Index();
  for (const { hi, lo } of wanted) index.intern(hi, lo);
  return placesOf(holdout, vocabulary, index)
    .map(({ id, ...place }) => ({ ...place, candidate: wanted[id] }))
    .sort((a, b) => bySurety(a.candidate, b.candidate))
    .slice(0, most)
    .map(described);
}

interface Place {
  readonly id: number;
  readonly name: string;
  readonly text: string;
  /** UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

function placesOf(holdout: Subject, vocabulary: Vocabulary, index: Index): Place[] {
  const found = new Map<number, Place>();
  for (const { text } of holdout.profile.sample.examples) {
    if (text === undefined || found.size === index.size) break;
    for (const match of text.matchAll(vocabulary === 'names' ? NAME : CHAIN)) {
      for (const name of readingsOf(match[0], vocabulary)) {
        const { hi, lo } = hashText(name);
        const id = index.idOf(hi, lo);
        if (id === undefined || found.has(id)) continue;
        found.set(id, { id, name, text, from: match.index, to: match.index + match[0].length });
      }
    }
  }
  return [...found.values()];
}

const encoder = new TextEncoder();

function described({
  candidate,
  name,
  text,
  from,
  to,
}: Omit<Place, 'id'> & { candidate: Candidate }): LostName {
  const bytes = encoder.encode(text);
  const before = encoder.encode(text.slice(0, from)).length;
  const length = encoder.encode(text.slice(from, to)).length;
  const { holdoutCount, holdoutExamples, reservoirCount } = candidate;
  return {
    type: name,
    holdoutCount,
    holdoutExamples,
    reservoirCount,
    passage: passageOf(bytes, before, before + length),
  };
}
