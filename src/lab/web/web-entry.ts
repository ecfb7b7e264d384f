import { type LoopParameter, settleValues, takeApart } from '../loops/catalogue.ts';
import { requireWeb, type Web } from './web.ts';

/** Models of a web that was not told how many. */
const MODELS = 3;

/** The open web, as loops are named beside it. */
export const WEB = {
  name: 'web',
  summary: 'several models share a growing pool whose synthetic share rises by year; filtered or not',
  parameters: [
    {
      name: 'SYNTHETIC',
      meaning: 'share of what is added in the last year that models wrote, 0 to 1',
      default: 0.9,
    },
    {
      name: 'RECALL',
      meaning: 'share of synthetic rows that a provenance filter refuses (default: no filter)',
    },
    { name: 'FALSE', meaning: 'share of real rows that it refuses', default: 0 },
    { name: 'MODELS', meaning: 'models that share the pool', default: MODELS },
  ] satisfies readonly LoopParameter[],
} as const;

/** Whether `text` names a web and no loop. */
export function isWeb(text: string): boolean {
  return takeApart(text).name === WEB.name;
}

/** The web that `text` writes, such as `web:0.9:0.8:0.05`. Throws `E_PARAMETER` for parameters out of bounds. */
export function webOf(text: string): Web {
  const [synthetic, recall, falsePositive, models] = settleValues(takeApart(text), WEB.parameters, undefined);
  const filter = recall === undefined ? {} : { filter: { recall, falsePositive: falsePositive! } };
  return requireWeb({ models: models!, synthetic: synthetic!, ...filter });
}

/** As a legend shows it: webs that differ have names that differ. */
export function webName(web: Web): string {
  const percent = (share: number) => `${Number((share * 100).toPrecision(4))}%`;
  const { filter } = web;
  const found = filter === undefined ? '' : `, filter ${percent(filter.recall)}`;
  const lost =
    filter === undefined || filter.falsePositive === 0 ? '' : ` and ${percent(filter.falsePositive)} of real`;
  const models = web.models === MODELS ? '' : `, ${web.models} ${web.models === 1 ? 'model' : 'models'}`;
  return `web ${percent(web.synthetic)}${found}${lost}${models}`;
}
