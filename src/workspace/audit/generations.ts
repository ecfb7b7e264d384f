import type { AuditFacts, CorpusFacts, GenerationFacts } from '../../audit/facts.ts';
import type { WorkspaceGeneration } from '../line.ts';
import type { Remembered, Scan, Treatment } from './ledger.ts';

export interface Known {
  readonly memory: Remembered | undefined;
  /** Generations that a mix was built for. */
  readonly numbers: ReadonlySet<number | undefined>;
}

/** What is known of a generation of the line. */
export function generationFacts(
  { name, trainedOn, modelScores }: WorkspaceGeneration,
  number: number,
  corpus: CorpusFacts,
  { memory, numbers }: Known,
): GenerationFacts {
  const verdict = memory?.verdicts.get(name);
  const classes = memory?.classes.get(name);
  const of = (treatments: readonly Treatment[] | undefined) =>
    treatments?.filter(({ input, output }) => [input, output].includes(corpus.sha256)).at(-1);
  const filtered = of(memory?.filtered);
  const deduplicated = of(memory?.deduplicated);
  const scanned = scanOf(memory, corpus);
  return {
    name,
    number,
    corpus,
    ...(verdict === undefined ? {} : { verdict }),
    trainingSetKnown: trainedOn !== undefined || memory?.trainedOn.has(name) === true || numbers.has(number),
    ...(classes === undefined ? {} : { classes }),
    heldAgainstTraining: memory?.trainedOn.has(name) === true,
    scored: modelScores !== undefined,
    ...(filtered === undefined ? {} : { filtered: asFound(filtered, corpus) }),
    ...(deduplicated === undefined ? {} : { deduplicated: asFound(deduplicated, corpus) }),
    ...(scanned === undefined ? {} : { scanned: asScanned(scanned) }),
  };
}

/** What came out of a filter has nothing left to drop. */
function asFound({ at, seq, kept, dropped, input }: Treatment, { sha256 }: CorpusFacts) {
  return { at, seq, kept, dropped: input === sha256 ? dropped : 0 };
}

/** Of human data: what a search for watermarks found, where there was one. */
export function humanScan(
  human: CorpusFacts | undefined,
  memory: Remembered | undefined,
): Pick<AuditFacts, 'humanScanned'> {
  const scan = human === undefined ? undefined : scanOf(memory, human);
  return scan === undefined ? {} : { humanScanned: asUndeclared(scan, human!) };
}

/** The newest search for watermarks in a corpus as it is now. */
function scanOf(memory: Remembered | undefined, { sha256 }: CorpusFacts): Scan | undefined {
  return memory?.scans.filter(({ input, output }) => input === sha256 || output === sha256).at(-1);
}

function asScanned({ at, seq, examples, marked, share }: Scan) {
  return { at, seq, examples, marked, ...(share === undefined ? {} : { share }) };
}

/** In what a scan wrote, what is marked is tagged so: nothing of it is undeclared. */
function asUndeclared({ at, seq, examples, marked, input }: Scan, { sha256 }: CorpusFacts) {
  return { at, seq, examples, marked: input === sha256 ? marked : 0 };
}
