import type { Verdict } from '../../compare/verdict.ts';
import { cellWidth, clip } from './cells.ts';

/** Select Graphic Rendition parameters (ECMA-48 8.3.117). Orange has no basic colour: 256-colour index 208. */
const CODES = {
  bold: '1',
  dim: '2',
  red: '31',
  green: '32',
  yellow: '33',
  blue: '34',
  orange: '38;5;208',
} as const;

export type Style = keyof typeof CODES;

/** A piece of a line. Its text holds no control characters: whoever makes it has made them visible. */
export interface Span {
  readonly text: string;
  readonly styles: readonly Style[];
}

export type Line = readonly Span[];

export function span(text: string, ...styles: Style[]): Span {
  return { text, styles };
}

const VERDICT_STYLE: Readonly<Record<Verdict, Style>> = {
  healthy: 'green',
  narrow: 'yellow',
  early: 'orange',
  late: 'red',
  shifted: 'blue',
  inconclusive: 'dim',
};

export function verdictStyle(verdict: Verdict): Style {
  return VERDICT_STYLE[verdict];
}

function trimmed(line: Line): Span[] {
  const out = [...line];
  while (out.length > 0) {
    const last = out[out.length - 1];
    const text = last.text.trimEnd();
    if (text === last.text && text !== '') break;
    out.pop();
    if (text !== '') out.push({ ...last, text });
  }
  return out;
}

function paintLine(line: Line, columns: number, colour: boolean): string {
  let out = '';
  let room = columns;
  for (const { text, styles } of trimmed(line)) {
    const cut = clip(text, room);
    room -= cellWidth(cut);
    const codes = styles.map((style) => CODES[style]).join(';');
    out += colour && codes !== '' && cut !== '' ? `\u001b[${codes}m${cut}\u001b[0m` : cut;
  }
  return out;
}

/** Lines as one string that ends in a newline, none wider than `columns` cells; escape codes only where `colour`. */
export function paint(lines: readonly Line[], columns: number, colour: boolean): string {
  return lines.map((line) => `${paintLine(line, columns, colour)}\n`).join('');
}
