import { percentage } from '../../base/percent.ts';
import { shellPath } from '../../base/shell.ts';
import { answered, asked } from '../answered.ts';
import { CHECK, mixCommand, nextGeneration } from '../commands.ts';
import { digestEvidence, isAsWritten } from '../digests.ts';
import type { AnchorFacts, AuditFacts, MixFacts } from '../facts.ts';
import { type AuditItem, type Evidence, failed, notApplicable, type Outcome, passed } from '../item.ts';

const STAGE = { stage: 'reservoir', when: 'standing', answerable: false } as const;

/** Judges the anchor; where there is none the item does not apply: `reservoir.exists` says so. */
function ofAnchor({ anchor }: AuditFacts, judge: (anchor: AnchorFacts) => Outcome): Outcome {
  return anchor === undefined ? notApplicable('there is no anchor yet') : judge(anchor);
}

const exists: AuditItem = {
  ...STAGE,
  id: 'reservoir.exists',
  question: 'Is there a reservoir of human data, and a holdout that nothing is trained on?',
  severity: 'critical',
  evaluate: ({ anchor, config, human }) => {
    if (anchor !== undefined) {
      const { folder, reservoir, holdout } = anchor;
      return passed('there is an anchor', [
        {
          text: `${reservoir.examples} examples in the reservoir, ${holdout.examples} held out`,
          file: folder,
        },
      ]);
    }
    if (human !== undefined) return failed('there is no anchor', { command: 'outcross anchor' });
    const text = 'Name human data that somebody vouches for under human:, then: outcross anchor';
    return failed('no human data are named', {
      text,
      command: 'outcross validate',
      where: config.places.human,
    });
  },
};

const frozen: AuditItem = {
  ...STAGE,
  id: 'reservoir.frozen',
  question: 'Are reservoir and holdout byte for byte what they were when they were split?',
  severity: 'critical',
  evaluate: (facts) =>
    ofAnchor(facts, ({ files }) => {
      const changed = files.filter((file) => !isAsWritten(file));
      const seen = (changed.length === 0 ? files : changed).map(digestEvidence);
      if (changed.length === 0) return passed('the digests agree', seen);
      return failed(
        `${changed.map(({ name }) => name).join(', ')} changed after the split`,
        {
          text: 'The same data and salt give the same split again; what changed it should be found first.',
          command: `outcross anchor --force && ${CHECK}`,
        },
        seen,
      );
    }),
};

const sameHoldout: AuditItem = {
  ...STAGE,
  id: 'reservoir.same-holdout',
  question: 'Did the newest check and the newest set use this very holdout?',
  severity: 'high',
  evaluate: (facts) =>
    ofAnchor(facts, ({ holdout, folder }) => {
      const check = facts.checks.at(-1);
      const mix = facts.mixes.at(-1);
      const known = new Set(holdout.digests);
      const byCheck = check?.holdout !== undefined && !known.has(check.holdout);
      const byMix = mix?.holdout !== undefined && !known.has(mix.holdout);
      const seen: Evidence[] = [
        ...(check?.holdout === undefined
          ? []
          : [{ text: `check against ${check.holdout.slice(0, 12)}`, seq: check.seq }]),
        ...(mix?.holdout === undefined
          ? []
          : [{ text: `set guarded against ${mix.holdout.slice(0, 12)}`, file: mix.manifest }]),
        { text: `holdout ${holdout.digests[0]?.slice(0, 12) ?? ''}`, file: folder },
      ];
      if (check?.holdout === undefined && mix?.holdout === undefined)
        return notApplicable('nothing was checked or built by it yet');
      if (!byCheck && !byMix) return passed('both used it', seen);
      return byCheck
        ? failed('the newest check was made against another holdout', { command: CHECK }, seen)
        : failed('the newest set was guarded against another holdout', { command: mixCommand(facts) }, seen);
    }),
};

