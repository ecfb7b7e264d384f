import type { Party } from './dataset.ts';
import { knownLicense } from './licenses.ts';
import { webAddress } from './text.ts';

export type Json = Readonly<Record<string, unknown>>;

export function hashes(sha256: string): readonly Json[] {
  return [{ alg: 'SHA-256', content: sha256 }];
}

/** By its identifier where SPDX knows it, else by its name; an address stands as such. */
export function licenses(license: string | undefined): readonly Json[] | undefined {
  if (license === undefined) return undefined;
  const known = knownLicense(license);
  if (known !== undefined) return [{ license: { id: known.spdx } }];
  const url = webAddress(license);
  return [{ license: { name: license, ...(url === undefined ? {} : { url }) } }];
}

export function contact({ name, email }: Party): Json {
  return { name, email };
}

export function organization(party: Party): Json {
  const url = webAddress(party.url);
  return {
    name: party.name,
    url: url === undefined ? undefined : [url],
    contact: party.email === undefined ? undefined : [contact(party)],
  };
}
