import { useMemo } from 'react';
import { Chart } from '../../charts/chart.tsx';
import type { ChartTable } from '../../charts/chart-props.ts';
import { Card, Section } from '../../parts/card.tsx';
import { Text } from '../../parts/text.tsx';
import { clipped, curveDrawing, type RankCurve } from '../../parts/words.ts';
import styles from './rank.module.css';
import type { GenerationReport, ReportContext } from './report-parts.ts';

interface RankProps {
  readonly report: GenerationReport;
  readonly human: ReportContext['human']['rankFrequency'];
}

function curvesOf({ report, human }: RankProps): RankCurve[] {
  const own = {
    name: clipped(report.name, 12),
    points: report.rankFrequency,
    role: report.verdict,
    width: 1.75,
  };
  const curves: RankCurve[] = [
    { name: 'human', points: human, role: 'human', width: 4, dash: 'solid' },
    { ...own, dash: 'solid' },
  ];
  return curves.filter(({ points }) => points.length > 0);
}

function tableOf(curves: readonly RankCurve[]): ChartTable {
  return {
    columns: ['Text', 'Rank', 'Share of tokens'],
    rows: curves.flatMap(({ name, points }) => points.map(([rank, share]) => [name, rank, share])),
  };
}

function Legend({ curves }: { curves: readonly RankCurve[] }) {
  return (
    <ul className={styles['legend']}>
      {curves.map(({ name, role, width }) => (
        <li key={role}>
          <svg viewBox="0 0 30 8" aria-hidden="true">
            <path d="M0 4H30" stroke={`var(--${role})`} strokeWidth={width} />
          </svg>
          <Text>{name}</Text>
        </li>
      ))}
    </ul>
  );
}

/** Rank against frequency: human text and the generation. */
export function Rank({ report, human }: RankProps) {
  const curves = useMemo(() => curvesOf({ report, human }), [report, human]);
  const drawing = useMemo(() => curveDrawing(curves, 0, 0, 'rank'), [curves]);
  const table = useMemo(() => tableOf(curves), [curves]);
  if (curves.length === 0) return null;
  const lead =
    'How large a share of all tokens each word takes, from the commonest to the rarest. A line that ends sooner has fewer words; one that lies higher on the left leans on its commonest ones.';
  return (
    <Section title="Rank and frequency" lead={lead} id="rank">
      <Card>
        <Chart
          name="rank"
          title="Rank and frequency"
          heading={<Legend curves={curves} />}
          label={drawing.label}
          option={drawing.option}
          height={380}
          table={table}
        />
      </Card>
    </Section>
  );
}
