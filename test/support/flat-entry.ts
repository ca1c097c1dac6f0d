// The rooms that long runs in tests need, gathered for test/support/flat.ts.
export * from '../../src/authority/index.ts';
export { evaluateInstant, parseExpr } from '../../src/promql/index.ts';
export * from '../../src/schema/index.ts';
