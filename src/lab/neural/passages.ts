/** Cuts token ids into passages of `longest` ids, full but for the last. */
export function passages(ids: Uint32Array, longest: number): Uint32Array[] {
  const cut: Uint32Array[] = [];
  for (let start = 0; start < ids.length; start += longest) cut.push(ids.slice(start, start + longest));
  return cut;
}
