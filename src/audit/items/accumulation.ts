import { percentage } from '../../base/percent.ts';
import { optimalRealWeight } from '../../stats/real-weight.ts';
import { answered } from '../answered.ts';
import { mixCommand, nextGeneration } from '../commands.ts';
import { digestEvidence, isAsWritten } from '../digests.ts';
import type { AuditFacts, LostMix, MixFacts } from '../facts.ts';
import { type AuditItem, type Evidence, failed, notApplicable, type Outcome, passed } from '../item.ts';

const STAGE = { stage: 'accumulation', when: 'before-training', answerable: false } as const;

/** The newest training set. */
export function newestMix({ mixes }: AuditFacts): MixFacts | undefined {
  return mixes.at(-1);
}

/** Judges the newest set; where none was built the item does not apply: `accumulation.mix-built` says so. */
function ofNewest(facts: AuditFacts, judge: (mix: MixFacts) => Outcome): Outcome {
  const mix = newestMix(facts);
  return mix === undefined ? notApplicable('no training set was built with a manifest yet') : judge(mix);
}

export function mixEvidence(text: string, { manifest, built }: MixFacts): Evidence {
  return { text, file: manifest, ...(built === undefined ? {} : { seq: built.seq }) };
}

function lostWords({ output, built }: LostMix): string {
  const when = built === undefined ? '' : ` on ${new Date(built.at).toISOString().slice(0, 10)}`;
  return `${output} was built${when}, and its file is gone`;
}

function lostEvidence({ output, manifest, built }: LostMix): Evidence {
  return {
    text: manifest === undefined ? `${output} is not there` : `${output} is not there, and its manifest is`,
    ...(manifest === undefined ? {} : { file: manifest }),
    ...(built === undefined ? {} : { seq: built.seq }),
  };
}

const PUT_BACK =
  'Put it back from where it is kept, or build it again: the same inputs and policy give the same bytes.';

const mixBuilt: AuditItem = {
  ...STAGE,
  id: 'accumulation.mix-built',
  question: 'Was the set that the newest or next generation trains on built under a policy?',
  severity: 'high',
  evaluate: (facts) => {
    const { next } = facts.commands;
    const mix = newestMix(facts);
    const { generation } = mix ?? {};
    if (mix !== undefined && (generation === undefined || generation >= next - 1))
      return passed(`${mix.output} is for generation ${generation ?? next}`, [
        mixEvidence(`${mix.examples} examples`, mix),
      ]);
    const gone = facts.lost.findLast((each) => each.generation === undefined || each.generation >= next - 1);
    const why =
      gone !== undefined
        ? lostWords(gone)
        : mix === undefined
          ? 'no training set has a manifest'
          : `the newest one is for generation ${generation}, and generation ${next} comes next`;
    if (gone !== undefined)
      return failed(why, { text: PUT_BACK, command: mixCommand(facts) }, [lostEvidence(gone)]);
    return failed(
      why,
      { command: mixCommand(facts) },
      mix === undefined ? [] : [mixEvidence(mix.output, mix)],
    );
  },
};

/** The share of human examples in a set, 0 to 1. */
export function humanShare({ byOrigin, examples }: MixFacts): number {
  return examples === 0 ? 0 : (byOrigin['human'] ?? 0) / examples;
}

const humanKept: AuditItem = {
  ...STAGE,
  id: 'accumulation.human-kept',
  question: 'Does the newest training set hold the human share that the policy asks for, and some at all?',
  severity: 'critical',
  evaluate: (facts) =>
    ofNewest(facts, (mix) => {
      const least = facts.config.humanMinimum;
      const share = humanShare(mix);
      const seen = [mixEvidence(`${percentBelow(share)} human, at least ${percent(least)} asked`, mix)];
      if (share > 0 && share >= least) return passed(`${percent(share)} of it is human`, seen);
      return failed(`only ${percentBelow(share)} of it is human`, { command: mixCommand(facts) }, seen);
    }),
};

const humanNotShrinking: AuditItem = {
  ...STAGE,
  id: 'accumulation.human-not-shrinking',
  question: 'Are there as many human examples in the newest set as in the one before?',
  severity: 'high',
  evaluate: ({ mixes, config }) => {
    const [before, last] = mixes.slice(-2);
    if (last === undefined) return notApplicable('there are no two training sets yet');
    const [old, now] = [before, last].map(({ byOrigin }) => byOrigin['human'] ?? 0);
    const seen = [mixEvidence(`${old} human examples`, before), mixEvidence(`${now} human examples`, last)];
    if (now >= old) return passed('human data accumulate', seen);
    return failed(
      `${old - now} human examples fewer than before: real data are being replaced`,
      {
        text: 'Give the mix the whole reservoir: name no smaller size, and no smaller inputs.',
        command: 'outcross mix --force --size all',
        where: config.places.policy,
      },
      seen,
    );
  },
};

