import { EMPTY_HEAD, sealed } from '../../ledger/digest.ts';
import type { EventDraft, LedgerEvent, LedgerSubject } from '../../ledger/event.ts';
import { AT, draft } from '../../ledger/fixtures.test.support.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import type { GenerationReport } from '../../report/report.ts';
import { LineModel } from './line-model.ts';
import { lineOrder } from './line-order.ts';
import type { Standing } from './standing.ts';

export const LINE = 'demo';

function about(id: string, line: string): LedgerSubject[] {
  return [
    { type: 'generation', id },
    { type: 'line', id: line },
  ];
}

/** A check of the generation `id`. */
export function checked(
  id: string,
  position: number,
  more: Partial<BodyOf<'generation.checked'>> = {},
  { line = LINE, at = AT } = {},
): EventDraft {
  const body = {
    position,
    examples: 400,
    tokens: 50_000,
    alpha: 0.05,
    margin: 0.1,
    version: '0.1.0',
    ...more,
  };
  return draft('generation.checked', about(id, line), body, at);
}

/** A verdict about the generation `id`. */
export function judged(
  id: string,
  position: number,
  verdict: BodyOf<'verdict.given'>['verdict'],
  more: Partial<BodyOf<'verdict.given'>> = {},
  { line = LINE, at = AT } = {},
): EventDraft {
  const body = {
    position,
    verdict,
    why: `${id} is so.`,
    signals: [],
    findings: [],
    version: '0.1.0',
    ...more,
  };
  return draft('verdict.given', about(id, line), body, at);
}

export function alerted(id: string, message: string, line = LINE): EventDraft {
  const body = {
    finding: 'verdict.early',
    severity: 'warning',
    message,
    generation: id,
    version: '0.1.0',
  } as const;
  return draft('alert.raised', [{ type: 'alert', id: message }, ...about(id, line)], body);
}

/** What is recorded of a generation of a report. */
export function recorded(
  { name, verdict, why, signals, findings, corpus }: GenerationReport,
  position: number,
  more: Partial<BodyOf<'generation.checked'>> = {},
): EventDraft[] {
  const { examples, tokens, origins } = corpus;
  return [
    checked(name, position, { examples, tokens, origins, ...more }),
    judged(name, position, verdict, {
      why,
      findings: findings.map(({ id, severity }) => ({ id, severity })),
      signals: signals
        .slice(0, 10)
        .map(({ id, order, band, direction, value, baseline, ratio, interval }) => ({
          id,
          direction,
          ratio,
          value,
          baseline,
          interval: [interval[0], interval[1]] as [number, number],
          ...(order === undefined ? {} : { order }),
          ...(band === undefined ? {} : { band }),
        })),
    }),
  ];
}

export function eventsOf(drafts: readonly EventDraft[]): LedgerEvent[] {
  return sealed(drafts, EMPTY_HEAD);
}

export function modelOf(events: readonly LedgerEvent[], line = LINE): LineModel {
  const model = new LineModel(line);
  for (const event of events) model.add(event);
  return model;
}

/** The line as the ledger alone has it, and as the workspace names it. */
export function standingOf(drafts: readonly EventDraft[], names: readonly string[] = []): Standing {
  const model = modelOf(eventsOf(drafts));
  const known = [...model.generations].map(
    ([id, { checked: check, verdict }]) => [id, check?.body.position ?? verdict?.body.position ?? 0] as const,
  );
  const order = lineOrder(names, known);
  return {
    model,
    order,
    place: new Map(order.map((id, i) => [id, i])),
    named: names.map((name) => ({ name, corpus: [`${name}.jsonl`] })),
    anchor: {},
    print: 'p',
  };
}

/** All that a model knows, to compare it by. */
export function known(model: LineModel): unknown {
  const { generations, alerts, mix, audit, report } = model;
  return {
    generations: new Map([...generations].sort(([a], [b]) => (a < b ? -1 : 1))),
    alerts,
    mix,
    audit,
    report,
  };
}
