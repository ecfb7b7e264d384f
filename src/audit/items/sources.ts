import { answered, answerCommand, asked } from '../answered.ts';
import { generationTags, tagRemedy } from '../commands.ts';
import type { AuditFacts, CorpusFacts, GenerationFacts, SourceFacts } from '../facts.ts';
import { type AuditItem, type Evidence, failed, notApplicable, type Outcome, passed, type Remedy } from '../item.ts';
import { shellWord } from '../shell.ts';

const STAGE = { stage: 'sources', when: 'before-ingest', answerable: false } as const;

/** The corpora that the workspace knows: human data, then the generations. */
export function corporaOf({ human, generations }: AuditFacts): CorpusFacts[] {
  return [...(human === undefined ? [] : [human]), ...generations.map(({ corpus }) => corpus)];
}

type Key = keyof CorpusFacts['unstated'];

/** Every example of every corpus states a part of its provenance. */
function stated(
  facts: AuditFacts,
  key: Key,
  what: string,
  remedy: (corpus: CorpusFacts, generation: GenerationFacts | undefined) => Remedy,
  among: (corpus: CorpusFacts) => boolean = () => true,
): Outcome {
  const corpora = corporaOf(facts).filter(among);
  if (corpora.length === 0) return notApplicable('there are no data to look at yet');
  const lacking = corpora.filter((corpus) => corpus.unstated[key] > 0);
  const evidence = (lacking.length === 0 ? corpora : lacking).map((corpus) => shareOf(corpus, key, what));
  const [first] = lacking;
  if (first === undefined) return passed(`every example states its ${what}`, evidence);
  const generation = facts.generations.find(({ corpus }) => corpus === first);
  const sum = lacking.reduce((total, corpus) => total + corpus.unstated[key], 0);
  return failed(`${sum} examples do not state their ${what}`, remedy(first, generation), evidence);
}

function shareOf(corpus: CorpusFacts, key: Key, what: string): Evidence {
  const { name, files, examples, unstated } = corpus;
  return {
    text: `${name}: ${unstated[key]} of ${examples} examples without ${what}`,
    ...(files[0] === undefined ? {} : { file: files[0] }),
  };
}

const tagged: AuditItem = {
  ...STAGE,
  id: 'sources.tagged',
  question: 'Does every example say whether a human or a model made it?',
  severity: 'critical',
  evaluate: (facts) =>
    stated(facts, 'origin', 'origin', (corpus, generation) =>
      tagRemedy(
        corpus,
        facts,
        generation === undefined
          ? ['--origin human', `--source ${shellWord(facts.line)}`]
          : generationTags(generation, facts),
      ),
    ),
};

const named: AuditItem = {
  ...STAGE,
  id: 'sources.named',
  question: 'Does every example name its source?',
  severity: 'high',
  evaluate: (facts) =>
    stated(facts, 'source', 'source', (corpus) =>
      tagRemedy(corpus, facts, [`--source ${shellWord(facts.line)}`]),
    ),
};

const models: AuditItem = {
  ...STAGE,
  id: 'sources.models',
  question: 'Does every example that a model made name the model?',
  severity: 'medium',
  evaluate: (facts) =>
    stated(
      facts,
      'model',
      'model',
      (corpus, generation) =>
        tagRemedy(
          corpus,
          facts,
          generation === undefined ? ['--model NAME'] : generationTags(generation, facts).slice(2),
        ),
    ),
};

const generations: AuditItem = {
  ...STAGE,
  id: 'sources.generations',
  question: 'Does every example of a generation say which step of the line it belongs to?',
  severity: 'medium',
  evaluate: (facts) =>
    stated(
      facts,
      'generation',
      'generation',
      (corpus, generation) => tagRemedy(corpus, facts, [`--generation ${generation?.number ?? 1}`]),
      ({ role }) => role === 'generation',
    ),
};

const evidence: AuditItem = {
  ...STAGE,
  id: 'sources.evidence',
  question: 'Is it said on what each origin rests: a declaration, a watermark, a review?',
  severity: 'medium',
  evaluate: (facts) =>
    stated(facts, 'evidence', 'evidence', (corpus) => tagRemedy(corpus, facts, ['--evidence declared'])),
};

const licensed: AuditItem = {
  ...STAGE,
  id: 'sources.licensed',
  question: 'Does every human example stand under a licence that is named?',
  severity: 'high',
  evaluate: (facts) => {
    const { human } = facts;
    if (human === undefined) return notApplicable('there are no human data yet');
    const open = namesOf(human).filter((name) => sourceNamed(name, facts)?.license === undefined);
    const seen = [shareOf(human, 'license', 'licence')];
    if (human.unstated.license === 0) return passed('every example names its licence', seen);
    if (open.length === 0 && human.unstated.source === 0)
      return passed('every source has its licence on record', seen);
    return failed(
      `${human.unstated.license} human examples stand under no named licence`,
      tagRemedy(human, facts, ['--license NAME']),
      seen,
    );
  },
};

