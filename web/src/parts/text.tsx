import { clipped, visible } from './words.ts';

interface TextProps {
  readonly children: string;
  /** Characters shown; the whole stands in the title. */
  readonly clip?: number;
}

/** A stranger's text: nothing in it is hidden, nothing reorders what stands around it, nothing is markup. */
export function Text({ children, clip }: TextProps) {
  if (clip === undefined) return <bdi>{visible(children)}</bdi>;
  const shown = clipped(children, clip);
  const whole = visible(children);
  return shown === whole ? <bdi>{shown}</bdi> : <bdi title={whole}>{shown}</bdi>;
}
