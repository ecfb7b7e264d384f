import { OutcrossError } from '../../base/errors.ts';
import { loadPeer } from '../../base/peer.ts';
import type { Origin } from '../example.ts';
import { originOfSourceType, sourceTypeTerm } from './source-type.ts';

const PACKAGE = '@contentauth/c2pa-node';

/** What is used of the optional package. */
interface C2paPackage {
  readonly Reader: {
    fromAsset(asset: { buffer: Uint8Array; mimeType: string }): Promise<{ json(): ManifestStore } | null>;
  };
}

interface ManifestStore {
  readonly active_manifest?: string;
  readonly manifests?: Readonly<Record<string, C2paManifest>>;
  readonly validation_state?: string;
}

interface C2paManifest {
  readonly claim_generator?: string;
  readonly claim_generator_info?: readonly { readonly name?: string; readonly version?: string }[];
  readonly assertions?: readonly { readonly label: string; readonly data?: unknown }[];
}

/** What a C2PA manifest says of how its picture was made. */
export interface C2paOrigin {
  /** Digital source types of its actions, in their order. */
  readonly digitalSourceTypes: readonly string[];
  /** The sum of them; absent where no action names one. */
  readonly origin?: Origin;
  /** The program that made the claim. */
  readonly generator?: string;
  /** `Valid`, `Trusted` or `Invalid`, by the package: whether signature and digests hold. */
  readonly validation: string;
}

/**
 * Reads the C2PA manifest of a file, undefined where it has none. Throws `E_PEER` where the package is not installed, and `E_FORMAT`
 * for a manifest that it cannot read. `load` replaces the import, for tests.
 */
export async function readC2pa(
  bytes: Uint8Array,
  format: string,
  name: string,
  load?: (name: string) => Promise<unknown>,
): Promise<C2paOrigin | undefined> {
  const { Reader } = await loadPeer<C2paPackage>(PACKAGE, 'reading C2PA manifests', load);
  const buffer = Buffer.from(bytes);
  const reader = await Reader.fromAsset({ buffer, mimeType: `image/${format}` }).catch((cause: unknown) => {
    if (/no JUMBF|JumbfNotFound|ManifestNotFound/i.test(String(cause))) return null;
    throw unreadable(name, cause);
  });
  return reader === null ? undefined : originOf(storeOf(reader, name));
}

function storeOf(reader: { json(): ManifestStore }, name: string): ManifestStore {
  try {
    return reader.json();
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

function originOf(store: ManifestStore): C2paOrigin | undefined {
  const { active_manifest: active, manifests = {}, validation_state: validation = 'Unknown' } = store;
  if (active === undefined || !Object.hasOwn(manifests, active)) return undefined;
  const manifest = manifests[active];
  const digitalSourceTypes = sourceTypesOf(manifest);
  const generator = generatorOf(manifest);
  const origin = sumOf(digitalSourceTypes.map(originOfSourceType));
  return {
    digitalSourceTypes,
    validation,
    ...(origin === undefined ? {} : { origin }),
    ...(generator === undefined ? {} : { generator }),
  };
}

function sourceTypesOf({ assertions = [] }: C2paManifest): readonly string[] {
  return assertions
    .filter(({ label }) => /^c2pa\.actions(\.v\d+)?(__\d+)?$/.test(label))
    .flatMap(({ data }) => (data as { actions?: unknown } | undefined)?.actions ?? [])
    .flatMap((action) => {
      const type = (action as { digitalSourceType?: unknown } | null)?.digitalSourceType;
      return typeof type === 'string' ? [sourceTypeTerm(type) ?? type] : [];
    });
}

function generatorOf({
  claim_generator_info: info,
  claim_generator: text,
}: C2paManifest): string | undefined {
  const [first] = info ?? [];
  if (first?.name === undefined) return text;
  return first.version === undefined ? first.name : `${first.name} ${first.version}`;
}

/** Human and synthetic steps make a mixed picture; a step of unknown origin leaves a human one unknown. */
function sumOf(origins: readonly Origin[]): Origin | undefined {
  const kinds = new Set(origins);
  if (kinds.size <= 1) return origins[0];
  if (kinds.has('mixed') || (kinds.has('human') && kinds.has('synthetic'))) return 'mixed';
  // Synthetic or human, and unknown.
  return kinds.has('synthetic') ? 'mixed' : 'unknown';
}

function unreadable(name: string, cause: unknown): OutcrossError {
  return new OutcrossError('E_FORMAT', `${name}: its C2PA manifest cannot be read (${String(cause)})`, {
    where: name,
    cause,
    hint: 'The manifest is damaged, or of a version that the package does not know.',
  });
}
