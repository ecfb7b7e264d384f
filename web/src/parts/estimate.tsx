interface EstimateProps {
  readonly ratio: number;
  /** 4: the axis goes from a quarter to four times human. */
  readonly reach: number;
  /** Place on the axis, within the drawing. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** An estimate on a log axis: a dot, or at its end an arrowhead for what lies beyond. */
export function Estimate({ ratio, reach, x, y, radius: r }: EstimateProps) {
  const ahead = ratio > reach ? 1 : ratio >= 1 / reach ? 0 : -1;
  if (ahead === 0) return <circle cx={x} cy={y} r={r} />;
  return (
    <path
      data-beyond={ahead}
      fill="currentColor"
      stroke="none"
      d={`M${x} ${y - r - 1}l${ahead * (r + 2)} ${r + 1}l${-ahead * (r + 2)} ${r + 1}z`}
    />
  );
}
