import { join } from 'node:path';
import type { AuditFacts } from '../../audit/facts.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import type { Workspace } from '../../workspace.ts';
import { lineName } from '../ledger.ts';
import { generationsOf } from '../line.ts';
import { pathsIn } from '../paths.ts';
import { STATE_FOLDER } from '../template.ts';
import { anchorFacts } from './anchor.ts';
import { checkpointOf } from './checkpoint-file.ts';
import { commandFacts } from './commands.ts';
import { configFacts, sourceFacts, waiverFacts } from './config.ts';
import { corpusFacts, type LookedAt } from './corpora.ts';
import { FactCache } from './fact-cache.ts';
import type { Gathering } from './gathering.ts';
import { generationFacts, humanScan } from './generations.ts';
import { remembered } from './ledger.ts';
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
  const memory =
    ledger === undefined ? undefined : await remembered(ledger, checkpointOf(workspace.folder, ledger.place));
  const reviews = ledger === undefined ? NO_REVIEWS : await reviewsIn(ledger);
  const human = await humanCorpus(gathering);
  const line = await generationsOf(workspace);
  const corpora: LookedAt[] = [];
  for (const { name, corpus } of line) corpora.push(await corpusFacts(name, 'generation', corpus, gathering));
  const anchor = await anchorFacts(workspace);
  const { mixes, lost } = await mixesOf(gathering, {
    generations: line.length,
    anchor,
    memory,
    rejected: reviews.rejected,
  });
  const { checks, drills, recoveries, alerts, audits, answers } = memory ?? NOTHING;
  const numbers = new Set(mixes.map(({ generation }) => generation));
  return {
    now,
    line: lineName(workspace),
    config: configFacts(workspace),
    commands: await commandFacts(workspace, line.length),
    ...(memory === undefined ? {} : { ledger: memory.ledger }),
    ...(human === undefined ? {} : { human: human.facts }),
    ...humanScan(human?.facts, memory),
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
    lost,
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
