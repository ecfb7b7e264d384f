import { answerCommand, answered, asked, dayOf, lastDay } from '../answered.ts';
import { CHECK } from '../commands.ts';
import type { CheckFacts, MixFacts } from '../facts.ts';
import { type AuditItem, type Evidence, failed, notApplicable, type Outcome, passed } from '../item.ts';
import { LOOSENED } from './loosened.ts';

const STAGE = { stage: 'recurrence', when: 'standing', answerable: false } as const;
const DAY = 24 * 60 * 60 * 1000;

const ledger: AuditItem = {
  ...STAGE,
  id: 'recurrence.ledger',
  question: 'Is the memory of the workspace whole: no event changed, none missing?',
  severity: 'critical',
  evaluate: ({ ledger: memory }) => {
    if (memory === undefined)
      return failed('nothing is remembered yet', { text: 'A check begins it.', command: CHECK });
    const { place, events, faults } = memory;
    if (faults.length === 0)
      return passed(`${events} events in an unbroken chain`, [{ text: 'verified', file: place }]);
    return failed(
      `${faults.length} faults`,
      {
        text: 'Find who changed it and bring back a copy whose head you noted; until then nothing it says can be relied on.',
        command: 'outcross ledger verify',
      },
      faults.slice(0, 5).map((text) => ({ text, file: place })),
    );
  },
};

const gates: AuditItem = {
  ...STAGE,
  id: 'recurrence.gates',
  question: 'Do early and late collapse end a check with status 1, and critical items an audit?',
  severity: 'high',
  evaluate: ({ config }) => {
    const { failOn, gate, places } = config;
    const missing = ['early', 'late'].filter((verdict) => !failOn.includes(verdict));
    const seen = [{ text: `failOn ${failOn.join(', ')}; audit ${gate.severity}`, file: places.gates }];
    if (missing.length === 0 && gate.severity !== 'none') return passed('they do', seen);
    const parts = [
      ...(missing.length > 0 ? [`failOn leaves out ${missing.join(' and ')}`] : []),
      ...(gate.severity === 'none' ? ['audit: severity is none'] : []),
    ];
    return failed(
      parts.join('; '),
      {
        text: 'Under gates: failOn: [early, late], audit: {severity: high}',
        command: 'outcross validate',
        where: places.gates,
      },
      seen,
    );
  },
};

/** Settings of two checks, or policies of two sets, that differ; newest change first. */
function driftIn(checks: readonly CheckFacts[], mixes: readonly MixFacts[]): (Evidence & { at: number })[] {
  const found: (Evidence & { at: number })[] = [];
  checks.forEach((check, i) => {
    const before = checks[i - 1];
    if (before === undefined || (before.alpha === check.alpha && before.margin === check.margin)) return;
    const text = `alpha ${before.alpha} became ${check.alpha}, margin ${before.margin} became ${check.margin}`;
    found.push({ text, seq: check.seq, at: check.at });
  });
  mixes.forEach((mix, i) => {
    const before = mixes[i - 1];
    if (before === undefined || before.policy === mix.policy) return;
    const text = `policy ${before.policy.slice(0, 12)} became ${mix.policy.slice(0, 12)}`;
    const { built, manifest } = mix;
    found.push({
      text,
      file: manifest,
      at: built?.at ?? 0,
      ...(built === undefined ? {} : { seq: built.seq }),
    });
  });
  return found.sort((a, b) => b.at - a.at);
}

const thresholds: AuditItem = {
  ...STAGE,
  id: 'recurrence.thresholds',
  question: 'Were margins and policy changed only by a decision that is on record?',
  severity: 'high',
  answerable: true,
  evaluate: (facts) => {
    const drift = driftIn(facts.checks, facts.mixes);
    if (facts.checks.length + facts.mixes.length === 0)
      return notApplicable('nothing was measured or built yet');
    const seen = drift.map(({ at: _, ...evidence }) => evidence);
    const [newest] = drift;
    if (newest === undefined) return passed('they are as they were from the first');
    const answer = facts.answers['recurrence.thresholds'];
    const outcome = answered('recurrence.thresholds', facts);
    if (answer !== undefined && answer.at >= newest.at && outcome.result !== 'not-answered')
      return { ...outcome, evidence: [...outcome.evidence, ...seen] };
    return failed(
      'they were changed, and nobody says why',
      { text: 'Whoever decided it says so:', command: answerCommand('recurrence.thresholds') },
      seen,
    );
  },
};

/** A waiver for longer than this is no exception any more. */
const LONGEST_WAIVER = 366 * DAY;

