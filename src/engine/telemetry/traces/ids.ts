/**
 * Ids of traces and spans, and the draw of head sampling: functions of the seed and a request's number, so no random stream is touched.
 * Each 32-bit word is the finalizer of MurmurHash3 (Appleby 2011), a bijection: different requests differ in every word.
 */
import { hashHex, hashInit, hashText } from '../../../math/index.ts';

const WORDS = 4;

export class TraceIds {
  readonly #keys = new Int32Array(WORDS + 1);

  constructor(seed: string) {
    for (let k = 0; k <= WORDS; k++) {
      const hash = hashInit(0x7ace + k);
      hashText(hash, seed);
      this.#keys[k] = Number.parseInt(hashHex(hash).slice(0, 8), 16);
    }
  }

  /** 32 hexadecimal digits; empty for request 0, which is none. */
  traceIdOf(request: number): string {
    if (request === 0) return '';
    let id = '';
    for (let k = 0; k < WORDS; k++) id += hex(this.#word(k, request));
    return id;
  }

  /** The first word of the id alone: enough to tell most requests from one that is looked for. */
  firstWordOf(request: number): number {
    return this.#word(0, request) >>> 0;
  }

  /** 16 hexadecimal digits; `ordinal` counts the spans of the request from 1. */
  spanIdOf(request: number, ordinal: number): string {
    return hex(mix(this.#word(1, request) ^ ordinal)) + hex(mix((this.#word(2, request) + Math.imul(ordinal, 0x9e3779b1)) | 0));
  }

  /** A number in 0..1 that belongs to the request: below the share of head sampling it is kept whatever happens. */
  drawOf(request: number): number {
    return (this.#word(WORDS, request) >>> 0) / 0x1_0000_0000;
  }

  #word(k: number, request: number): number {
    return mix(request ^ this.#keys[k]!);
  }
}

function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');
