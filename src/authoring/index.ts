/**
 * Draft scenario, undo, lint, preview plan; no widgets.
 * Public surface of `authoring`: other rooms import from here and nowhere deeper.
 */
export {};
