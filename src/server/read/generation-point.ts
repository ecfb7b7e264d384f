import type { GenerationPoint } from '../wire.ts';
import type { Standing } from './standing.ts';

/** What the ledger says of a generation of the line, in short. */
export function generationPoint(
  { model, place }: Pick<Standing, 'model' | 'place'>,
  id: string,
): GenerationPoint {
  const { checked, verdict } = model.generations.get(id) ?? {};
  const findings = new Map<string, number>();
  for (const { severity } of verdict?.body.findings ?? [])
    findings.set(severity, (findings.get(severity) ?? 0) + 1);
  return {
    id,
    position: (place.get(id) ?? 0) + 1,
    ...(verdict === undefined
      ? {}
      : { verdict: verdict.body.verdict, why: verdict.body.why, checkedAt: verdict.at }),
    ...(checked === undefined ? {} : { examples: checked.body.examples, tokens: checked.body.tokens }),
    findings: Object.fromEntries(findings),
    ...(checked?.body.origins === undefined ? {} : { origins: checked.body.origins }),
  };
}
