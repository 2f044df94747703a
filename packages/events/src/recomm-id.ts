/** What an answer's `recommId` says of it, to whoever gets it back. */
export interface AnswerFacts {
  readonly site: string;
  /** When it was given, epoch ms. */
  readonly at: number;
  readonly strategy: string;
  readonly scenario: string;
  /** The experiment it was part of, and how it was made there; both null without one. */
  readonly experiment: string | null;
  readonly variant: string | null;
  /**
   * The variant was given to the visitor under another id, before they signed in: there they count as a
   * visitor of the experiment already.
   */
  readonly takenOver: boolean;
  /** How many items it has. */
  readonly n: number;
  /** Bit i is set where position i + 1 was given to exploration; none beyond the 32nd is told. */
  readonly explored: number;
  /** Tells answers of one millisecond apart; a whole number below 2^48. */
  readonly randomness: number;
}

/** The deployment's key: `openSigningKey` of `@freshet/stream` opens it. */
export interface RecommIdSigner {
  /** 32 bytes, each a character (latin1). */
  sign(domain: string, content: Uint8Array): string;
}

const DOMAIN = 'recomm-id';
const VERSION = 1;
/** So many of the 32 bytes of the HMAC: RFC 2104 (5) asks for at least ten and half of them, or 80 bits. */
const MAC_BYTES = 12;
/** Version, flags, `at`, n, explored, randomness. */
const FIXED_BYTES = 1 + 1 + 6 + 2 + 4 + 6;
/** What ingest takes as an id. */
const CHARACTERS_MAX = 256;
const IN_EXPERIMENT = 1;
const TAKEN_OVER = 2;

/**
 * The answer's facts, signed, in base64url: they need to be kept nowhere, and what comes back is known to
 * be one that was given. Anybody may read it. About 80 characters.
 * @throws RangeError when the names in it are so long that no event could bring it back.
 */
export function encodeRecommId(facts: AnswerFacts, signer: RecommIdSigner): string {
  const { site, strategy, scenario, experiment, variant } = facts;
  const isInExperiment = experiment !== null && variant !== null;
  const names = [site, strategy, scenario, ...(isInExperiment ? [experiment, variant] : [])];
  let length = FIXED_BYTES + MAC_BYTES;
  for (const name of names) length += 1 + Buffer.byteLength(name);
  if (length * 4 > CHARACTERS_MAX * 3) {
    throw new RangeError(
      `a recommId of ${length} bytes: the names ${names.join(', ')} are too long`,
    );
  }
  const bytes = Buffer.allocUnsafe(length);
  bytes[0] = VERSION;
  bytes[1] = (isInExperiment ? IN_EXPERIMENT : 0) | (facts.takenOver ? TAKEN_OVER : 0);
  bytes.writeUIntBE(facts.at, 2, 6);
  bytes.writeUInt16BE(facts.n, 8);
  bytes.writeUInt32BE(facts.explored >>> 0, 10);
  bytes.writeUIntBE(facts.randomness, 14, 6);
  let end = FIXED_BYTES;
  for (const name of names) {
    const written = bytes.write(name, end + 1);
    bytes[end] = written;
    end += 1 + written;
  }
  bytes.write(signer.sign(DOMAIN, bytes.subarray(0, end)), end, MAC_BYTES, 'latin1');
  return bytes.toString('base64url');
}

/** The facts of an answer that was given; undefined for what this deployment never gave, or only cut or changed. */
export function decodeRecommId(text: string, signer: RecommIdSigner): AnswerFacts | undefined {
  const bytes = Buffer.from(text, 'base64url');
  const end = bytes.length - MAC_BYTES;
  if (end < FIXED_BYTES || bytes[0] !== VERSION) return undefined;
  // Decoding leaves out what is no base64url: one answer would have many ids.
  if (bytes.toString('base64url') !== text) return undefined;
  const mac = signer.sign(DOMAIN, bytes.subarray(0, end)).slice(0, MAC_BYTES);
  // Whoever sent it is not told what became of it, so how long this takes tells them nothing.
  if (bytes.toString('latin1', end) !== mac) return undefined;
  const names = namesIn(bytes.subarray(FIXED_BYTES, end));
  const flags = bytes[1]!;
  return {
    site: names[0]!,
    at: bytes.readUIntBE(2, 6),
    strategy: names[1]!,
    scenario: names[2]!,
    experiment: flags & IN_EXPERIMENT ? names[3]! : null,
    variant: flags & IN_EXPERIMENT ? names[4]! : null,
    takenOver: (flags & TAKEN_OVER) !== 0,
    n: bytes.readUInt16BE(8),
    explored: bytes.readUInt32BE(10),
    randomness: bytes.readUIntBE(14, 6),
  };
}

function namesIn(bytes: Buffer): string[] {
  const names: string[] = [];
  for (let next = 0; next < bytes.length; ) {
    const end = next + 1 + bytes[next]!;
    names.push(bytes.toString('utf8', next + 1, end));
    next = end;
  }
  return names;
}
