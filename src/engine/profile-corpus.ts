import { OutcrossError } from '../base/errors.ts';
import type { BadRow, CorpusSpec, Shard } from '../corpus/source.ts';
import type { FeatureRequest } from '../features/encoder.ts';
import { decodeProfile } from '../profile/codec.ts';
import {
  firstRows,
  mergeProfiles,
  NAMED_BAD_ROWS,
  type Profile,
  type ProfileSettings,
} from '../profile/profile.ts';
import { total } from '../profile/tally.ts';
import { BadRowLedger } from './bad-row-ledger.ts';
import { embeddedEngine } from './embedded.ts';
import type { Engine, RunHooks } from './engine.ts';
import { defaultFeatures } from './feature-request.ts';
import { planFor } from './plan-for.ts';
import { settingsFor } from './settings-for.ts';

export interface ProfileOptions extends RunHooks {
  /** What the profile keeps; default what `settingsFor` says. */
  readonly settings?: ProfileSettings;
  /** Where feature vectors come from; `settings.encoder` must be its id (see `settingsFor`). */
  readonly features?: FeatureRequest;
  /** Default: `embeddedEngine({ workers })`. */
  readonly engine?: Engine;
  /** See `EmbeddedOptions`. */
  readonly workers?: number;
  /** Most bytes of a shard, where a file can be cut. Default 8 MiB. */
  readonly targetBytes?: number;
  /** Stop at the first malformed row. */
  readonly strict?: boolean;
  /** Told of every malformed row, file by file, with its line or row in the file. */
  readonly onBadRow?: (row: BadRow) => void;
}

/**
 * The profile of a corpus. Equal corpora give equal bytes, whatever the engine, its workers and the cut into shards.
 * Throws what reading throws (see `planShards`, `readShard`); `E_EMPTY` where no example was found; with `strict`, `E_ROW`
 * for the first malformed row; `E_FIELD` for more than 65,536 categories; `E_WORKER`, `E_INTERRUPTED`.
 */
export async function profileCorpus(spec: CorpusSpec, options: ProfileOptions = {}): Promise<Profile> {
  const shards = await planFor(spec, options);
  return profileShards(shards, spec, options);
}

/** The profile of the shards of a plan, in whatever order they are given. Throws as `profileCorpus`. */
export async function profileShards(
  shards: readonly Shard[],
  spec: CorpusSpec,
  options: ProfileOptions = {},
): Promise<Profile> {
  const settings = options.settings ?? settingsFor(spec, options.features);
  const features = settings.encoder === '' ? undefined : (options.features ?? defaultFeatures(spec));
  const engine = options.engine ?? embeddedEngine({ workers: options.workers });
  const trouble = new Trouble(options);
  const ledger = new BadRowLedger(shards, (row) => trouble.add(row));
  let profile: Profile | undefined;
  let malformed = 0;
  const job = {
    kernel: 'profile' as const,
    shards,
    spec,
    settings,
    ...(features === undefined ? {} : { features }),
    ...(options.onBadRow === undefined ? { namedRows: NAMED_BAD_ROWS } : {}),
  };
  for await (const fragment of engine.run(job, options)) {
    if (fragment.kind === 'rows') ledger.add(fragment.shard, fragment.rows);
    else if (fragment.kind === 'end') {
      malformed += fragment.malformed;
      ledger.end(fragment.shard, fragment.rows);
    } else {
      const part = decodeProfile(fragment.bytes);
      profile = profile === undefined ? part : mergeProfiles(profile, part);
    }
  }
  if (profile === undefined) throw new OutcrossError('E_INTERNAL', 'the engine gave no profile');
  const rows = trouble.first(settings.texts);
  if (total(profile.tally.examples) === 0) throw noExample(spec, malformed, rows);
  return { ...profile, trouble: { ...profile.trouble, malformed, rows } };
}

/** The malformed rows that the profile names, numbered as in their files. */
class Trouble {
  readonly #options: ProfileOptions;
  #rows: BadRow[] = [];

  constructor(options: ProfileOptions) {
    this.#options = options;
  }

  add(row: BadRow): void {
    if (this.#options.strict === true) throw refused(row);
    this.#options.onBadRow?.(row);
    this.#rows.push(row);
    if (this.#rows.length > NAMED_BAD_ROWS * 4) this.#rows = firstRows(this.#rows);
  }

  /** A profile without texts must not carry them in its malformed rows either. */
  first(texts: boolean): BadRow[] {
    const rows = firstRows(this.#rows);
    return texts ? rows : rows.map(({ raw: _, ...rest }) => rest);
  }
}

function refused({ file, row, reason }: BadRow): OutcrossError {
  return new OutcrossError('E_ROW', `${file}:${row}: ${reason}`, {
    where: `${file}:${row}`,
    hint: 'Correct the row, or leave --strict out to pass malformed rows over.',
  });
}

function noExample(spec: CorpusSpec, malformed: number, [first]: readonly BadRow[]): OutcrossError {
  const [input, ...others] = spec.inputs;
  const inputs = others.length === 0 ? input : `${input} and ${others.length} more`;
  if (first === undefined) {
    return new OutcrossError('E_EMPTY', `${inputs}: there is no example, only blank rows`, {
      where: inputs,
      hint: 'Check what should have written it.',
    });
  }
  const rows = malformed === 1 ? 'its one row is' : `all ${malformed.toLocaleString('en-US')} rows are`;
  return new OutcrossError('E_EMPTY', `${inputs}: there is no example, ${rows} malformed`, {
    where: `${first.file}:${first.row}`,
    hint: `The first: ${first.reason}.${first.reason.startsWith('the row is an array') ? ' A JSON array of rows is read with --format json.' : ''}`,
  });
}
