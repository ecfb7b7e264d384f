import type { AuditFacts, CorpusFacts, GenerationFacts, MixFacts, SignalFact } from './facts.ts';
import { ITEMS } from './items.ts';

export const NOW = Date.parse('2026-06-15T12:00:00Z');
export const DAY = 24 * 60 * 60 * 1000;

/** 64 hexadecimal digits that are told apart by their first. */
export function digest(of: string): string {
  return Buffer.from(of).toString('hex').padEnd(64, '0').slice(0, 64);
}

const STATED = { origin: 0, source: 0, license: 0, evidence: 0, model: 0, generation: 0 };

export const HUMAN: CorpusFacts = {
  name: 'human',
  role: 'human',
  files: ['data/human.jsonl'],
  sha256: digest('human'),
  examples: 1000,
  malformed: 0,
  byOrigin: { human: 1000 },
  unstated: STATED,
  sources: [{ source: 'press', origin: 'human', examples: 1000 }],
  models: [],
  humanWithModel: 0,
};

export function signal(id: string, ratio: number, more: Partial<SignalFact> = {}): SignalFact {
  return { id, direction: 'falls', ratio, interval: [ratio - 0.03, ratio + 0.03], ...more };
}

const SIGNALS: readonly SignalFact[] = [
  signal('tail.coverage', 0.99, { order: 1, band: 0.1 }),
  signal('distinct', 1, { order: 2 }),
  signal('perplexity.holdout', 1.02, { direction: 'rises' }),
];

/** The generation of a number: looked at, healthy. */
export function generation(number: number, more: Partial<GenerationFacts> = {}): GenerationFacts {
  const name = `g${number}`;
  const corpus: CorpusFacts = {
    ...HUMAN,
    name,
    role: 'generation',
    files: [`data/${name}.jsonl`],
    sha256: digest(name),
    examples: 400,
    byOrigin: { synthetic: 400 },
    sources: [{ source: 'line', origin: 'synthetic', examples: 400 }],
    models: [`m${number}`],
  };
  return {
    name,
    number,
    corpus,
    verdict: {
      at: NOW - DAY,
      seq: 10 + number,
      verdict: 'healthy',
      why: 'inside the margin',
      signals: SIGNALS,
      findings: [],
      corpus: corpus.sha256,
    },
    trainingSetKnown: true,
    heldAgainstTraining: true,
    scored: true,
    filtered: { at: NOW - DAY, seq: 20, kept: 395, dropped: 5 },
    deduplicated: { at: NOW - DAY, seq: 21, kept: 400, dropped: 0 },
    scanned: { at: NOW - DAY, seq: 22, examples: 400, marked: 390, share: 0.99 },
    ...more,
  };
}

/** The training set of a generation. */
export function mix(generationNumber: number, more: Partial<MixFacts> = {}): MixFacts {
  const output = `mixes/train-${generationNumber}.jsonl`;
  return {
    output,
    manifest: `${output}.manifest.json`,
    generation: generationNumber,
    built: { at: NOW - 2 * DAY, seq: 5 + generationNumber },
    examples: 1000,
    byOrigin: { human: 600, synthetic: 400 },
    largestModel: { name: 'm1', share: 0.2 },
    policy: digest('policy'),
    mode: 'accumulate',
    humanMinimum: 0.3,
    rules: [{ rule: 'human.minimum', asked: 300, got: 600, short: 0 }],
    humanWeight: 0.68,
    fates: { chosen: 1000 },
    holdout: digest('holdout'),
    inputs: [
      { name: 'reservoir.jsonl', sha256: digest('reservoir') },
      { name: 'g1.jsonl', sha256: digest('g1') },
      { name: 'g2.jsonl', sha256: digest('g2') },
    ],
    files: [{ name: output, expected: digest('mix'), actual: digest('mix') }],
    sha256: digest('mix'),
    leak: { examples: 1000, near: 0, ids: 0 },
    rejected: 0,
    proof: `${output}.proof.json`,
    proven: { at: NOW - DAY, seq: 30 },
    verified: { at: NOW - DAY, seq: 31, result: 'passed' },
    ...more,
  };
}

const CONFIG: AuditFacts['config'] = {
  file: 'outcross.yaml',
  failOn: ['early', 'late'],
  gate: { severity: 'high', score: 0, unanswered: false },
  checkEvery: 30,
  drillEvery: 90,
  webhook: true,
  policy: digest('policy'),
  mode: 'accumulate',
  humanMinimum: 0.3,
  places: {
    policy: 'outcross.yaml:10',
    gates: 'outcross.yaml:20',
    waivers: 'outcross.yaml:30',
    alerts: 'outcross.yaml:40',
    human: 'outcross.yaml:2',
    generations: 'outcross.yaml:4',
    anchor: 'outcross.yaml:3',
  },
};

