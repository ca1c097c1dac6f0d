// look.checks: results of the synthetic checks that have been reported, the newest last.
import { type Look, missing } from './look.ts';

/** As many as a page of results holds. */
const RESULTS_MAX = 200;

export const lookChecks: Look<'look.checks'> = ({ scenario, trace }) =>
  scenario.observability.checks.length === 0
    ? missing('No synthetic check runs here')
    : { kind: 'checks', results: trace.checkResults().slice(-RESULTS_MAX) };
