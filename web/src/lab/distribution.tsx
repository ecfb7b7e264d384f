import type { DensityPicture, Frame, RankPicture } from '../../../src/lab/browser.ts';
import { Chart } from '../charts/index.ts';
import { Card, classes, Text } from '../parts/index.ts';
import { count, percent, quantity } from '../parts/words.ts';
import { densityLabel, densityOption, densityTable, densityTop } from './density-chart.ts';
import styles from './lab.module.css';
import { rankFloor, rankLabel, rankOption, rankTable } from './rank-chart.ts';
import { LETTERS, LINE_ROLES } from './roles.ts';

const HEIGHT = 250;

interface DistributionProps {
  readonly line: number;
  readonly name: string;
  /** Of this line, the one that is looked at. */
  readonly frame: Frame;
  /** Of all lines: their axes are the same. */
  readonly beside: readonly Frame[];
}

function isDensity({ picture }: Frame): boolean {
  return picture.kind === 'density';
}

/** What is drawn of a frame. */
export function drawingOf({ line, name, frame, beside }: DistributionProps) {
  const { picture, generation } = frame;
  const role = LINE_ROLES[line];
  if (picture.kind === 'density') {
    const top = densityTop(beside.filter(isDensity).map((other) => other.picture as DensityPicture));
    return {
      option: densityOption(picture, role, top),
      label: densityLabel(picture, name, generation),
      table: densityTable(picture),
    };
  }
  const floor = rankFloor(beside.map((other) => other.picture as RankPicture));
  return {
    option: rankOption(picture, role, floor),
    label: rankLabel(picture, name, generation),
    table: rankTable(picture),
  };
}

/** One sentence of what is left. */
export function leftOver({ picture }: Frame): string {
  if (picture.kind === 'density') {
    return `standard deviation ${quantity(picture.deviation)} of 1, mean ${quantity(picture.mean)}`;
  }
  const { alive, of, passages } = picture;
  const what = passages === undefined ? 'categories' : 'words';
  return `${count(alive)} of ${count(of)} ${what} left (${percent(alive / of)})`;
}

function Passages({ passages }: { passages: readonly string[] }) {
  return (
    <blockquote className={styles['passages']}>
      {passages.map((passage, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a passage is its place
        <p key={at}>{passage === '' ? <i>nothing</i> : <Text clip={240}>{passage}</Text>}</p>
      ))}
    </blockquote>
  );
}

/** What one line's model has become. */
export function Distribution(props: DistributionProps) {
  const { line, name, frame } = props;
  const { picture } = frame;
  const letter = LETTERS[line];
  const heading = (
    <h3>
      <i className={classes(styles['stroke'], styles[letter.toLowerCase()])} />
      {letter} · {name}
    </h3>
  );
  return (
    <Card>
      <Chart
        name={letter.toLowerCase()}
        title={`Line ${letter}, ${name}, model ${frame.generation}`}
        heading={heading}
        height={HEIGHT}
        {...drawingOf(props)}
      />
      <p className={styles['left']}>{leftOver(frame)}</p>
      {picture.kind === 'ranks' && picture.passages && <Passages passages={picture.passages} />}
    </Card>
  );
}
