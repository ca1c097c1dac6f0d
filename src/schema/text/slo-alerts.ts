// The alerts an objective generates, by name: the multi-window, multi-burn-rate alerts of the SRE Workbook (ch. 5, table 5-8).
// Names follow from the objective alone, so that a time-line can wait for one and a rubric can ask for it.
import type { Slo } from '../scenario/observability.ts';

export interface BurnAlert {
  alert: string;
  severity: 'page' | 'ticket';
  /** How many times faster than allowed the budget burns. */
  factor: number;
  /** Both windows must burn that fast: the long one says that it matters, the short one that it goes on. */
  long: BurnWindow;
  short: BurnWindow;
}
/** Windows of burn rates, shortest first, as PromQL writes them. */
export const BURN_WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;
export type BurnWindow = (typeof BURN_WINDOWS)[number];

const WORKBOOK = [
  { severity: 'page', factor: 14.4, long: '1h', short: '5m' },
  { severity: 'page', factor: 6, long: '6h', short: '30m' },
  { severity: 'ticket', factor: 3, long: '1d', short: '2h' },
  { severity: 'ticket', factor: 1, long: '3d', short: '6h' },
] as const;

/** The share of events that may fail: 1 − objective, without the noise of the subtraction. */
export const allowedRatio = (slo: Pick<Slo, 'objective'>): number => Math.round((1 - slo.objective) * 1e12) / 1e12;

/** Alerts of an objective; those that no failure could ever fire (a factor times the budget reaches 1) are left out. */
export function burnAlertsOf(slo: Pick<Slo, 'name' | 'objective' | 'alerts'>): BurnAlert[] {
  const allowed = allowedRatio(slo);
  if (slo.alerts === 'none' || allowed <= 0) return [];
  return WORKBOOK.filter(({ factor }) => factor * allowed < 1).map((row) => ({
    alert: `${joined(slo.name)}BudgetBurn${row.long}`,
    ...row,
  }));
}

/** `API availability` → `APIAvailability`. */
function joined(name: string): string {
  return (name.match(/[\p{L}\p{N}]+/gu) ?? ['Objective']).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
