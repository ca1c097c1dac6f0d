/**
 * Runs a scenario headless over seeds and checks its claims.
 * Public surface of `proof`: other rooms import from here and nowhere deeper.
 */
export {};
