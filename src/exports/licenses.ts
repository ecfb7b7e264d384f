/** Licences that data sets are given under: the identifier of SPDX, and that of the Hugging Face Hub where it has one. */
const LICENSES: readonly (readonly [spdx: string, hub?: string])[] = [
  ['AGPL-3.0-only', 'agpl-3.0'],
  ['AGPL-3.0-or-later', 'agpl-3.0'],
  ['Apache-2.0', 'apache-2.0'],
  ['BSD-2-Clause', 'bsd-2-clause'],
  ['BSD-3-Clause', 'bsd-3-clause'],
  ['C-UDA-1.0', 'c-uda'],
  ['CC-BY-2.0', 'cc-by-2.0'],
  ['CC-BY-2.5', 'cc-by-2.5'],
  ['CC-BY-3.0', 'cc-by-3.0'],
  ['CC-BY-4.0', 'cc-by-4.0'],
  ['CC-BY-NC-2.0', 'cc-by-nc-2.0'],
  ['CC-BY-NC-3.0', 'cc-by-nc-3.0'],
  ['CC-BY-NC-4.0', 'cc-by-nc-4.0'],
  ['CC-BY-NC-ND-3.0', 'cc-by-nc-nd-3.0'],
  ['CC-BY-NC-ND-4.0', 'cc-by-nc-nd-4.0'],
  ['CC-BY-NC-SA-2.0', 'cc-by-nc-sa-2.0'],
  ['CC-BY-NC-SA-3.0', 'cc-by-nc-sa-3.0'],
  ['CC-BY-NC-SA-4.0', 'cc-by-nc-sa-4.0'],
  ['CC-BY-ND-4.0', 'cc-by-nd-4.0'],
  ['CC-BY-SA-3.0', 'cc-by-sa-3.0'],
  ['CC-BY-SA-4.0', 'cc-by-sa-4.0'],
  ['CC0-1.0', 'cc0-1.0'],
  ['CDLA-Permissive-1.0', 'cdla-permissive-1.0'],
  ['CDLA-Permissive-2.0', 'cdla-permissive-2.0'],
  ['CDLA-Sharing-1.0', 'cdla-sharing-1.0'],
  ['etalab-2.0', 'etalab-2.0'],
  ['GFDL-1.3-or-later', 'gfdl'],
  ['GPL-3.0-only', 'gpl-3.0'],
  ['GPL-3.0-or-later', 'gpl-3.0'],
  ['ISC', 'isc'],
  ['LGPL-3.0-only', 'lgpl-3.0'],
  ['MIT', 'mit'],
  ['MPL-2.0', 'mpl-2.0'],
  ['O-UDA-1.0', 'o-uda'],
  ['ODbL-1.0', 'odbl'],
  ['ODC-By-1.0', 'odc-by'],
  ['OGL-UK-3.0'],
  ['PDDL-1.0', 'pddl'],
  ['Unlicense', 'unlicense'],
];

const BY_NAME = new Map(LICENSES.map((license) => [license[0].toLowerCase(), license]));

/** A licence by its SPDX identifier, in any case of letters. */
export interface KnownLicense {
  readonly spdx: string;
  /** As the Hugging Face Hub calls it. */
  readonly hub?: string;
  readonly url: string;
}

/** The licence that `text` names, or undefined where it is another, or words. */
export function knownLicense(text: string): KnownLicense | undefined {
  const found = BY_NAME.get(text.trim().toLowerCase());
  if (found === undefined) return undefined;
  const [spdx, hub] = found;
  return { spdx, ...(hub === undefined ? {} : { hub }), url: `https://spdx.org/licenses/${spdx}.html` };
}