const ANCHOR: NonNullable<AuditFacts['anchor']> = {
  folder: 'anchor',
  reservoir: { groups: 80, examples: 800, tokens: 100_000 },
  holdout: { groups: 20, examples: 200, tokens: 25_000, digests: [digest('holdout'), digest('profile')] },
  files: [{ name: 'anchor/holdout.jsonl', expected: digest('holdout'), actual: digest('holdout') }],
  strata: [{ name: 'fiction', state: 'fits', z: 0.4 }],
  tails: [{ order: 1, mass: 0.1, types: 500, holdout: 0.58, expected: 0.6 }],
  leastGroups: 5,
  assumedHuman: 0,
  leftOut: {},
};

/** Facts of a workspace where every item passes that can pass beside the others. */
export function facts(more: Partial<AuditFacts> = {}): AuditFacts {
  const answers = Object.fromEntries(
    ITEMS.filter(({ answerable }) => answerable).map(({ id }) => [
      id,
      { at: NOW - DAY, seq: 40, answer: 'yes' as const, by: 'zoe', until: NOW + 100 * DAY },
    ]),
  );
  return {
    now: NOW,
    line: 'stories',
    config: CONFIG,
    commands: {
      next: 3,
      mix: 'mixes/train-3.jsonl',
      mixExists: true,
      train: './train.sh mixes/train-3.jsonl',
      state: '.outcross',
      hasKey: true,
      pipeline: '.github/workflows/ci.yml',
    },
    ledger: { place: '.outcross/ledger.sqlite', events: 50, faults: [] },
    human: HUMAN,
    fileDigests: ['human', 'reservoir', 'g1', 'g2'].map(digest),
    humanScanned: { at: NOW - DAY, seq: 23, examples: 1000, marked: 0 },
    sources: [
      { name: 'press', owner: 'zoe', license: 'CC-BY-4.0', collected: true, origin: 'human', seq: 2 },
    ],
    anchor: ANCHOR,
    generations: [generation(1), generation(2)],
    checks: [
      { at: NOW - DAY, seq: 12, alpha: 0.05, margin: 0.1, positions: [1, 2], holdout: digest('profile') },
    ],
    mixes: [mix(2), mix(3)],
    lost: [],
    reviews: { decided: 80, rejected: 2, reviewers: 2, twice: 10, agreed: 9 },
    drills: [{ at: NOW - DAY, seq: 33, scenario: 'late', result: 'passed' }],
    recoveries: [],
    alerts: [{ at: NOW - DAY, seq: 34, id: 'a1', finding: 'tail.coverage.low', delivered: true }],
    audits: [{ at: NOW - DAY, seq: 35 }],
    answers,
    waivers: [],
    ...more,
  };
}

/** `facts()` with one part of one of its members changed. */
export function withPart<K extends 'config' | 'commands' | 'anchor' | 'human' | 'reviews'>(
  key: K,
  part: Partial<NonNullable<AuditFacts[K]>>,
): AuditFacts {
  return facts({ [key]: { ...(facts()[key] as object), ...part } } as Partial<AuditFacts>);
}

/** `facts()` with its newest training set changed. */
export function withMix(part: Partial<MixFacts>): AuditFacts {
  return facts({ mixes: [mix(2), mix(3, part)] });
}

/** `facts()` with its newest generation changed. */
export function withNewest(part: Partial<GenerationFacts>): AuditFacts {
  return facts({ generations: [generation(1), generation(2, part)] });
}

/** `facts()` with what the newest check said of the newest generation changed. */
export function withVerdict(part: Partial<NonNullable<GenerationFacts['verdict']>>): AuditFacts {
  return withNewest({ verdict: { ...generation(2).verdict!, ...part } });
}

/** As a corpus that lacks a part of its provenance. */
export function lacking(corpus: CorpusFacts, key: keyof CorpusFacts['unstated'], count = 7): CorpusFacts {
  return { ...corpus, unstated: { ...corpus.unstated, [key]: count } };
}

/** `facts()` where nobody answered an item, or somebody as given. */
export function withAnswer(id: string, answer?: Partial<AuditFacts['answers'][string]>): AuditFacts {
  const all = facts();
  const { [id]: known, ...others } = all.answers;
  return { ...all, answers: answer === undefined ? others : { ...others, [id]: { ...known, ...answer } } };
}