const mode: AuditItem = {
  ...STAGE,
  id: 'accumulation.mode',
  question: 'Does the policy accumulate data, instead of replacing them?',
  severity: 'critical',
  evaluate: (facts) => {
    const { config } = facts;
    const mix = newestMix(facts);
    const replaced = mix?.fates['replaced'] ?? 0;
    const seen = [
      {
        text: `mode ${config.mode}, ${percent(config.humanMinimum)} human at least`,
        file: config.places.policy,
      },
      ...(mix === undefined ? [] : [mixEvidence(`${replaced} examples replaced`, mix)]),
    ];
    if (config.mode === 'accumulate' && replaced === 0) return passed('nothing is replaced', seen);
    return failed(
      config.mode === 'accumulate'
        ? `${replaced} examples of earlier generations were replaced in the newest set`
        : 'synthetic data of earlier generations are replaced by those of the newest',
      {
        text: 'Set mode: accumulate under policy, then build the set anew.',
        command: mixCommand(facts),
        where: config.places.policy,
      },
      seen,
    );
  },
};

const policy: AuditItem = {
  ...STAGE,
  id: 'accumulation.policy',
  question: 'Does the newest set keep every rule of the policy as it stands in outcross.yaml?',
  severity: 'high',
  evaluate: (facts) =>
    ofNewest(facts, (mix) => {
      const broken = mix.rules.filter(({ short }) => short > 0);
      const seen = mix.rules.map(({ rule, asked, got }) =>
        mixEvidence(`${rule}: ${asked} asked, ${got} there`, mix),
      );
      if (broken.length > 0) {
        const text = `Bring more human data, or change the policy (${facts.config.places.policy}).`;
        const why = `${broken.map(({ rule }) => rule).join(', ')} not kept`;
        return failed(why, { text, command: mixCommand(facts), where: facts.config.places.policy }, seen);
      }
      if (facts.config.policy !== undefined && mix.policy !== facts.config.policy)
        return failed('the policy was changed after the set was built', { command: mixCommand(facts) }, [
          mixEvidence(`built under policy ${mix.policy.slice(0, 12)}`, mix),
          { text: `now ${facts.config.policy.slice(0, 12)}`, file: facts.config.places.policy },
        ]);
      return passed('each rule is kept', seen);
    }),
};

/** Of the best weight, the least that passes: near its optimum the variance is flat. */
const NEAR_OPTIMUM = 0.8;

const weight: AuditItem = {
  ...STAGE,
  id: 'accumulation.weight',
  question: 'Do human rows have about the weight that is best for this mix (w* of He, Xu and Cheng)?',
  severity: 'medium',
  evaluate: (facts) =>
    ofNewest(facts, (mix) => {
      const human = mix.byOrigin['human'] ?? 0;
      const synthetic = mix.examples - human;
      if (human === 0 || synthetic === 0) return notApplicable('the set is of one origin alone');
      const best = optimalRealWeight(human / synthetic);
      const seen = [mixEvidence(`${percent(mix.humanWeight)} of the weight, best ${percent(best)}`, mix)];
      if (mix.humanWeight >= NEAR_OPTIMUM * best) return passed('human rows weigh enough', seen);
      return failed(
        'human rows weigh too little beside synthetic ones',
        {
          text: 'Set weights: optimal under policy, and let training use them.',
          command: mixCommand(facts),
          where: facts.config.places.policy,
        },
        seen,
      );
    }),
};

const unknownOut: AuditItem = {
  ...STAGE,
  id: 'accumulation.unknown-out',
  question: 'Are examples of unknown origin out of the newest set?',
  severity: 'high',
  evaluate: (facts) =>
    ofNewest(facts, (mix) => {
      const unknown = mix.byOrigin['unknown'] ?? 0;
      const seen = [mixEvidence(`${unknown} of ${mix.examples} examples of unknown origin`, mix)];
      if (unknown === 0) return passed('the origin of every example is known', seen);
      return failed(
        `${unknown} examples of unknown origin are in it`,
        {
          text: 'Set unknown: exclude under policy, or tag the data.',
          command: mixCommand(facts),
          where: facts.config.places.policy,
        },
        seen,
      );
    }),
};

/** No model should make more of a set than all else together. */
const MOST_OF_ONE_MODEL = 0.5;

const oneModel: AuditItem = {
  ...STAGE,
  id: 'accumulation.one-model',
  question: 'Is no more than half of the newest set by one model?',
  severity: 'medium',
  evaluate: (facts) =>
    ofNewest(facts, (mix) => {
      const { largestModel } = mix;
      if (largestModel === undefined) return notApplicable('no model made any of the set');
      const { name, share } = largestModel;
      const seen = [mixEvidence(`${percentAbove(share)} by ${name}`, mix)];
      if (share <= MOST_OF_ONE_MODEL) return passed('no model dominates', seen);
      return failed(
        `${percentAbove(share)} of the set is by ${name}`,
        {
          text: `Add caps: {model: ${MOST_OF_ONE_MODEL}} under policy, then build the set anew.`,
          command: mixCommand(facts),
          where: facts.config.places.policy,
        },
        seen,
      );
    }),
};

