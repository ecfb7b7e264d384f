import type { GenerationView } from '../../../../src/server/wire.ts';
import { Categories } from './categories.tsx';
import { Composition } from './composition.tsx';
import { FeatureMap } from './feature-map.tsx';
import { Findings } from './findings.tsx';
import { Lost } from './lost.tsx';
import { Pictures } from './pictures.tsx';
import { Rank } from './rank.tsx';
import type { GenerationReport } from './report-parts.ts';
import { ScissorsSection } from './scissors.tsx';
import { Signals } from './signals.tsx';
import { Survival } from './survival.tsx';

/** What the verdict rests on, in the order in which it is read. */
export function Account({ found, report }: { found: GenerationView; report: GenerationReport }) {
  const { context } = found;
  return (
    <>
      <Findings report={report} />
      <Survival report={report} />
      <Lost report={report} />
      <Pictures report={report} />
      <FeatureMap id={found.point.id} />
      {context?.scissors && <ScissorsSection scissors={context.scissors} />}
      {context && <Rank report={report} human={context.human.rankFrequency} />}
      <Categories report={report} />
      <Composition report={report} />
      <Signals report={report} margin={context?.settings.margin} />
    </>
  );
}
