import { useMemo } from 'react';
import type { MapView } from '../../../../src/server/wire.ts';
import { useView } from '../../api/views.ts';
import { Chart } from '../../charts/chart.tsx';
import type { ChartTable } from '../../charts/chart-props.ts';
import { Button } from '../../parts/button.tsx';
import { Card, Section } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Shown } from '../../parts/shown.tsx';
import { Text } from '../../parts/text.tsx';
import { clipped, count, percent } from '../../parts/words.ts';
import { generationUrl } from '../../shell/address.ts';
import { useQueryState } from '../../shell/query-state.ts';
import styles from './feature-map.module.css';
import {
  chosenPoint,
  mapHint,
  mapLayers,
  mapOption,
  placeIn,
  pointName,
  running,
  uncoveredTexts,
} from './map-chart.ts';

const KINDS = ['generation'];

/** Passages listed beside the map. */
const LISTED = 9;

function tableOf(map: MapView): ChartTable {
  return {
    columns: ['Side', 'Covered', 'x', 'y', 'Text'],
    rows: map.x.map((x, at) => [
      map.side[at] === 0 ? 'human' : 'generation',
      map.side[at] === 0 ? (map.covered[at] === 1 ? 'yes' : 'no') : '',
      x,
      map.y[at],
      map.text[at],
    ]),
  };
}

function Legend({ map }: { map: MapView }) {
  const { covered, uncovered, own } = mapLayers(map);
  return (
    <ul className={styles['legend']}>
      <li>
        <i className={styles['covered']} /> human, with a generated text near: {count(covered.length)}
      </li>
      <li>
        <i className={styles['uncovered']} /> human, with none near: {count(uncovered.length)}
      </li>
      <li>
        <i className={styles['own']} /> of the generation: {count(own.length)}
      </li>
    </ul>
  );
}

interface ChosenProps {
  readonly map: MapView;
  readonly at: number;
  readonly onLeave: () => void;
}

/** The example behind the point that was chosen. */
function Chosen({ map, at, onLeave }: ChosenProps) {
  const text = map.text[at];
  return (
    <div className={styles['chosen']}>
      <h3>Chosen: {pointName(map, at)}</h3>
      {typeof text === 'string' ? <Text clip={600}>{running(text)}</Text> : 'Its text was not kept.'}
      <Button small look="quiet" onClick={onLeave}>
        Choose none
      </Button>
    </div>
  );
}

interface AloneProps {
  readonly map: MapView;
  readonly onChoose: (at: number) => void;
}

function Alone({ map, onChoose }: AloneProps) {
  const texts = useMemo(() => uncoveredTexts(map, LISTED), [map]);
  if (texts.length === 0) return null;
  return (
    <div className={styles['alone']}>
      <h3>Human texts that nothing comes near</h3>
      <ul>
        {texts.map(({ at, text }) => (
          <li key={at}>
            <button type="button" onClick={() => onChoose(at)}>
              <Text clip={150}>{text}</Text>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Drawn({ map }: { map: MapView }) {
  const layers = useMemo(() => mapLayers(map), [map]);
  const [named, setNamed] = useQueryState('map.point');
  const chosen = chosenPoint(map, named);
  const option = useMemo(() => mapOption(map, layers, chosen), [map, layers, chosen]);
  const table = useMemo(() => tableOf(map), [map]);
  if (map.absent) return <Empty absent={map.absent} />;
  const label = `Map of features: ${percent(map.coverage)} of human examples have an example of the generation among their ${map.k} nearest`;
  return (
    <div className={styles['beside']}>
      <Card>
        <Chart
          name="map"
          title="Feature map"
          heading={
            <p className={styles['coverage']}>
              <b>{percent(map.coverage)}</b> of human examples covered (k = {map.k},{' '}
              {clipped(map.encoder, 40)})
            </p>
          }
          label={label}
          option={option}
          height={440}
          table={table}
          hint={mapHint(map, layers)}
          onPick={(index, series) => setNamed(String(placeIn(layers, series, index) ?? ''))}
          legend={<Legend map={map} />}
        />
      </Card>
      <div className={styles['texts']}>
        {chosen !== undefined && <Chosen map={map} at={chosen} onLeave={() => setNamed('')} />}
        <Alone map={map} onChoose={(at) => setNamed(String(at))} />
      </div>
    </div>
  );
}

/** Where human text lies in the space of features, and which of it the generation still reaches. */
export function FeatureMap({ id }: { id: string }) {
  const view = useView<MapView>(`${generationUrl(id)}/map`, { kinds: KINDS });
  const lead =
    'Examples on the first two principal axes of human vectors. A human example is covered where a generated one lies within its k-th nearest human neighbour, in all dimensions: two that lie close here may lie far apart.';
  return (
    <Section title="Feature map" lead={lead} id="map">
      <Shown view={view} label="Reckoning the map">
        {(map) => <Drawn map={map} />}
      </Shown>
    </Section>
  );
}
