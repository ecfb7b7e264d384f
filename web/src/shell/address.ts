/** Addresses of pages. Names come from strangers: each is one segment, whatever it holds. */

/** A name as one segment. Half of a pair of surrogates has no encoding; it becomes U+FFFD. */
function segment(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd'));
}

export function generationPath(id: string): string {
  return `/generations/${segment(id)}`;
}

/** Where the server tells of a generation. */
export function generationUrl(id: string): string {
  return `/api/generations/${segment(id)}`;
}

export function comparePath(a: string, b: string): string {
  return `/compare?${new URLSearchParams({ a, b })}`;
}

export function ledgerPath(filter: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(filter).toString();
  return query === '' ? '/ledger' : `/ledger?${query}`;
}

/** The name in a segment of an address; a segment that is no right encoding stands for itself. */
export function nameIn(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
