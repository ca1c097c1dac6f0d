/**
 * What people see and press: React panels, Pixi topology, theme; stories beside components.
 * Public surface of `ui`: other rooms import from here and nowhere deeper.
 */
export {};
