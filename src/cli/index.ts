/**
 * The headless program: validate, prove, run, replay, score.
 * Public surface of `cli`: other rooms import from here and nowhere deeper.
 */
export {};
