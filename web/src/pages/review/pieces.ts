import { visible } from '../../parts/words.ts';

/** A stretch of text as it is shown. */
export interface Piece {
  readonly text: string;
  /** It stands for something that could not be seen. */
  readonly isSign: boolean;
}

const SIGN = /(\[U\+[0-9A-F]{4,6}\]|\[\+\d+ marks\])/;

/**
 * `text` as it is shown where its lines matter: ends of lines and tabs stay, all else that could hide or reorder becomes a sign.
 * Where nothing was hidden, signs that stand in the text itself are text.
 */
export function pieces(text: string): Piece[] {
  return text
    .split(/(\r\n|[\n\t])/)
    .flatMap((part, i) =>
      i % 2 === 1 ? [{ text: part === '\t' ? '\t' : '\n', isSign: false }] : signs(part),
    )
    .filter((piece) => piece.text !== '');
}

function signs(line: string): Piece[] {
  const shown = visible(line);
  if (shown === line) return [{ text: line, isSign: false }];
  return shown.split(SIGN).map((part, i) => ({ text: part, isSign: i % 2 === 1 }));
}

/** The first `most` UTF-16 units of `text`, one less where a letter would be cut in two. */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}
