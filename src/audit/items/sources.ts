import { shellWord } from '../../base/shell.ts';
import { generationTags, tagRemedy } from '../commands.ts';
import type { AuditFacts, CorpusFacts, GenerationFacts, SourceFacts } from '../facts.ts';
import {
  type AuditItem,
  type Evidence,
  failed,
  notApplicable,
  type Outcome,
  passed,
  type Remedy,
} from '../item.ts';
import { listed, namesOf, SOURCE_RECORDS } from './source-records.ts';

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
    stated(facts, 'model', 'model', (corpus, generation) =>
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
    return failed(
      found[0].text,
      { text, command: 'outcross anchor --force --leave-out-others', where },
      found,
    );
  },
};

function loopsIn(human: CorpusFacts, facts: AuditFacts): Evidence[] {
  const { generations: line, sources } = facts;
  const same = line.find(({ corpus }) => corpus.sha256 === human.sha256);
  const own = new Set(line.flatMap(({ corpus }) => corpus.models));
  const shared = areLeftOut(human, facts) ? [] : human.models.filter((model) => own.has(model));
  const names = new Set(namesOf(human));
  const ofHuman = sources.filter(({ name }) => names.has(name));
  return [
    ...(same === undefined ? [] : [{ text: `the human data are generation ${same.name}, byte for byte` }]),
    ...(shared.length === 0 ? [] : [{ text: `human data name models of the line: ${listed(shared)}` }]),
    ...ofHuman.filter(isMade).map((source) => onRecord(source, 'is on record as fed by models')),
    ...ofHuman.flatMap((source) => {
      const models = (source.fedBy ?? []).filter((model) => own.has(model));
      return models.length === 0 ? [] : [onRecord(source, `is fed by models of the line: ${listed(models)}`)];
    }),
  ];
}

function isMade({ category, origin }: SourceFacts): boolean {
  return category === 'synthetic' || origin === 'synthetic' || origin === 'mixed';
}

function onRecord({ name, seq }: SourceFacts, what: string): Evidence {
  return { text: `the source ${name} ${what}`, ...(seq === undefined ? {} : { seq }) };
}

/** Whether the anchor left out what is not human: then it reaches neither reservoir nor mix. */
function areLeftOut({ byOrigin, humanWithModel }: CorpusFacts, { anchor }: AuditFacts): boolean {
  const left = (origin: string) => (anchor?.leftOut[origin] ?? 0) >= (byOrigin[origin] ?? 0);
  return anchor !== undefined && humanWithModel === 0 && left('synthetic') && left('mixed');
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
      {
        text: `${synthetic} synthetic, ${mixed} mixed, ${human.humanWithModel} called human that name a model`,
      },
    ];
    if (found === 0) return passed(`${human.examples} examples, none of a model`, seen);
    if (areLeftOut(human, facts)) return passed(`the anchor left out the ${found} that are not`, seen);
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
      {
        text: 'See which, and mend their source:',
        command: `outcross inventory ${file} --quarantine ${kept}`,
      },
      seen,
    );
  },
};

export const SOURCES: readonly AuditItem[] = [
  tagged,
  humanOnly,
  loop,
  named,
  ...SOURCE_RECORDS.slice(0, 5),
  models,
  generations,
  evidence,
  readable,
  ...SOURCE_RECORDS.slice(5),
];
