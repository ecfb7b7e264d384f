import { DEFAULT_MARGINS } from '../../compare/margins.ts';
import { answered, dayOf } from '../answered.ts';
import { CHECK, nextGeneration } from '../commands.ts';
import type { AuditFacts, GenerationFacts, SignalFact, VerdictFacts } from '../facts.ts';
import { type AuditItem, type Evidence, failed, notApplicable, type Outcome, passed } from '../item.ts';
import { gotWorse, isBeyondMargin, sameSignal, signalEvidence } from '../signals.ts';

const STAGE = { stage: 'health', when: 'after-training', answerable: false } as const;
const DAY = 24 * 60 * 60 * 1000;

/** Judges what the newest check said of the newest generation; `health.checked` says where there is none. */
function ofNewest(
  { generations }: AuditFacts,
  judge: (verdict: VerdictFacts, generation: GenerationFacts) => Outcome,
): Outcome {
  const last = generations.at(-1);
  if (last === undefined) return notApplicable('there is no generation yet');
  return last.verdict === undefined
    ? notApplicable(`${last.name} was never checked`)
    : judge(last.verdict, last);
}

function verdictEvidence({ verdict, why, seq }: VerdictFacts): Evidence {
  return { text: `${verdict}: ${why}`, seq };
}

const checked: AuditItem = {
  ...STAGE,
  id: 'health.checked',
  question: 'Was every generation checked as it is now?',
  severity: 'critical',
  evaluate: ({ generations }) => {
    if (generations.length === 0) return notApplicable('there is no generation yet');
    const never = generations.filter(({ verdict }) => verdict === undefined);
    const changed = generations.filter(
      ({ verdict, corpus }) => verdict?.corpus !== undefined && verdict.corpus !== corpus.sha256,
    );
    const seen = generations.flatMap(({ name, verdict }) =>
      verdict === undefined
        ? []
        : [{ text: `${name}: ${verdict.verdict}, ${dayOf(verdict.at)}`, seq: verdict.seq }],
    );
    const names = (some: readonly GenerationFacts[]) => some.map(({ name }) => name).join(', ');
    if (never.length > 0) return failed(`never checked: ${names(never)}`, { command: CHECK }, seen);
    if (changed.length > 0)
      return failed(`changed after its check: ${names(changed)}`, { command: CHECK }, seen);
    return passed(`${generations.length} generations were`, seen);
  },
};

const verdictItem: AuditItem = {
  ...STAGE,
  id: 'health.verdict',
  question: 'Is the newest generation free of the verdicts that outcross.yaml lets fail?',
  severity: 'critical',
  evaluate: (facts) =>
    ofNewest(facts, (verdict, { name }) => {
      const seen = [verdictEvidence(verdict)];
      if (!facts.config.failOn.includes(verdict.verdict))
        return passed(`${name} is ${verdict.verdict}`, seen);
      return failed(`${name} is ${verdict.verdict}`, nextGeneration(facts), seen);
    }),
};

const trend: AuditItem = {
  ...STAGE,
  id: 'health.trend',
  question: 'Is nothing worse than in the generation before, by more than chance?',
  severity: 'high',
  evaluate: (facts) =>
    ofNewest(facts, (now) => {
      const before = facts.generations.at(-2)?.verdict;
      if (before === undefined) return notApplicable('there is no checked generation before it');
      const worse = now.signals.filter((signal) => {
        const old = before.signals.find((each) => sameSignal(each, signal));
        return old !== undefined && gotWorse(old, signal);
      });
      if (worse.length === 0)
        return passed(
          'no signal fell',
          now.signals.slice(0, 3).map((signal) => signalEvidence(signal, now)),
        );
      return failed(
        `worse than before: ${worse.map(({ id }) => id).join(', ')}`,
        nextGeneration(facts),
        worse.map((signal) => signalEvidence(signal, now)),
      );
    }),
};

