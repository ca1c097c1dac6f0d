// look.slos: objectives with their budgets, burn rates and policy, and the month's report if it ended now.
import { SloMeter } from '../slo-meter.ts';
import type { Look } from './look.ts';

export const lookSlos: Look<'look.slos'> = ({ scenario, trace }) => {
  const meter = new SloMeter(scenario);
  return { kind: 'slos', slos: meter.read(trace), details: meter.details(trace), report: meter.report(trace) };
};
