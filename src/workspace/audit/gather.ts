import { join } from 'node:path';
import type { AuditFacts, CorpusFacts, GenerationFacts } from '../../audit/facts.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import type { Workspace } from '../../workspace.ts';
import { lineName } from '../ledger.ts';
import { generationsOf, type WorkspaceGeneration } from '../line.ts';
import { pathsIn } from '../paths.ts';
import { STATE_FOLDER } from '../template.ts';
import { anchorFacts } from './anchor.ts';
import { commandFacts } from './commands.ts';
import { configFacts, sourceFacts, waiverFacts } from './config.ts';
import { corpusFacts, type LookedAt } from './corpora.ts';
import { FactCache } from './fact-cache.ts';
import type { Gathering } from './gathering.ts';
import { type Remembered, remembered, type Scan, type Treatment } from './ledger.ts';
import { mixesOf } from './mixes.ts';
import { NO_REVIEWS, reviewsIn } from './reviews.ts';

export interface GatherOptions extends Omit<Gathering, 'workspace' | 'cache'> {
  /** Milliseconds of the epoch. */
  readonly now: number;
  /** Undefined where nothing is remembered yet. */
  readonly ledger: LedgerStore | undefined;
}

/**
 * All facts that the audit judges: what files, ledger and configuration of a workspace say. Corpora are read once and remembered
 * by their digests in `.outcross/audit`. Throws as `filesOf`, `inventory`, `mixFiles`, `readAnchorDocument` and the ledger.
 */
export async function gatherFacts(workspace: Workspace, options: GatherOptions): Promise<AuditFacts> {
  const { now, ledger, ...hooks } = options;
  const cache = new FactCache(join(workspace.folder, STATE_FOLDER, 'audit'));
  const gathering: Gathering = { workspace, cache, ...hooks };
  const memory = ledger === undefined ? undefined : await remembered(ledger);
  const reviews = ledger === undefined ? NO_REVIEWS : await reviewsIn(ledger);
  const human = await humanCorpus(gathering);
  const line = await generationsOf(workspace);
  const corpora: LookedAt[] = [];
  for (const { name, corpus } of line) corpora.push(await corpusFacts(name, 'generation', corpus, gathering));
  const anchor = await anchorFacts(workspace);
  const mixes = await mixesOf(gathering, {
    generations: line.length,
    anchor,
    memory,
    rejected: reviews.rejected,
  });
  const { checks, drills, recoveries, alerts, audits, answers } = memory ?? NOTHING;
  const humanScanned = human === undefined ? undefined : scanOf(memory, human.facts);
  const numbers = new Set(mixes.map(({ generation }) => generation));
  return {
    now,
    line: lineName(workspace),
    config: configFacts(workspace),
    commands: await commandFacts(workspace, line.length),
    ...(memory === undefined ? {} : { ledger: memory.ledger }),
    ...(human === undefined ? {} : { human: human.facts }),
    ...(humanScanned === undefined ? {} : { humanScanned: asUndeclared(humanScanned, human!.facts) }),
    fileDigests: [
      ...[human, ...corpora].flatMap((corpus) => corpus?.digests ?? []),
      ...(anchor?.files.flatMap(({ actual }) => actual ?? []) ?? []),
    ],
    sources: sourceFacts(workspace, memory?.sources ?? []),
    ...(anchor === undefined ? {} : { anchor }),
    generations: line.map((generation, i) =>
      generationFacts(generation, i + 1, corpora[i].facts, { memory, numbers }),
    ),
    mixes,
    reviews: reviews.facts,
    waivers: waiverFacts(workspace),
    ...{ checks, drills, recoveries, alerts, audits, answers },
  };
}

const NOTHING = { checks: [], drills: [], recoveries: [], alerts: [], audits: [], answers: {} };

async function humanCorpus(gathering: Gathering): Promise<LookedAt | undefined> {
  const { human } = gathering.workspace.config;
  if (human === undefined) return undefined;
  return corpusFacts('human', 'human', pathsIn(gathering.workspace, human), gathering);
}

interface Known {
  readonly memory: Remembered | undefined;
  /** Generations that a mix was built for. */
  readonly numbers: ReadonlySet<number | undefined>;
}

function generationFacts(
  { name, trainedOn, modelScores }: WorkspaceGeneration,
  number: number,
  corpus: CorpusFacts,
  { memory, numbers }: Known,
): GenerationFacts {
  const verdict = memory?.verdicts.get(name);
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