/** An item that holds some of the newest signals against a margin. */
function signalItem(
  item: Pick<AuditItem, 'id' | 'question' | 'severity'>,
  ids: readonly string[],
  margin: number,
  words: { readonly good: string; readonly bad: string },
): AuditItem {
  return {
    ...STAGE,
    ...item,
    evaluate: (facts) =>
      ofNewest(facts, (verdict) => {
        const known = verdict.signals.filter(({ id }) => ids.includes(id));
        if (known.length === 0) return notApplicable('the newest check measured no such signal');
        const beyond = known.filter((signal) => isBeyondMargin(signal, margin));
        const seen = (some: readonly SignalFact[]) => some.map((signal) => signalEvidence(signal, verdict));
        return beyond.length === 0
          ? passed(words.good, seen(known))
          : failed(words.bad, nextGeneration(facts), seen(beyond));
      }),
  };
}

const tail = signalItem(
  {
    id: 'health.tail',
    question: 'Does the newest generation still produce the rare words of human text?',
    severity: 'high',
  },
  ['tail.coverage'],
  DEFAULT_MARGINS.level,
  { good: 'the tail is there', bad: 'rare words are being lost: early collapse' },
);

const diversity = signalItem(
  {
    id: 'health.diversity',
    question: 'Is what it writes as varied as human text is?',
    severity: 'medium',
  },
  ['distinct', 'types', 'self-bleu', 'spread.volume'],
  DEFAULT_MARGINS.centre,
  { good: 'no measure of the centre is narrow', bad: 'it writes more of the same' },
);

const perplexity = signalItem(
  {
    id: 'health.perplexity',
    question: 'Is human text no more surprising to what it learnt from than to human text?',
    severity: 'medium',
  },
  ['perplexity.holdout'],
  DEFAULT_MARGINS.centre,
  { good: 'held-out human text is as expected as before', bad: 'held-out human text becomes surprising' },
);

const scissors: AuditItem = {
  ...STAGE,
  id: 'health.scissors',
  question: 'Is held-out human text scored under the model itself, beside what the model writes?',
  severity: 'low',
  answerable: true,
  evaluate: (facts) => {
    const last = facts.generations.at(-1);
    if (last === undefined) return notApplicable('there is no generation yet');
    if (last.scored)
      return passed(`scores under ${last.name} are given`, [
        { text: 'modelScores', file: facts.config.places.generations },
      ]);
    return answered('health.scissors', facts);
  },
};

const fresh: AuditItem = {
  ...STAGE,
  id: 'health.fresh',
  when: 'standing',
  question: 'Is the newest check younger than gates: checkEvery says?',
  severity: 'high',
  evaluate: ({ checks, generations, now, config }) => {
    if (generations.length === 0) return notApplicable('there is no generation yet');
    const last = checks.at(-1);
    if (last === undefined) return failed('nothing was ever checked', { command: CHECK });
    const days = Math.max(0, Math.floor((now - last.at) / DAY));
    const seen = [{ text: `${days} of ${config.checkEvery} days old`, seq: last.seq }];
    return days < config.checkEvery
      ? passed(`it is of ${dayOf(last.at)}`, seen)
      : failed(`it is ${days} days old`, { command: CHECK }, seen);
  },
};

const whole: AuditItem = {
  ...STAGE,
  id: 'health.whole-line',
  question: 'Did the newest check look at every generation at once, so that a trend shows?',
  severity: 'medium',
  evaluate: ({ checks, generations }) => {
    const last = checks.at(-1);
    if (last === undefined || generations.length === 0) return notApplicable('nothing was checked yet');
    const looked = new Set(last.positions).size;
    const seen = [{ text: `${looked} of ${generations.length} generations`, seq: last.seq }];
    return looked >= generations.length
      ? passed('it did', seen)
      : failed(`it looked at ${looked} of ${generations.length}`, { command: CHECK }, seen);
  },
};

const conclusive: AuditItem = {
  ...STAGE,
  id: 'health.conclusive',
  question: 'Was there text enough for a verdict on the newest generation?',
  severity: 'medium',
  evaluate: (facts) =>
    ofNewest(facts, (verdict, { name, corpus }) => {
      const seen = [verdictEvidence(verdict)];
      if (verdict.verdict !== 'inconclusive') return passed(`${name} is ${verdict.verdict}`, seen);
      return failed(
        `${corpus.examples} examples of ${name} decide nothing`,
        {
          text: `Let ${name} write more, then check again; the report says how much would decide.`,
          command: CHECK,
        },
        seen,
      );
    }),
};

