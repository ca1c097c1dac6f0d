/** Public surface of the maths room: functions whose results are the same bits on every engine. */
export { exp, expm1, ln, log1p, log2, log10 } from './exp-ln.ts';
export { type Hash, hashFloat64, hashHex, hashInit, hashInt32s, hashMix, hashShare, hashText } from './hash.ts';
export { acosh, asinh, atanh, cosh, sinh, tanh } from './hyperbolic.ts';
export { acos, asin, atan, atan2, PI } from './inverse-trig.ts';
export { NORMAL_Q99 } from './normal.ts';
export { pow } from './pow.ts';
export { cos, sin, tan } from './trig.ts';