const representative: AuditItem = {
  ...STAGE,
  id: 'reservoir.representative',
  question: 'Does the holdout have about its share of every stratum?',
  severity: 'high',
  evaluate: (facts) =>
    ofAnchor(facts, ({ strata, folder }) => {
      const off = strata.filter(({ state }) => state === 'off');
      const seen = (off.length === 0 ? strata : off).map(({ name, state, z }) => ({
        text: `${name}: ${state}, ${z.toFixed(1)} standard errors from its share`,
        file: folder,
      }));
      if (off.length === 0) return passed('no stratum is off by more than chance', seen);
      return failed(
        `${off.map(({ name }) => name).join(', ')} is not held out in its share`,
        {
          text: 'Another salt under anchor: is another split. Do it before the first generation, for measures taken by this holdout end with it.',
          command: aside(folder),
          where: facts.config.places.anchor,
        },
        seen,
      );
    }),
};

const strataMeasured: AuditItem = {
  ...STAGE,
  id: 'reservoir.strata-measured',
  question: 'Has every stratum groups enough on both sides to be measured alone?',
  severity: 'low',
  evaluate: (facts) =>
    ofAnchor(facts, ({ strata, leastGroups, folder }) => {
      if (strata.length === 0) return notApplicable('no strata are named under anchor');
      const small = strata.filter(({ state }) => state === 'small');
      const seen = (small.length === 0 ? strata : small).map(({ name, state }) => ({
        text: `${name}: ${state}`,
        file: folder,
      }));
      if (small.length === 0) return passed(`each has ${leastGroups} groups a side`, seen);
      return failed(
        `${small.map(({ name }) => name).join(', ')}: fewer than ${leastGroups} groups on a side`,
        {
          text: 'Add human data of it, then make the anchor anew: nothing that stands in it moves.',
          command: 'outcross anchor --force',
          where: facts.config.places.human,
        },
        seen,
      );
    }),
};

/** Of the share of rare types that chance gives a holdout of its size, the least that passes. */
const LEAST_OF_EXPECTED = 0.8;

const tail: AuditItem = {
  ...STAGE,
  id: 'reservoir.tail',
  question: 'Does the holdout hold the rare words that a holdout of its size should?',
  severity: 'high',
  evaluate: (facts) =>
    ofAnchor(facts, ({ tails, folder }) => {
      const thin = tails.filter(({ holdout, expected }) => holdout < LEAST_OF_EXPECTED * expected);
      const seen = (thin.length === 0 ? tails : thin).map(({ order, mass, holdout, expected }) => ({
        text: `${order}-grams of the rarest ${Number((mass * 100).toPrecision(6))}%: ${percentage(holdout, 0)} held, ${percentage(expected, 0)} expected`,
        file: folder,
      }));
      if (tails.length === 0) return notApplicable('no rare type stands in two examples');
      if (thin.length === 0) return passed('rare types are on both sides', seen);
      return failed(
        'rare types gather in few groups, so that the holdout misses them',
        {
          text: 'Hold out more (holdout: under anchor), or name smaller groups, before the first generation.',
          command: aside(folder),
          where: facts.config.places.anchor,
        },
        seen,
      );
    }),
};

/** Fewer groups leave a jackknife no interval to speak of. */
const LEAST_GROUPS = 10;

const size: AuditItem = {
  ...STAGE,
  id: 'reservoir.size',
  question: `Has the holdout at least ${LEAST_GROUPS} independent groups?`,
  severity: 'medium',
  evaluate: (facts) =>
    ofAnchor(facts, ({ holdout, folder }) => {
      const seen = [{ text: `${holdout.groups} groups, ${holdout.tokens} tokens held out`, file: folder }];
      if (holdout.groups >= LEAST_GROUPS) return passed('it has', seen);
      return failed(
        `it has ${holdout.groups}`,
        {
          text: 'Add human data of more authors or sources, then make the anchor anew.',
          command: 'outcross anchor --force',
          where: facts.config.places.human,
        },
        seen,
      );
    }),
};

