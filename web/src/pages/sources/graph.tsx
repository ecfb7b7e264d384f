import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { LineageView } from '../../../../src/server/wire.ts';
import { classes } from '../../parts/index.ts';
import { clipped } from '../../parts/words.ts';
import styles from './graph.module.css';
import { BOX, type Drawn, layoutOf, neighbour, type Placed } from './layout.ts';

const ARROWS: Readonly<Record<string, 'up' | 'down' | 'left' | 'right'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Characters of a name that find room in a box. */
const NAME = 22;

interface BoxProps {
  readonly placed: Placed;
  readonly chosen: boolean;
  readonly root: boolean;
  readonly loops: boolean;
  /** The one box that the tab key reaches; arrows lead to the others. */
  readonly reachable: boolean;
  readonly onChoose: (key: string) => void;
}

function Box({ placed, chosen, root, loops, reachable, onChoose }: BoxProps) {
  const { node, x, y } = placed;
  const name = node.names[0] ?? node.key;
  const others = node.names.length - 1;
  const more = others > 0 ? ` and ${others} more ${others === 1 ? 'name' : 'names'}` : '';
  const kind = clipped(node.type, NAME);
  const type = loops ? `${kind} \u21bb` : kind;
  const shown = clipped(name, NAME);
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no buttons
    <g
      role="button"
      tabIndex={reachable ? 0 : -1}
      data-key={node.key}
      aria-pressed={chosen}
      // What is read begins with what is seen.
      aria-label={`${type} ${shown}${more}${loops ? ', in a loop' : ''}`}
      className={classes(
        styles['box'],
        chosen && styles['chosen'],
        root && styles['root'],
        loops && styles['loop'],
      )}
      transform={`translate(${x} ${y - BOX.height / 2})`}
      onClick={() => onChoose(node.key)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onChoose(node.key);
      }}
    >
      <rect width={BOX.width} height={BOX.height} rx={6} />
      <text x={12} y={17} className={styles['type']}>
        {type}
      </text>{' '}
      <text x={12} y={34} className={styles['name']}>
        {shown}
      </text>
    </g>
  );
}

function Edge({ drawn, lit }: { drawn: Drawn; lit: boolean }) {
  const { edge, path, loops } = drawn;
  return (
    <path
      d={path}
      className={classes(styles['edge'], lit && styles['lit'], loops && styles['loop'])}
      markerEnd={loops ? 'url(#arrow-loop)' : 'url(#arrow)'}
    >
      <title>{clipped(edge.how, 80)}</title>
    </path>
  );
}

function Arrow({ id, className }: { id: string; className: string | undefined }) {
  return (
    <marker
      id={id}
      viewBox="0 0 8 8"
      refX="7"
      refY="4"
      markerWidth="7"
      markerHeight="7"
      orient="auto-start-reverse"
    >
      <path d="M0 0.5L7.5 4L0 7.5z" className={className} />
    </marker>
  );
}

interface GraphProps {
  readonly lineage: LineageView;
  /** Key of the node that is looked at. */
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
}

/** What was made from what, from left to right. Arrow keys walk it. */
export function Graph({ lineage, chosen, onChoose }: GraphProps) {
  const layout = useMemo(() => layoutOf(lineage), [lineage]);
  const frame = useRef<HTMLDivElement>(null);
  const inLoop = useMemo(() => new Set(lineage.loops.flat()), [lineage]);
  const first = layout.nodes.some(({ node }) => node.key === chosen)
    ? chosen
    : (lineage.root ?? layout.nodes[0]?.node.key);
  useEffect(() => {
    const box = [...(frame.current?.querySelectorAll('[data-key]') ?? [])].find(
      (each) => each.getAttribute('data-key') === first,
    );
    box?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [first]);
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const arrow = ARROWS[event.key];
    const from = event.target instanceof Element ? event.target.getAttribute('data-key') : null;
    if (arrow === undefined || from === null) return;
    const to = neighbour(layout, from, arrow);
    event.preventDefault();
    if (to === undefined) return;
    const boxes = [...event.currentTarget.querySelectorAll<SVGGElement>('[data-key]')];
    boxes.find((box) => box.getAttribute('data-key') === to)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are heard here for the boxes inside
    <div ref={frame} className={styles['frame']} onKeyDown={walk}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset holds no drawing */}
      <svg
        width={layout.width}
        height={layout.height}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        role="group"
        aria-label="Lineage: what was made from what, parents to the left. Arrow keys move between the boxes."
      >
        <defs>
          <Arrow id="arrow" className={styles['head']} />
          <Arrow id="arrow-loop" className={styles['loophead']} />
        </defs>
        {layout.edges.map((drawn) => (
          <Edge
            key={JSON.stringify([drawn.edge.parent, drawn.edge.child, drawn.edge.how])}
            drawn={drawn}
            lit={drawn.edge.parent === chosen || drawn.edge.child === chosen}
          />
        ))}
        {layout.nodes.map((placed) => (
          <Box
            key={placed.node.key}
            placed={placed}
            chosen={placed.node.key === chosen}
            root={placed.node.key === lineage.root}
            loops={inLoop.has(placed.node.key)}
            reachable={placed.node.key === first}
            onChoose={onChoose}
          />
        ))}
      </svg>
    </div>
  );
}
