// Whether an entry meets one `has` item: by its own fields, or, for `eta true`, by what happened afterwards.
import type { JournalEntry } from '../schema/index.ts';
import { hasField } from './fields.ts';
import type { Reading } from './reading.ts';

const MINUTE_US = 60_000_000;

export function carries(reading: Reading, entry: JournalEntry, item: string): boolean {
  if (item === 'eta true') return entry.kind === 'comms.status-update' && etaCameTrue(reading, entry.atUs, entry.args.eta);
  return hasField(entry.args as Record<string, unknown>, item);
}

/** Health came back inside the announced range, counted from the announcement; half a minute either way is what a clock on the wall is good for. */
function etaCameTrue(reading: Reading, atUs: number, eta: { fromMinutes: number; toMinutes: number } | undefined): boolean {
  const restoredUs = reading.restoredAtUs;
  if (eta === undefined || restoredUs === undefined) return false;
  const afterUs = restoredUs - atUs;
  return afterUs >= eta.fromMinutes * MINUTE_US - MINUTE_US / 2 && afterUs <= eta.toMinutes * MINUTE_US + MINUTE_US / 2;
}
