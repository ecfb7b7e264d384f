/** Lists and objects that may lie in each other in a request. */
export const MOST_DEEP = 64;

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 91, 93, 123, 125];

/** How deep lists and objects lie in each other in a text of JSON; of any other text, brackets that stand outside of strings. */
export function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < json.length; i++) {
    const sign = json.charCodeAt(i);
    if (sign === QUOTE) i = endOfString(json, i);
    else if (sign === OPEN_LIST || sign === OPEN_OBJECT) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) depth--;
  }
  return deepest;
}

/** Where the quotation mark is that ends a string which begins at `start`. */
function endOfString(json: string, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    const sign = json.charCodeAt(i);
    if (sign === BACKSLASH) i++;
    else if (sign === QUOTE) return i;
  }
  return json.length;
}
