import { shellPath } from '../../base/shell.ts';
import { answered, asked } from '../answered.ts';
import { mixCommand, proveCommand, replaceCommand, sideCommand, verifyCommand } from '../commands.ts';
import type { AuditFacts, GenerationFacts, Recorded } from '../facts.ts';
import { type AuditItem, failed, notApplicable, type Outcome, passed } from '../item.ts';
import { newestMix } from './accumulation.ts';

const STAGE = { stage: 'synthetic-quality', when: 'before-training', answerable: false } as const;

const noGeneration = ({ generations }: AuditFacts) =>
  generations.length === 0 ? 'there is no generation yet' : undefined;

interface Looked extends Recorded {
  readonly kept: number;
  readonly dropped: number;
}

/** Whether the corpora hold no text. */
function isWordless({ config: { modality } }: AuditFacts): boolean {
  return modality === 'image' || modality === 'vectors';
}

/** Every generation went through `command`, which found little to drop. */
function wentThrough(
  facts: AuditFacts,
  command: 'filter' | 'dedup',
  most: number,
  of: (generation: GenerationFacts) => Looked | undefined,
): Outcome {
  const nothing = noGeneration(facts);
  if (nothing !== undefined) return notApplicable(nothing);
  if (command === 'filter' && isWordless(facts))
    return notApplicable('the quality filters judge text, and the generations hold none');
  const open = facts.generations.filter((generation) => of(generation) === undefined);
  if (open.length > 0) {
    const done = facts.generations.length - open.length;
    return failed(
      `${open.map(({ name }) => name).join(', ')} as it is now never went through outcross ${command}`,
      { command: open.map((generation) => sideCommand(command, generation, facts)).join(' && ') },
      [{ text: `${done} of ${facts.generations.length} generations did` }],
    );
  }
  const seen = facts.generations.map((generation) => {
    const { kept, dropped, seq } = of(generation)!;
    return { text: `${generation.name}: ${dropped} of ${kept + dropped} dropped`, seq };
  });
  const bad = facts.generations.filter((generation) => {
    const { kept, dropped } = of(generation)!;
    return dropped > most * (kept + dropped);
  });
  if (bad.length === 0) return passed('every generation did', seen);
  const names = bad.map(({ name }) => name).join(', ');
  const replace = replaceCommand(command, bad, facts);
  return failed(
    `much of ${names} would be dropped`,
    {
      text: `What outcross ${command} kept takes the place of ${names}, which is then checked anew.`,
      ...(replace === undefined ? {} : { command: replace }),
    },
    seen,
  );
}

/** Of a generation, what filters may drop before another set is trained on than was looked at. */
const MOST_FILTERED = 0.2;

const filtered: AuditItem = {
  ...STAGE,
  id: 'synthetic.filtered',
  question: 'Did every generation go through the quality filters, with at most a fifth dropped?',
  severity: 'medium',
  evaluate: (facts) => wentThrough(facts, 'filter', MOST_FILTERED, ({ filtered: found }) => found),
};

const MOST_DUPLICATES = 0.05;

const deduplicated: AuditItem = {
  ...STAGE,
  id: 'synthetic.deduplicated',
  question: 'Was every generation searched for duplicates, with at most a twentieth found?',
  severity: 'medium',
  evaluate: (facts) => wentThrough(facts, 'dedup', MOST_DUPLICATES, ({ deduplicated: found }) => found),
};

/** Of what a model wrote and marked, the least that carries the mark. */
const LEAST_MARKED = 0.5;

const marked: AuditItem = {
  ...STAGE,
  id: 'synthetic.marked',
  when: 'after-training',
  question: 'Is what our models put out marked, so that it can be left out later?',
  severity: 'medium',
  answerable: true,
  evaluate: (facts) => {
    const last = facts.generations.at(-1);
    if (last === undefined) return notApplicable('there is no generation yet');
    const { scanned } = last;
    if (scanned === undefined) return answered('synthetic.marked', facts);
    const share = scanned.share ?? (scanned.examples === 0 ? 0 : scanned.marked / scanned.examples);
    const seen = [{ text: `${Math.round(share * 100)}% of ${last.name} carry a mark`, seq: scanned.seq }];
    if (share >= LEAST_MARKED) return passed('it is', seen);
    const outcome = answered('synthetic.marked', facts);
    return { ...outcome, evidence: [...seen, ...outcome.evidence] };
  },
};

/** None rejected among so many: with 95% at most 5% of the rest are bad (rule of three: 3 / n). */
const LEAST_REVIEWED = 60;

const reviewed: AuditItem = {
  ...STAGE,
  id: 'synthetic.reviewed',
  question: `Did people look at ${LEAST_REVIEWED} synthetic examples at least?`,
  severity: 'medium',
  answerable: true,
  evaluate: (facts) => {
    const nothing = noGeneration(facts);
    if (nothing !== undefined) return notApplicable(nothing);
    const { decided, rejected, reviewers } = facts.reviews;
    const seen = [{ text: `${decided} examples by ${reviewers} reviewers, ${rejected} rejected` }];
    if (decided >= LEAST_REVIEWED) return passed(`${decided} were reviewed`, seen);
    const outcome = answered('synthetic.reviewed', facts);
    return { ...outcome, evidence: [...outcome.evidence, ...seen] };
  },
};

