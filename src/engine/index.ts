/**
 * The simulator: a pure discrete-event model of services under load and fault.
 * Public surface of `engine`: other rooms import from here and nowhere deeper.
 */
export {};
