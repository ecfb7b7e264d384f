import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle';

/** Names that a checkpoint may be signed under. The verifier takes a name for a regular expression, so that it may hold nothing that one is made of. */
const PLAIN_NAME = /^[A-Za-z0-9._~:/-]{1,255}$/;

/**
 * What a log's entry holds that its signatures do not cover, and the verifier does not look at; undefined where all agrees. `certificate` is
 * the certificate of the bundle, in DER.
 */
export function entryFault({ verificationMaterial }: Bundle, certificate: Uint8Array): string | undefined {
  for (const entry of verificationMaterial.tlogEntries) {
    const fault = nameFault(entry) ?? proofFault(entry) ?? certificateFault(entry, certificate);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function checkpointOf({ inclusionProof }: TransparencyLogEntry): string {
  return inclusionProof?.checkpoint?.envelope ?? '';
}

function nameFault(entry: TransparencyLogEntry): string | undefined {
  const [, ...rest] = checkpointOf(entry).split('\n\n');
  const names = [...rest.join('\n\n').matchAll(/\u2014 (\S+) \S+\n/g)].map(([, name]) => name);
  return names.every((name) => PLAIN_NAME.test(name))
    ? undefined
    : 'a name under its checkpoint is none of a log';
}

/** The tree that the proof speaks of is that of the signed checkpoint. */
function proofFault(entry: TransparencyLogEntry): string | undefined {
  const { inclusionProof } = entry;
  if (inclusionProof === undefined) return undefined;
  const [, size, root] = checkpointOf(entry).split('\n', 3);
  const isSame = inclusionProof.treeSize === size && inclusionProof.rootHash.toString('base64') === root;
  return isSame ? undefined : 'its proof speaks of another tree than its checkpoint';
}

/** Whoever logs somebody else's signature under a certificate of his own has logged another thing. */
function certificateFault({ canonicalizedBody, kindVersion }: TransparencyLogEntry, certificate: Uint8Array) {
  if (kindVersion.kind !== 'dsse' || kindVersion.version !== '0.0.1') return undefined;
  const { spec } = JSON.parse(canonicalizedBody.toString()) as {
    spec?: { signatures?: { verifier?: string }[] };
  };
  const pem = Buffer.from(spec?.signatures?.[0]?.verifier ?? '', 'base64').toString();
  const logged = Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64');
  return logged.equals(certificate) ? undefined : 'it is of another certificate';
}
