/**
 * The exercise around a run: phases, hypotheses, communications, roles, projection per audience.
 * Public surface of `drill`: other rooms import from here and nowhere deeper.
 */
export {};