const VANISHED = ['category.vanished', 'column.vanished', 'region.vanished'];

const classes: AuditItem = {
  ...STAGE,
  id: 'health.classes',
  question: 'Is every class of human data still there in the newest generation?',
  severity: 'high',
  evaluate: (facts) =>
    ofNewest(facts, (verdict, { name, classes: held }) => {
      const gone = verdict.findings.filter(({ id }) => VANISHED.includes(id));
      if (gone.length === 0 && held === 0)
        return notApplicable(
          `no classes were compared: human data or the examples of ${name} name none (category under fields)`,
        );
      if (gone.length === 0)
        return passed('no class vanished', [{ text: 'no finding of it', seq: verdict.seq }]);
      return failed(
        'classes vanished',
        nextGeneration(facts),
        gone.map(({ id }) => ({ text: id, seq: verdict.seq })),
      );
    }),
};

const copying: AuditItem = {
  ...STAGE,
  id: 'health.copying',
  question: 'Does the newest generation write anew, instead of copying what it was trained on?',
  severity: 'medium',
  evaluate: (facts) =>
    ofNewest(facts, (verdict, { heldAgainstTraining }) => {
      const found = verdict.findings.filter(({ id }) => id === 'copying.verbatim' || id === 'copies.near');
      if (found.length === 0 && !heldAgainstTraining)
        return notApplicable(
          'the newest check did not know what it was trained on: a set that outcross mix built for it, trainedOn under generations, or check --trained-on',
        );
      if (found.length === 0 && verdict.findings.some(({ id }) => id === 'copying.unmeasured'))
        return notApplicable(
          'copying could not be measured: the human text that the newest check knew stands in the training set; outcross anchor freezes a holdout',
        );
      if (found.length === 0)
        return passed('no copying was found', [{ text: 'no finding of it', seq: verdict.seq }]);
      return failed(
        'it copies',
        nextGeneration(facts),
        found.map(({ id }) => ({ text: id, seq: verdict.seq })),
      );
    }),
};

const alerts: AuditItem = {
  ...STAGE,
  id: 'health.alerts',
  when: 'standing',
  question: 'Did every alert that was raised reach its receiver?',
  severity: 'high',
  evaluate: ({ alerts: raised, config }) => {
    if (raised.length === 0) return notApplicable('no alert was ever raised');
    const lost = raised.filter(({ delivered }) => !delivered);
    const seen = (lost.length === 0 ? raised.slice(-3) : lost).map(({ id, finding, seq }) => ({
      text: `${id}: ${finding}`,
      seq,
    }));
    if (lost.length === 0) return passed(`${raised.length} did`, seen);
    return failed(
      `${lost.length} did not`,
      { text: 'Deliver what waits:', command: 'outcross watch --once', where: config.places.alerts },
      seen,
    );
  },
};

const recovery: AuditItem = {
  ...STAGE,
  id: 'health.recovery',
  question: 'Was a recovery planned for a generation in collapse?',
  severity: 'medium',
  evaluate: (facts) =>
    ofNewest(facts, (verdict, { name }) => {
      const isSick = verdict.verdict === 'early' || verdict.verdict === 'late';
      if (!isSick) return notApplicable(`${name} is ${verdict.verdict}`);
      const plan = facts.recoveries.filter((each) => each.generation === name).at(-1);
      if (plan !== undefined)
        return passed(`one was, ${dayOf(plan.at)}`, [{ text: `recovery of ${name}`, seq: plan.seq }]);
      return failed(`${name} is ${verdict.verdict}, and there is no plan`, { command: 'outcross recover' }, [
        verdictEvidence(verdict),
      ]);
    }),
};

export const HEALTH: readonly AuditItem[] = [
  checked,
  verdictItem,
  trend,
  tail,
  classes,
  fresh,
  alerts,
  diversity,
  perplexity,
  copying,
  whole,
  conclusive,
  recovery,
  scissors,
];
