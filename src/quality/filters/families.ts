import { boilerplate } from './boilerplate.ts';
import { c4 } from './c4.ts';
import { encoding } from './encoding.ts';
import { fineweb } from './fineweb.ts';
import { gopherDatatrove } from './gopher-datatrove.ts';
import { gopherDolma } from './gopher-dolma.ts';
import { language } from './language.ts';
import { length } from './length.ts';
import { pii } from './pii.ts';
import type { Family } from './rule.ts';

/** All families, in the order in which their rules are reported. */
export const FAMILIES: readonly Family[] = [
  gopherDatatrove,
  gopherDolma,
  c4,
  fineweb,
  length,
  language,
  encoding,
  boilerplate,
  pii,
];

/** Names that stand for a family's: the reading that `gopher` means is datatrove's, which is the one in wider use. */
export const ALIASES: Readonly<Record<string, string>> = { gopher: gopherDatatrove.name };

/** All names that a profile may be given by. */
export const PROFILE_NAMES: readonly string[] = [
  ...Object.keys(ALIASES),
  ...FAMILIES.map(({ name }) => name),
];

/** The family that a profile's name stands for. */
export function familyOf(profile: string): Family | undefined {
  const name = ALIASES[profile] ?? profile;
  return FAMILIES.find((family) => family.name === name);
}