/** Sources of human data that nothing is said of count as open until a person answers for them. */
function owned(facts: AuditFacts): Outcome {
  const { human } = facts;
  if (human === undefined) return notApplicable('there are no human data yet');
  const open = namesOf(human).filter((name) => sourceNamed(name, facts)?.owner === undefined);
  if (open.length === 0)
    return passed(
      'every source has an owner on record',
      facts.sources.filter(({ owner }) => owner !== undefined).map(recordOf),
    );
  const outcome = answered('sources.owned', facts);
  return {
    ...outcome,
    evidence: [...outcome.evidence, { text: `without an owner on record: ${listed(open)}` }],
  };
}

const ownedItem: AuditItem = {
  ...STAGE,
  id: 'sources.owned',
  question: 'Does a named person answer for each source of human data?',
  severity: 'high',
  answerable: true,
  evaluate: owned,
};

const registered: AuditItem = {
  ...STAGE,
  id: 'sources.registered',
  question: 'Is it written down where each source of human data comes from?',
  severity: 'low',
  answerable: true,
  evaluate: (facts) => {
    const { human } = facts;
    if (human === undefined) return notApplicable('there are no human data yet');
    const open = namesOf(human).filter((name) => sourceNamed(name, facts) === undefined);
    if (open.length === 0 && human.unstated.source === 0)
      return passed('each source is described', facts.sources.map(recordOf));
    const outcome = answered('sources.registered', facts);
    if (outcome.result !== 'not-answered') return outcome;
    return {
      ...outcome,
      why: `nothing is on record of ${listed(open)}`,
      remedy: {
        text: 'Describe them under dataset: sources: in outcross.yaml, or let a person answer for them.',
        command: answerCommand('sources.registered'),
        where: facts.config.file,
      },
    };
  },
};

const loop: AuditItem = {
  ...STAGE,
  id: 'sources.loop',
  question: 'Is no source of human data fed by what our own models put out?',
  severity: 'critical',
  evaluate: (facts) => {
    const { human } = facts;
    if (human === undefined) return notApplicable('there are no human data yet');
    const found = loopsIn(human, facts);
    if (found.length === 0)
      return passed('no human corpus holds, is, or names what the line made', [
        { text: `${human.examples} human examples of ${listed(namesOf(human))}` },
      ]);
    const where = facts.config.places.human;
    const text = `Take what models made out of the human data that ${where} names, then make the anchor anew.`;
    return failed(found[0].text, { text, command: 'outcross anchor --force --leave-out-others', where }, found);
  },
};

function loopsIn(human: CorpusFacts, { generations: line, sources }: AuditFacts): Evidence[] {
  const same = line.find(({ corpus }) => corpus.sha256 === human.sha256);
  const own = new Set(line.flatMap(({ corpus }) => corpus.models));
  const shared = human.models.filter((model) => own.has(model));
  const fed = namesOf(human).filter((name) =>
    sources.some(
      (source) =>
        source.name === name &&
        (source.category === 'synthetic' || source.origin === 'synthetic' || source.origin === 'mixed'),
    ),
  );
  return [
    ...(same === undefined ? [] : [{ text: `the human data are generation ${same.name}, byte for byte` }]),
    ...(shared.length === 0 ? [] : [{ text: `human data name models of the line: ${listed(shared)}` }]),
    ...fed.map((name) => ({ text: `the source ${name} is on record as fed by models` })),
  ];
}

const humanOnly: AuditItem = {
  ...STAGE,
  id: 'sources.human-only',
  question: 'Do the human data hold human examples alone?',
  severity: 'critical',
  evaluate: (facts) => {
    const { human } = facts;
    if (human === undefined) return notApplicable('there are no human data yet');
    const { synthetic = 0, mixed = 0 } = human.byOrigin;
    const found = synthetic + mixed + human.humanWithModel;
    const seen = [
      { text: `${synthetic} synthetic, ${mixed} mixed, ${human.humanWithModel} called human that name a model` },
    ];
    if (found === 0) return passed(`${human.examples} examples, none of a model`, seen);
    return failed(
      `${found} examples among the human data are not human`,
      {
        text: `Take them out of what ${facts.config.places.human} names; the anchor leaves them out by:`,
        command: 'outcross anchor --force --leave-out-others',
        where: facts.config.places.human,
      },
      seen,
    );
  },
};

