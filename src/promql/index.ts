/**
 * Parses and evaluates PromQL over series.
 * Public surface of `promql`: other rooms import from here and nowhere deeper.
 */
export {};
