import { type Static, type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { MOMENTS, STAGES } from '../../audit/item.ts';
import { OutcrossError } from '../../base/errors.ts';
import { nearest } from '../../base/spelling.ts';
import { VERDICTS } from '../../compare/verdict.ts';
import { PRESETS } from '../../quality/duplicates/settings.ts';
import type { JobKind } from '../wire.ts';
import { CommandLine } from './command-line.ts';
import { inputPath, outputPath } from './confine.ts';
import { policyFile } from './job-policy.ts';

/** What the options of a kind are held against, and made to. */
export interface Place {
  /** Of the workspace. */
  readonly folder: string;
  /** Name of the configuration in it, where it is not the usual one. */
  readonly config?: string;
  /** Where a file of this job's own is going to stand, by the ending of its name; relative to the workspace. */
  readonly own: (ending: string) => string;
}

/** Arguments of a job, and files of its own that they name. */
export interface Task {
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

interface Kind<S extends TSchema> {
  readonly schema: S;
  readonly task: (options: Static<S>, place: Place) => Promise<Task | CommandLine>;
}

function kind<const S extends TSchema>(schema: S, task: Kind<S>['task']): Kind<TSchema> {
  return { schema, task } as Kind<TSchema>;
}

function options<const P extends Record<string, TSchema>>(properties: P) {
  return Type.Object(properties, { additionalProperties: false });
}

function oneOf<const T extends string>(words: readonly T[]) {
  return Type.Union(words.map((word) => Type.Literal(word)));
}

const some = <S extends TSchema>(item: S, least = 0) => Type.Array(item, { minItems: least, maxItems: 100 });
const flag = Type.Optional(Type.Boolean());
const path = Type.String({ minLength: 1, maxLength: 1024 });
/** A name that is no path: of a generation, a seed. */
const word = Type.String({ pattern: '^[^\\u0000-\\u001f\\u007f]{1,200}$' });
const share = Type.Number({ minimum: 0, maximum: 1 });
const count = Type.Integer({ minimum: 1, maximum: 1e12 });

const POLICY_FILE = '.policy.json';

const inputs = (place: Place, paths: readonly string[] = [], where = 'corpora') =>
  Promise.all(paths.map((one) => inputPath(place.folder, one, where)));
const output = async (place: Place, one: string | undefined, where = 'output') =>
  one === undefined ? undefined : outputPath(place.folder, one, where);

/** What can be started from the browser, with the options that are safe to be given there. */
const KINDS: Readonly<Record<JobKind, Kind<TSchema>>> = {
  check: kind(
    options({
      generation: Type.Optional(word),
      failOn: Type.Optional(some(oneOf(VERDICTS))),
      margin: Type.Optional(share),
      alpha: Type.Optional(share),
      strict: flag,
    }),
    async ({ generation, failOn, margin, alpha, strict }, { config }) =>
      new CommandLine('check')
        .value('config', config)
        .value('generation', generation)
        .value('fail-on', failOn?.length === 0 ? 'none' : failOn?.join(','))
        .value('margin', margin)
        .value('alpha', alpha)
        .flag('strict', strict),
  ),
  mix: kind(
    options({
      policy: Type.Optional(Type.Object({}, { additionalProperties: true })),
      corpora: Type.Optional(some(path)),
      size: Type.Optional(Type.Union([count, Type.Literal('all')])),
      seed: Type.Optional(word),
      output: Type.Optional(path),
      rejects: Type.Optional(path),
      /** Only for the mix that the workspace names: build it anew. */
      again: flag,
    }),
    async ({ policy, corpora, size, seed, again, ...paths }, place) => {
      const files: Task['files'] = policy === undefined ? {} : { [POLICY_FILE]: policyFile(policy) };
      const target = await output(place, paths.output);
      if (again === true && target !== undefined) throw onlyOwn();
      const line = new CommandLine('mix')
        .value('config', place.config)
        .value('policy', policy === undefined ? undefined : place.own(POLICY_FILE))
        .value('size', size)
        .value('seed', seed)
        .value('output', target)
        .value('rejects', await output(place, paths.rejects, 'rejects'))
        .flag('force', again)
        .paths(await inputs(place, corpora));
      return { args: line.args, files };
    },
  ),
  prove: kind(
    options({ mix: Type.Optional(path), output: Type.Optional(path), key: Type.Optional(fingerprint()) }),
    async ({ mix, key, ...paths }, place) =>
      new CommandLine('prove')
        .value('config', place.config)
        .value('output', await output(place, paths.output))
        .value('key', key)
        .paths(mix === undefined ? [] : await inputs(place, [mix], 'mix')),
  ),
  verify: kind(
    options({
      proof: Type.Optional(path),
      data: Type.Optional(some(path)),
      trust: Type.Optional(fingerprint()),
    }),
    async ({ proof, data, trust }, place) =>
      new CommandLine('verify')
        .value('config', place.config)
        .each('data', await inputs(place, data, 'data'))
        .value('trust', trust)
        .paths(proof === undefined ? [] : await inputs(place, [proof], 'proof')),
  ),
  audit: kind(
    options({
      when: Type.Optional(some(oneOf(MOMENTS))),
      stage: Type.Optional(some(oneOf(STAGES))),
      all: flag,
    }),
    async ({ when, stage, all }, { config }) =>
      new CommandLine('audit')
        .value('config', config)
        .joined('when', when)
        .joined('stage', stage)
        .flag('all', all),
  ),
  recover: kind(
    options({ generation: Type.Optional(word), output: Type.Optional(path), dryRun: flag }),
    async ({ generation, dryRun, ...paths }, place) =>
      new CommandLine('recover')
        .value('config', place.config)
        .value('generation', generation)
        .value('output', await output(place, paths.output))
        .flag('dry-run', dryRun),
  ),
  drill: kind(options({}), async (_, { config }) =>
    new CommandLine('recover').flag('drill', true).value('config', config),
  ),
  filter: kind(
    options({
      corpora: some(path, 1),
      output: Type.Optional(path),
      rejects: Type.Optional(path),
      flags: Type.Optional(path),
      profile: Type.Optional(some(Type.String({ pattern: '^[a-z0-9-]{1,40}$' }))),
      languages: Type.Optional(some(Type.String({ pattern: '^[a-z]{2,3}$' }))),
      cleanLines: flag,
      dryRun: flag,
    }),
    async ({ corpora, profile, languages, cleanLines, dryRun, ...paths }, place) =>
      new CommandLine('filter')
        .value('config', place.config)
        .joined('profile', profile)
        .joined('languages', languages)
        .flag('clean-lines', cleanLines)
        .flag('dry-run', dryRun)
        .value('output', await output(place, paths.output))
        .value('rejects', await output(place, paths.rejects, 'rejects'))
        .value('flags', await output(place, paths.flags, 'flags'))
        .paths(await inputs(place, corpora)),
  ),
  dedup: kind(
    options({
      corpora: some(path, 1),
      output: Type.Optional(path),
      removed: Type.Optional(path),
      against: Type.Optional(some(path)),
      preset: Type.Optional(oneOf(Object.keys(PRESETS))),
      threshold: Type.Optional(share),
      dryRun: flag,
    }),
    async ({ corpora, against, preset, threshold, dryRun, ...paths }, place) =>
      new CommandLine('dedup')
        .value('config', place.config)
        .value('preset', preset)
        .value('threshold', threshold)
        .flag('dry-run', dryRun)
        .each('against', await inputs(place, against, 'against'))
        .value('output', await output(place, paths.output))
        .value('removed', await output(place, paths.removed, 'removed'))
        .paths(await inputs(place, corpora)),
  ),
  profile: kind(
    options({ corpora: some(path, 1), output: path, text: flag, strict: flag }),
    async ({ corpora, text, strict, ...paths }, place) =>
      new CommandLine('profile')
        .value('output', await output(place, paths.output))
        .flag('no-text', text === false)
        .flag('strict', strict)
        .paths(await inputs(place, corpora)),
  ),
  queue: kind(
    options({
      corpora: Type.Optional(some(path)),
      size: Type.Optional(count),
      error: Type.Optional(Type.Number({ minimum: 0.001, maximum: 1 })),
      reviewers: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
      overlap: Type.Optional(Type.Number({ minimum: 0, maximum: 1, multipleOf: 0.001 })),
      seed: Type.Optional(word),
    }),
    async ({ corpora, size, error, reviewers, overlap, seed }, place) =>
      new CommandLine('review', 'queue')
        .value('config', place.config)
        .value('size', size)
        .value('error', error)
        .value('reviewers', reviewers)
        .value('overlap', overlap)
        .value('seed', seed)
        .paths(await inputs(place, corpora)),
  ),
};

function fingerprint() {
  return Type.String({ pattern: '^[0-9a-f]{4,64}$' });
}

/** What a person asked for as the arguments of a command. Throws `E_PARAMETER` that names the option, and as what it holds. */
export async function taskOf(name: JobKind, given: object, place: Place): Promise<Task> {
  const { schema, task } = KINDS[name];
  const checked = Compile(schema);
  if (!checked.Check(given)) throw wrongOption(name, schema, given, checked.Errors(given)[0]);
  const made = await task(given as never, place);
  return made instanceof CommandLine ? { args: made.args, files: {} } : made;
}

function wrongOption(
  name: JobKind,
  { properties = {} }: { properties?: Record<string, unknown> },
  given: object,
  fault: { readonly instancePath: string; readonly message: string } | undefined,
): OutcrossError {
  const known = Object.keys(properties);
  const strange = Object.keys(given).find((key) => !known.includes(key));
  if (strange === undefined) {
    const where = fault?.instancePath.slice(1).replaceAll('/', '.') || 'options';
    return new OutcrossError(
      'E_PARAMETER',
      `${where} of ${name} ${fault?.message ?? 'is not as it must be'}`,
      {
        where,
      },
    );
  }
  const meant = nearest(strange, known);
  return new OutcrossError('E_PARAMETER', `${name} has no option ${JSON.stringify(strange.slice(0, 100))}`, {
    where: strange.slice(0, 100),
    hint: `${meant === undefined ? '' : `Did you mean ${meant}? `}Known: ${known.join(', ') || 'none'}.`,
  });
}

function onlyOwn(): OutcrossError {
  return new OutcrossError('E_PARAMETER', 'again and output exclude each other', {
    where: 'again',
    hint: 'Only the mix that the workspace names is built anew; leave out output.',
  });
}