function leaked(facts: AuditFacts, mix: MixFacts | undefined): Outcome {
  if (facts.anchor === undefined) return notApplicable('there is no anchor yet');
  const leak = mix?.leak;
  if (mix === undefined || leak === undefined) return notApplicable('no training set was built yet');
  const seen = [
    {
      text: `${leak.ids} ids and ${leak.near} texts of the holdout in ${leak.examples} examples`,
      file: mix.output,
    },
  ];
  if (leak.ids + leak.near === 0) return passed('nothing of the holdout is in it', seen);
  const isOpen = mix.generation === undefined || mix.generation === facts.commands.next;
  return failed(
    'examples of the holdout are in it: what is measured by them is worth nothing',
    isOpen ? { command: 'outcross mix --force' } : nextGeneration(facts),
    seen,
  );
}

const notTrained: AuditItem = {
  ...STAGE,
  id: 'reservoir.not-trained-on',
  when: 'before-training',
  question: 'Is nothing of the holdout, or nearly like it, in the newest training set?',
  severity: 'critical',
  evaluate: (facts) => leaked(facts, facts.mixes.at(-1)),
};

const guarded: AuditItem = {
  ...STAGE,
  id: 'reservoir.guarded',
  when: 'before-training',
  question: 'Was every training set built beside the anchor, which keeps the holdout out?',
  severity: 'high',
  evaluate: (facts) => {
    const { mixes, anchor } = facts;
    if (mixes.length === 0) return notApplicable('no training set was built with a manifest yet');
    const open = mixes.filter(({ holdout }) => holdout === undefined);
    const seen = (open.length === 0 ? mixes : open).map(({ manifest, holdout }) => ({
      text: holdout === undefined ? 'built without an anchor' : `guarded against ${holdout.slice(0, 12)}`,
      file: manifest,
    }));
    if (open.length === 0) return passed('each was', seen);
    const last = mixes.at(-1);
    const command = anchor === undefined ? 'outcross anchor && outcross mix --force' : mixCommand(facts);
    if (open.includes(last!)) return failed('the newest set was built without an anchor', { command }, seen);
    return passed('the newest was; earlier ones were not', seen);
  },
};

const vouched: AuditItem = {
  ...STAGE,
  id: 'reservoir.vouched',
  when: 'before-ingest',
  question: 'Does somebody vouch for the examples that were taken for human without a tag?',
  severity: 'high',
  answerable: true,
  evaluate: (facts) =>
    ofAnchor(facts, ({ assumedHuman, folder }) => {
      if (assumedHuman === 0)
        return passed('none was', [{ text: 'every example is tagged human', file: folder }]);
      return answered('reservoir.vouched', facts);
    }),
};

const noAnchor = ({ anchor }: AuditFacts) => (anchor === undefined ? 'there is no anchor yet' : undefined);

const BY_PERSON: readonly AuditItem[] = [
  asked(
    {
      ...STAGE,
      id: 'reservoir.backed-up',
      question: 'Is there a second copy of reservoir and holdout, which no job can write to?',
      severity: 'medium',
    },
    noAnchor,
  ),
  asked(
    {
      ...STAGE,
      id: 'reservoir.fresh',
      when: 'before-ingest',
      question: 'Do fresh human data come in, generation after generation?',
      severity: 'medium',
    },
    noAnchor,
  ),
  asked(
    {
      ...STAGE,
      id: 'reservoir.access',
      question: 'Is it settled who may read the holdout, and that nobody tunes a model by it?',
      severity: 'medium',
    },
    noAnchor,
  ),
];

/** Another split: the old anchor is kept beside it. */
function aside(folder: string): string {
  return `mv ${shellPath(folder)} ${shellPath(`${folder}.before`)} && outcross anchor`;
}

export const RESERVOIR: readonly AuditItem[] = [
  exists,
  frozen,
  notTrained,
  sameHoldout,
  guarded,
  representative,
  tail,
  vouched,
  size,
  ...BY_PERSON,
  strataMeasured,
];
