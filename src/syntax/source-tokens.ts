import { reserveTokens, type TokenBuffer } from '../text/tokenizer.ts';
import { constructHi, constructLo, type Grammar } from './grammar.ts';
import { ERROR_KIND, type NodeStream } from './node-stream.ts';

/**
 * The tokens of parsed source: its constructs, in the order in which they open. A construct is a type of node together with that
 * of its parent: `finally_clause` below `try_statement`. Names, literals and comments leave no trace but their type; brackets,
 * separators and key words that the parent implies are left out, operators and modifiers are not. The parent in each token tells
 * where a sequence goes down and up the tree, so that n-grams need no marks of depth. Nothing below an error is a token of it.
 */
export function fillTokens(nodes: NodeStream, grammar: Grammar, text: string, buffer: TokenBuffer): void {
  const { kinds, tokens, met, hi: kindHi, lo: kindLo } = grammar;
  if (buffer.hi.length < nodes.length) reserveTokens(buffer, nodes.length);
  const { kind, parent, start: starts, end: ends } = nodes;
  const { hi, lo, isWord, characters, start, end } = buffer;
  let n = 0;
  for (let i = 1; i < nodes.length; i++) {
    const own = kind[i];
    const above = kind[parent[i]];
    if (own === ERROR_KIND || above === ERROR_KIND || tokens[above * kinds + own] === 0) continue;
    met[above * kinds + own] = 1;
    const high = constructHi(kindHi[above], kindHi[own]);
    hi[n] = high;
    lo[n] = constructLo(kindLo[above], kindLo[own], high);
    isWord[n] = 1;
    characters[n] = 1;
    start[n] = starts[i];
    end[n] = ends[i];
    n++;
  }
  buffer.length = n;
  fillBytes(buffer, text);
}

const encoder = new TextEncoder();

/** The UTF-8 of the text, and token places in it: of tokens whose places are UTF-16 units. */
export function fillBytes(buffer: TokenBuffer, text: string): void {
  if (buffer.bytes.length < text.length * 3) buffer.bytes = new Uint8Array(text.length * 3);
  buffer.byteLength = encoder.encodeInto(text, buffer.bytes).written;
  buffer.ascii = buffer.byteLength === text.length;
  if (buffer.ascii) return;
  const places = bytePlaces(text);
  for (let i = 0; i < buffer.length; i++) {
    buffer.start[i] = places[buffer.start[i]];
    buffer.end[i] = places[buffer.end[i]];
  }
}

/** Byte offset of each UTF-16 unit, and of the end. The second half of a pair has the place of the first. */
function bytePlaces(text: string): Uint32Array {
  const places = new Uint32Array(text.length + 1);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    places[i] = at;
    const unit = text.charCodeAt(i);
    if (unit < 0x80) at += 1;
    else if (unit < 0x800) at += 2;
    else if ((unit & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      places[++i] = at;
      at += 4;
    } else at += 3;
  }
  places[text.length] = at;
  return places;
}
