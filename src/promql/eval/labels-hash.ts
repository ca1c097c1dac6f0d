/** Prometheus' hash of a label set: xxHash64 (Collet) over the labels with their lengths, as its default build stores them (model/labels, stringlabels). */
import type { LabelSet } from '../labels.ts';

const MASK = 0xffff_ffff_ffff_ffffn;
const P1 = 0x9e37_79b1_85eb_ca87n;
const P2 = 0xc2b2_ae3d_27d4_eb4fn;
const P3 = 0x1656_67b1_9e37_79f9n;
const P4 = 0x85eb_ca77_c2b2_ae63n;
const P5 = 0x27d4_eb2f_1656_67c5n;

const LARGEST = Number(MASK);

const rotate = (x: bigint, bits: bigint): bigint => ((x << bits) | (x >> (64n - bits))) & MASK;
const round = (accumulator: bigint, input: bigint): bigint => (rotate((accumulator + input * P2) & MASK, 31n) * P1) & MASK;

function readLittleEndian(bytes: readonly number[], at: number, count: number): bigint {
  let value = 0n;
  for (let i = count - 1; i >= 0; i--) {
    value = (value << 8n) | BigInt(bytes[at + i] as number);
  }
  return value;
}

/** xxHash64 with seed zero. */
function xxHash64(bytes: readonly number[]): bigint {
  const length = bytes.length;
  let at = 0;
  let hash: bigint;
  if (length >= 32) {
    const lanes = [(P1 + P2) & MASK, P2, 0n, (-P1 + (1n << 64n)) & MASK];
    for (; at + 32 <= length; at += 32) {
      for (let lane = 0; lane < 4; lane++) {
        lanes[lane] = round(lanes[lane] as bigint, readLittleEndian(bytes, at + lane * 8, 8));
      }
    }
    const [a, b, c, d] = lanes as [bigint, bigint, bigint, bigint];
    hash = (rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n)) & MASK;
    for (const lane of lanes) {
      hash = ((hash ^ round(0n, lane)) * P1 + P4) & MASK;
    }
  } else {
    hash = P5;
  }
  hash = (hash + BigInt(length)) & MASK;
  for (; at + 8 <= length; at += 8) {
    hash = (rotate(hash ^ round(0n, readLittleEndian(bytes, at, 8)), 27n) * P1 + P4) & MASK;
  }
  if (at + 4 <= length) {
    hash = (rotate(hash ^ ((readLittleEndian(bytes, at, 4) * P1) & MASK), 23n) * P2 + P3) & MASK;
    at += 4;
  }
  for (; at < length; at++) {
    hash = (rotate(hash ^ ((BigInt(bytes[at] as number) * P5) & MASK), 11n) * P1) & MASK;
  }
  hash = ((hash ^ (hash >> 33n)) * P2) & MASK;
  hash = ((hash ^ (hash >> 29n)) * P3) & MASK;
  return hash ^ (hash >> 32n);
}

function pushText(bytes: number[], text: string): void {
  const encoded: number[] = [];
  for (const c of text) {
    const code = c.codePointAt(0) as number;
    if (code < 0x80) {
      encoded.push(code);
    } else if (code < 0x800) {
      encoded.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
      encoded.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    } else {
      encoded.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    }
  }
  // One byte of length below 255, else 255 and three bytes.
  if (encoded.length < 255) {
    bytes.push(encoded.length);
  } else {
    bytes.push(255, encoded.length & 0xff, (encoded.length >> 8) & 0xff, (encoded.length >> 16) & 0xff);
  }
  for (const byte of encoded) {
    bytes.push(byte);
  }
}

/** The hash as a share of the largest, in 0..1. */
export function labelsHashShare(labels: LabelSet): number {
  const bytes: number[] = [];
  labels.names.forEach((name, i) => {
    pushText(bytes, name);
    pushText(bytes, labels.values[i] as string);
  });
  return Number(xxHash64(bytes)) / LARGEST;
}
