import { wrap } from '../report/terminal/cells.ts';
import { type Line, type Style, span } from '../report/terminal/paint.ts';

export interface ProseLook {
  /** Stands before the text, in bold. */
  readonly head?: string;
  /** Cells before every line. */
  readonly indent?: number;
  readonly styles?: readonly Style[];
}

/** Running text in lines of at most `room` cells: nothing of it is cut. It holds no control characters. */
export function proseLines(
  text: string,
  room: number,
  { head = '', indent = 0, styles = [] }: ProseLook = {},
): Line[] {
  const before = ' '.repeat(indent);
  let left = head.replaceAll(' ', '').length;
  return wrap(head + text, room - indent).map((line): Line => {
    let bold = 0;
    for (; left > 0 && bold < line.length; bold++) if (line[bold] !== ' ') left--;
    return [span(before), span(line.slice(0, bold), 'bold'), span(line.slice(bold), ...styles)];
  });
}