/** Share of examples seen by two on which they agree. */
const LEAST_AGREEMENT = 0.8;

const agreement: AuditItem = {
  ...STAGE,
  id: 'synthetic.reviewers-agree',
  question: 'Do reviewers of the same example agree (80%)?',
  severity: 'low',
  answerable: true,
  evaluate: (facts) => {
    const { twice, agreed } = facts.reviews;
    if (twice === 0) return notApplicable('no example was decided by two people');
    const seen = [{ text: `${agreed} of ${twice} examples decided alike` }];
    if (agreed >= LEAST_AGREEMENT * twice) return passed('they do', seen);
    const outcome = answered('synthetic.reviewers-agree', facts);
    if (outcome.result === 'passed') return outcome;
    return failed(
      `on ${twice - agreed} of ${twice} they do not`,
      {
        text: 'Write down what makes an example good, decide the disputed ones together, then let somebody answer for it.',
        command: 'outcross audit answer synthetic.reviewers-agree yes --owner NAME --evidence TEXT',
      },
      seen,
    );
  },
};

const rejectedOut: AuditItem = {
  ...STAGE,
  id: 'synthetic.rejected-out',
  question: 'Are examples that were rejected in review out of the newest training set?',
  severity: 'high',
  evaluate: (facts) => {
    const mix = newestMix(facts);
    if (mix === undefined) return notApplicable('no training set was built with a manifest yet');
    if (facts.reviews.rejected === 0) return notApplicable('nothing was rejected in review');
    const inside = mix.rejected ?? 0;
    const seen = [{ text: `${inside} of ${facts.reviews.rejected} rejected examples`, file: mix.output }];
    if (inside === 0) return passed('they are', seen);
    return failed(`${inside} rejected examples are in it`, { command: mixCommand(facts) }, seen);
  },
};

const proven: AuditItem = {
  ...STAGE,
  id: 'synthetic.proven',
  question: 'Is there a signed proof of what the newest training set is made of?',
  severity: 'medium',
  evaluate: (facts) => {
    const mix = newestMix(facts);
    if (mix === undefined) return notApplicable('no training set was built with a manifest yet');
    const { proof, proven: made, output, rebuilt } = mix;
    if (proof === undefined && isWordless(facts)) return notApplicable('proofs are of sets of text');
    if (rebuilt !== undefined) {
      return failed(
        `${output} is an older set than was built there last: it and its proof were brought back`,
        {
          text: 'Build it anew, or find out who brought the older one back, and why.',
          command: `outcross mix --force && ${proveCommand(mix, facts)}`,
        },
        [{ text: 'the newer one was built', file: output, seq: rebuilt.seq }],
      );
    }
    if (proof === undefined) {
      const seen = [{ text: 'no proof beside it', file: output }];
      return failed(`${output} is not proven`, { command: proveCommand(mix, facts) }, seen);
    }
    return passed('there is', [
      { text: 'proof', file: proof, ...(made === undefined ? {} : { seq: made.seq }) },
    ]);
  },
};

const verified: AuditItem = {
  ...STAGE,
  id: 'synthetic.verified',
  question: 'Was that proof verified against the data?',
  severity: 'medium',
  evaluate: (facts) => {
    const mix = newestMix(facts);
    if (mix?.proof === undefined) return notApplicable('the newest training set is not proven');
    const command = verifyCommand(mix);
    const { verified: found } = mix;
    if (found === undefined)
      return failed('it was never verified', { command }, [{ text: 'proof', file: mix.proof }]);
    const seen = [{ text: found.result, file: mix.proof, seq: found.seq }];
    if (found.result === 'passed') return passed('it was', seen);
    return failed(
      'it differs from the data',
      {
        text: 'The verification names what differs. A set that is whole again, or another set, is proven anew.',
        command: `outcross mix --force && outcross prove ${shellPath(mix.output)} && ${command}`,
      },
      seen,
    );
  },
};

const BY_PERSON: readonly AuditItem[] = [
  asked(
    {
      ...STAGE,
      id: 'synthetic.verifier',
      question: 'Is synthetic data judged by something else than the model that wrote it?',
      severity: 'medium',
    },
    noGeneration,
  ),
  asked(
    {
      ...STAGE,
      id: 'synthetic.purpose',
      question: 'Is it written down what the synthetic data are there to add?',
      severity: 'low',
    },
    noGeneration,
  ),
];

export const SYNTHETIC_QUALITY: readonly AuditItem[] = [
  rejectedOut,
  filtered,
  deduplicated,
  proven,
  verified,
  reviewed,
  marked,
  ...BY_PERSON,
  agreement,
];
