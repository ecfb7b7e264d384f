import { posix } from 'node:path';
import { shellPath } from '../../base/shell.ts';
import { answerCommand, answered, asked } from '../answered.ts';
import { tagRemedy } from '../commands.ts';
import type { AuditFacts, CorpusFacts, SourceFacts } from '../facts.ts';
import { type AuditItem, type Evidence, failed, notApplicable, type Outcome, passed } from '../item.ts';

const STAGE = { stage: 'sources', when: 'before-ingest', answerable: false } as const;

/** Of all rows, those that may be malformed or marked. */
const MOST_MARKED = 0.01;

const licensed: AuditItem = {
  ...STAGE,
  id: 'sources.licensed',
  question: 'Does every human example stand under a licence that is named?',
  severity: 'high',
  evaluate: (facts) => {
    const { human } = facts;
    if (human === undefined) return notApplicable('there are no human data yet');
    const open = namesOf(human).filter((name) => sourceNamed(name, facts)?.license === undefined);
    const seen = [{ text: `${human.unstated.license} of ${human.examples} examples without licence` }];
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
    if (marked <= MOST_MARKED * examples) return passed('searched for watermarks', seen);
    const file = human.files[0] ?? human.name;
    const written = shellPath(`${facts.commands.state}/unmarked-${posix.basename(file)}`);
    return failed(
      `${marked} human examples carry the watermark of a model`,
      {
        text: 'With the options of the scan: what is marked becomes synthetic, and the anchor leaves it out.',
        command:
          `outcross watermark detect ${shellPath(file)} --write ${written} --overwrite --force && ` +
          `mv -f ${written} ${shellPath(file)} && outcross anchor --force --leave-out-others`,
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

export function namesOf({ sources }: CorpusFacts): string[] {
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

export function listed(names: readonly string[]): string {
  const more = names.length - LISTED;
  return names.slice(0, LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** What is on record of the sources, or answered by a person. */
export const SOURCE_RECORDS: readonly AuditItem[] = [
  licensed,
  ownedItem,
  ...BY_PERSON,
  scanned,
  registered,
  collected,
];
