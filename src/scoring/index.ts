/**
 * Rubric criteria, verdicts with evidence, incident metrics.
 * Public surface of `scoring`: other rooms import from here and nowhere deeper.
 */
export {};