/** Of all rows, malformed ones that may be left aside. */
const MOST_MALFORMED = 0.01;

const readable: AuditItem = {
  ...STAGE,
  id: 'sources.readable',
  question: 'Can nearly every row be read (99%)?',
  severity: 'medium',
  evaluate: (facts) => {
    const corpora = corporaOf(facts);
    if (corpora.length === 0) return notApplicable('there are no data to look at yet');
    const bad = corpora.filter(
      ({ malformed, examples }) => malformed > MOST_MALFORMED * (malformed + examples),
    );
    const seen = (bad.length === 0 ? corpora : bad).map(({ name, malformed, examples, files }) => ({
      text: `${name}: ${malformed} of ${malformed + examples} rows are malformed`,
      ...(files[0] === undefined ? {} : { file: files[0] }),
    }));
    const [first] = bad;
    if (first === undefined) return passed('the rows are whole', seen);
    const file = shellWord(first.files[0] ?? first.name);
    const kept = shellWord(`${facts.commands.state}/malformed.jsonl`);
    return failed(
      `${first.name} has ${first.malformed} malformed rows`,
      { text: 'See which, and mend their source:', command: `outcross inventory ${file} --quarantine ${kept}` },
      seen,
    );
  },
};

const scanned: AuditItem = {
  ...STAGE,
  id: 'sources.scanned',
  question: 'Were the human data searched for text that a model made and nobody declared?',
  severity: 'medium',
  answerable: true,
  evaluate: (facts) => {
    const { human, humanScanned } = facts;
    if (human === undefined) return notApplicable('there are no human data yet');
    if (humanScanned === undefined) return answered('sources.scanned', facts);
    const { marked, examples, seq } = humanScanned;
    const seen = [{ text: `${marked} of ${examples} examples carry a mark of our keys`, seq }];
    if (marked <= MOST_MALFORMED * examples) return passed('searched for watermarks', seen);
    return failed(
      `${marked} human examples carry the watermark of a model`,
      {
        text: 'Take them out of the human data, then make the anchor anew.',
        command: 'outcross anchor --force --leave-out-others',
        where: facts.config.places.human,
      },
      seen,
    );
  },
};

const noHuman = ({ human }: AuditFacts) => (human === undefined ? 'there are no human data yet' : undefined);

const BY_PERSON: readonly AuditItem[] = [
  asked(
    {
      ...STAGE,
      id: 'sources.training-allowed',
      question: 'Do the licences of the human data allow training on them?',
      severity: 'high',
    },
    noHuman,
  ),
  asked(
    {
      ...STAGE,
      id: 'sources.feedback',
      question: 'Can what our models publish be told apart from what we collect later?',
      severity: 'high',
    },
    noHuman,
  ),
  asked(
    {
      ...STAGE,
      id: 'sources.personal-data',
      question: 'Were personal data in the sources dealt with as the law asks?',
      severity: 'high',
    },
    noHuman,
  ),
];

const collected: AuditItem = {
  ...STAGE,
  id: 'sources.collected',
  question: 'Is it known when each source was collected: before or after models wrote the Web?',
  severity: 'low',
  answerable: true,
  evaluate: (facts) => {
    const { human } = facts;
    if (human === undefined) return notApplicable('there are no human data yet');
    const open = namesOf(human).filter((name) => sourceNamed(name, facts)?.collected !== true);
    if (open.length === 0 && human.unstated.source === 0)
      return passed('the time of each source is on record', facts.sources.map(recordOf));
    return answered('sources.collected', facts);
  },
};

function namesOf({ sources }: CorpusFacts): string[] {
  return [...new Set(sources.map(({ source }) => source))];
}

function sourceNamed(name: string, { sources }: AuditFacts): SourceFacts | undefined {
  return sources.find((source) => source.name === name);
}

function recordOf({ name, owner, license, seq }: SourceFacts): Evidence {
  const parts = [owner === undefined ? '' : `owner ${owner}`, license ?? ''].filter((part) => part !== '');
  return { text: [name, ...parts].join(', '), ...(seq === undefined ? {} : { seq }) };
}

/** Names that a line holds; the rest is counted. */
const LISTED = 5;

function listed(names: readonly string[]): string {
  const more = names.length - LISTED;
  return names.slice(0, LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

export const SOURCES: readonly AuditItem[] = [
  tagged,
  humanOnly,
  loop,
  named,
  licensed,
  ownedItem,
  ...BY_PERSON,
  models,
  generations,
  evidence,
  readable,
  scanned,
  registered,
  collected,
];