const waivers: AuditItem = {
  ...STAGE,
  id: 'recurrence.waivers',
  question: 'Has every waiver an owner and an end, within a year and not past?',
  severity: 'high',
  evaluate: ({ waivers: all, now, config }) => {
    if (all.length === 0) return passed('there are none');
    const bad = all.filter(({ until }) => until <= now || until > now + LONGEST_WAIVER);
    const seen = (bad.length === 0 ? all : bad).map(({ item, owner, expires, where }) => ({
      text: `${item}: ${owner}, until ${expires}`,
      file: where,
    }));
    if (bad.length === 0) return passed(`${all.length} hold`, seen);
    const [first] = bad;
    const expired = bad.filter(({ until }) => until <= now);
    return failed(
      expired.length > 0
        ? `${expired.map(({ item }) => item).join(', ')}: the waiver has expired`
        : `${first.item}: the waiver holds for more than a year`,
      {
        text: `Mend the item, or let its owner set another day, then take out or change ${bad.map(({ where }) => where).join(', ')}.`,
        command: 'outcross validate',
        where: first.where ?? config.places.waivers,
      },
      seen,
    );
  },
};

const drill: AuditItem = {
  ...STAGE,
  id: 'recurrence.drill',
  question: 'Was the response to a collapse tried, with success, within gates: drillEvery?',
  severity: 'medium',
  evaluate: ({ drills, now, config }) => {
    const last = drills.at(-1);
    const command = 'outcross recover --drill';
    if (last === undefined) return failed('no drill was ever run', { command });
    const days = Math.max(0, Math.floor((now - last.at) / DAY));
    const seen = [{ text: `${last.scenario}, ${last.result}, ${days} days ago`, seq: last.seq }];
    if (last.result === 'failed') return failed('the last drill did not succeed', { command }, seen);
    if (days >= config.drillEvery) return failed(`the last drill is ${days} days old`, { command }, seen);
    return passed(`one succeeded on ${dayOf(last.at)}`, seen);
  },
};

const audited: AuditItem = {
  ...STAGE,
  id: 'recurrence.audited',
  question: 'Was the audit run in the time of two checks?',
  severity: 'medium',
  evaluate: ({ audits, now, config }) => {
    const last = audits.at(-1);
    if (last === undefined) return notApplicable('this is the first audit');
    const days = Math.max(0, Math.floor((now - last.at) / DAY));
    const seen = [{ text: `${audits.length} audits, the last ${dayOf(last.at)}`, seq: last.seq }];
    if (days < 2 * config.checkEvery) return passed(`the last was ${days} days ago`, seen);
    return failed(
      `the last audit was ${days} days ago`,
      { text: 'This one is on record as it ends: the next finds it.', command: 'outcross audit' },
      seen,
    );
  },
};

const pipeline: AuditItem = {
  ...STAGE,
  id: 'recurrence.pipeline',
  question: 'Are check and audit run by a pipeline, so that nobody has to remember?',
  severity: 'medium',
  answerable: true,
  evaluate: (facts) => {
    const { pipeline: file } = facts.commands;
    if (file !== undefined) return passed('a pipeline runs outcross', [{ text: 'it names outcross', file }]);
    return answered('recurrence.pipeline', facts);
  },
};

const told: AuditItem = {
  ...STAGE,
  id: 'recurrence.told',
  question: 'Is somebody told when a generation is in trouble?',
  severity: 'medium',
  answerable: true,
  evaluate: (facts) => {
    const { webhook, places } = facts.config;
    if (webhook) return passed('alerts go to a webhook', [{ text: 'alerts: webhook', file: places.alerts }]);
    return answered('recurrence.told', facts);
  },
};

/** Days before an answer ends at which it is asked anew. */
const SOON = 14;

const current: AuditItem = {
  ...STAGE,
  id: 'recurrence.answers-current',
  question: 'Will every answer that people gave still hold in two weeks?',
  severity: 'low',
  evaluate: (facts): Outcome => {
    const given = Object.entries(facts.answers);
    if (given.length === 0) return notApplicable('nobody has answered anything yet');
    const ending = given.filter(([, { until }]) => until !== undefined && until <= facts.now + SOON * DAY);
    const seen = (ending.length === 0 ? given : ending).map(([item, { by, until, seq }]) => ({
      text: `${item}: ${by}${until === undefined ? '' : `, until ${lastDay(until)}`}`,
      seq,
    }));
    const [first] = ending;
    if (first === undefined) return passed(`${given.length} do`, seen);
    return failed(
      `${ending.length} end soon or have ended`,
      { text: 'Ask those who answered, one by one:', command: answerCommand(first[0]) },
      seen,
    );
  },
};

const BY_PERSON: readonly AuditItem[] = [
  asked({
    ...STAGE,
    id: 'recurrence.owner',
    question: 'Does a named person own the health of this line?',
    severity: 'high',
  }),
  asked({
    ...STAGE,
    id: 'recurrence.head-kept',
    question: "Is the ledger's head kept where nobody who can write to the ledger can change it?",
    severity: 'low',
  }),
];

export const RECURRENCE: readonly AuditItem[] = [
  ledger,
  gates,
  thresholds,
  LOOSENED,
  waivers,
  ...BY_PERSON.slice(0, 1),
  drill,
  audited,
  pipeline,
  told,
  current,
  ...BY_PERSON.slice(1),
];
