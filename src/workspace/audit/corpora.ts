import { relative } from 'node:path';
import type { CorpusFacts } from '../../audit/facts.ts';
import { OutcrossError } from '../../base/errors.ts';
import { filesOf } from '../../corpus/inputs.ts';
import { inventory } from '../../engine/rows/inventory.ts';
import { factOf } from '../../ledger/files-fact.ts';
import type { LedgerKey, LedgerLine } from '../../quality/provenance/ledger.ts';
import { workspaceSpec } from '../fields.ts';
import { type Gathering, hooksOf } from './gathering.ts';

const KEYS = [
  'origin',
  'source',
  'model',
  'generation',
  'license',
  'evidence',
] as const satisfies LedgerKey[];

/** A corpus that was looked at, and the digests of its files. */
export interface LookedAt {
  readonly facts: CorpusFacts;
  readonly digests: readonly string[];
}

/** What a corpus says of itself. Read once; kept by its digest. Throws as `filesOf` and `inventory`. */
export async function corpusFacts(
  name: string,
  role: CorpusFacts['role'],
  inputs: readonly string[],
  gathering: Gathering,
): Promise<LookedAt> {
  const { workspace, cache } = gathering;
  const spec = workspaceSpec(workspace, inputs);
  const paths: string[] = [];
  for (const input of inputs)
    for (const { path } of await filesOf(input, spec.format, spec.modality)) paths.push(path);
  const files = [];
  for (const path of paths) files.push(await cache.file(path, workspace.folder));
  const { sha256 } = factOf(name, files);
  const { inputs: _, ...reading } = spec;
  const counted = await cache.value({ inventory: sha256, reading }, async () => {
    const { tables, malformed } = await inventory(spec, { by: KEYS, ...hooksOf(gathering) }).catch(whenEmpty);
    return { lines: tables[0]?.lines ?? [], malformed };
  });
  const shown = paths.map((path) => relative(process.cwd(), path) || path);
  const facts = {
    name,
    role,
    files: shown,
    sha256,
    ...countsOf(counted.lines),
    malformed: counted.malformed,
  };
  return { facts, digests: files.map((file) => file.sha256) };
}

/** A corpus without an example is no failure of the audit: its items say so. */
function whenEmpty(error: unknown): { tables: { lines: LedgerLine[] }[]; malformed: number } {
  if (error instanceof OutcrossError && error.code === 'E_EMPTY') return { tables: [], malformed: 0 };
  throw error;
}

type Counted = Omit<CorpusFacts, 'name' | 'role' | 'files' | 'sha256' | 'malformed'>;

/** Sums of the lines of an inventory by `KEYS`. */
export function countsOf(lines: readonly LedgerLine[]): Counted {
  const byOrigin: Record<string, number> = {};
  const unstated = { origin: 0, source: 0, license: 0, evidence: 0, model: 0, generation: 0 };
  const sources = new Map<string, Counted['sources'][number]>();
  const models = new Set<string>();
  let examples = 0;
  let humanWithModel = 0;
  for (const { values, examples: count, tokens } of lines) {
    const [origin, source, model, generation, license, evidence] = values;
    const stated = origin === null ? 'unknown' : String(origin);
    const isHuman = stated === 'human';
    examples += count;
    byOrigin[stated] = (byOrigin[stated] ?? 0) + count;
    if (stated === 'unknown') unstated.origin += count;
    if (source === null) unstated.source += count;
    if (license === null) unstated.license += count;
    if (evidence === null) unstated.evidence += count;
    if (model === null && !isHuman) unstated.model += count;
    if (generation === null && !isHuman) unstated.generation += count;
    if (model !== null) models.add(String(model));
    if (model !== null && isHuman) humanWithModel += count;
    if (source === null) continue;
    const key = `${stated} ${source}`;
    const before = sources.get(key);
    sources.set(key, {
      source: String(source),
      origin: stated,
      examples: (before?.examples ?? 0) + count,
      tokens: (before?.tokens ?? 0) + tokens,
    });
  }
  return {
    examples,
    byOrigin,
    unstated,
    sources: [...sources.values()],
    models: [...models],
    humanWithModel,
  };
}
