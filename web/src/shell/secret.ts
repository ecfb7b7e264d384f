/** `#token=...` of an address, and the address without it. A fragment is never sent to a server nor written to its log. */
export function secretIn(
  location: Pick<Location, 'pathname' | 'search' | 'hash'>,
): { readonly token: string; readonly rest: string } | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null || token === '') return undefined;
  return { token, rest: location.pathname + location.search };
}