const intact: AuditItem = {
  ...STAGE,
  id: 'accumulation.intact',
  question: 'Is every training set byte for byte what its manifest says?',
  severity: 'critical',
  evaluate: (facts) => {
    const { mixes } = facts;
    // Of a set that was removed with its manifest nothing is claimed any more.
    const lost = facts.lost.filter(({ manifest }) => manifest !== undefined);
    if (mixes.length + lost.length === 0)
      return notApplicable('no training set was built with a manifest yet');
    const changed = mixes.filter(({ files }) => !files.every(isAsWritten));
    const seen = (changed.length === 0 ? mixes : changed).flatMap(({ files }) => files.map(digestEvidence));
    const [first] = changed;
    if (first === undefined && lost.length > 0) {
      const text = `Put ${lost[0].output} back as it was built; if nobody needs it any more, remove ${lost[0].manifest} too.`;
      return failed(lostWords(lost[0]), { text, where: lost[0].manifest! }, lost.map(lostEvidence));
    }
    if (first === undefined) return passed('the digests agree', seen);
    const isNewest = first === mixes.at(-1) && first.generation === facts.commands.next;
    return failed(
      `${first.output} was changed after it was built`,
      isNewest
        ? { command: 'outcross mix --force' }
        : {
            text: `Put back ${first.output} as it was built, or build the set of the next generation and train on that.`,
            ...nextGeneration(facts),
          },
      seen,
    );
  },
};

const inputsCurrent: AuditItem = {
  ...STAGE,
  id: 'accumulation.inputs-current',
  question: 'Was the newest set built from the data as they are now?',
  severity: 'medium',
  evaluate: (facts) =>
    ofNewest(facts, (mix) => {
      const now = knownDigests(facts);
      const old = mix.inputs.filter(({ sha256 }) => !now.has(sha256));
      const seen = (old.length === 0 ? mix.inputs : old).map(({ name, sha256 }) =>
        mixEvidence(`${name} ${sha256.slice(0, 12)}`, mix),
      );
      if (old.length === 0) return passed('its inputs are unchanged', seen);
      return failed(
        `${old.map(({ name }) => name).join(', ')} changed since, or came from elsewhere`,
        { command: mixCommand(facts) },
        seen,
      );
    }),
};

/** Digests of the single files that the workspace knows. */
function knownDigests({ fileDigests }: AuditFacts): ReadonlySet<string> {
  return new Set(fileDigests);
}

const accumulates: AuditItem = {
  ...STAGE,
  id: 'accumulation.all-generations',
  question: 'Was every generation so far offered to the newest set, so that data accumulate?',
  severity: 'low',
  evaluate: (facts) =>
    ofNewest(facts, (mix) => {
      const until = mix.generation ?? facts.commands.next;
      const before = facts.generations.filter(({ number }) => number < until);
      if (before.length === 0) return notApplicable('there is no generation before it');
      const given = new Set(mix.inputs.map(({ sha256 }) => sha256));
      const missing = before.filter(({ corpus }) => !given.has(corpus.sha256) && corpus.files.length === 1);
      const seen = [
        mixEvidence(`${before.length - missing.length} of ${before.length} generations offered`, mix),
      ];
      if (missing.length === 0) return passed('each was offered', seen);
      return failed(
        `${missing.map(({ name }) => name).join(', ')} as it is now was not offered`,
        {
          text: 'Leave mix: inputs out of outcross.yaml, so that every generation is offered.',
          command: mixCommand(facts),
          where: facts.config.file,
        },
        seen,
      );
    }),
};

const trainingSetKnown: AuditItem = {
  ...STAGE,
  id: 'accumulation.training-set-known',
  when: 'after-training',
  question: 'Is it on record what the newest generation was trained on?',
  severity: 'high',
  answerable: true,
  evaluate: (facts) => {
    const last = facts.generations.at(-1);
    if (last === undefined) return notApplicable('there is no generation yet');
    if (!last.trainingSetKnown) return answered('accumulation.training-set-known', facts);
    const mix = facts.mixes.find(({ generation }) => generation === last.number);
    return passed(
      `the training set of ${last.name} is known`,
      mix === undefined
        ? [{ text: 'named as trainedOn', file: facts.config.places.generations }]
        : [mixEvidence(mix.output, mix)],
    );
  },
};

function percent(share: number): string {
  return percentage(share, 1);
}

/** What a share times a thousand is off by, as a double. */
const DUST = 1e-9;

/** Rounded down: a share that is too small never reads as the least that is asked. */
function percentBelow(share: number): string {
  return `${Math.floor(share * 1000 + DUST) / 10}%`;
}

/** Rounded up: a share that is too large never reads as the most that may be. */
function percentAbove(share: number): string {
  return `${Math.ceil(share * 1000 - DUST) / 10}%`;
}

export const ACCUMULATION: readonly AuditItem[] = [
  humanKept,
  mode,
  intact,
  mixBuilt,
  policy,
  humanNotShrinking,
  unknownOut,
  trainingSetKnown,
  weight,
  oneModel,
  inputsCurrent,
  accumulates,
];
