/**
 * The one writer of a journal: sequences commands, advances the engine, emits projections and scores.
 * Public surface of `authority`: other rooms import from here and nowhere deeper.
 */
export {};
