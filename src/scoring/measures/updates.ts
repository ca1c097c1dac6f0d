// Measures of communication: updates sent, and those that were owed and did not come in time.
import { type JournalEntry, type SimTimeUs, storyTimeUs } from '../../schema/index.ts';
import { matchOf } from '../finding.ts';
import type { Reading } from '../reading.ts';
import { counted } from '../reasons/phrase.ts';
import type { MeasureKind } from './kind.ts';

type Update = Extract<JournalEntry, { kind: 'comms.status-update' }>;

const updatesOf = (reading: Reading): Update[] =>
  reading.input.journal.filter((entry): entry is Update => entry.kind === 'comms.status-update');

export const measureUpdatesSent: MeasureKind = (reading) => {
  const updates = updatesOf(reading);
  const because = `${counted(updates.length, 'status update', 'status updates')} sent`;
  return { value: updates.length, parts: updates.map((entry) => matchOf(entry)), because };
};

/** An update sent this long before it was asked for answers the question. */
const BEFOREHAND_US = 120_000_000;

/** Updates that the time-line asks for at a fixed or T-relative time; those behind a condition are the director's to remind of. */
function owedUpdates(reading: Reading): { audience: string; atUs: SimTimeUs; byUs: SimTimeUs }[] {
  const { scenario, input } = reading;
  return scenario.timeline.flatMap((event) => {
    if (event.expects === undefined || event.at === undefined) return [];
    const atUs = storyTimeUs(event.at, scenario.startsAtMs, input.tPlusZeroUs);
    return atUs === undefined ? [] : [{ audience: event.expects.update, atUs, byUs: atUs + event.expects.within }];
  });
}

export const measureUpdatesLate: MeasureKind = (reading) => {
  const updates = updatesOf(reading);
  const late = owedUpdates(reading).filter(
    (owed) =>
      owed.byUs <= reading.nowUs &&
      !updates.some((entry) => entry.args.audience === owed.audience && entry.atUs >= owed.atUs - BEFOREHAND_US && entry.atUs <= owed.byUs),
  );
  return {
    value: late.length,
    parts: late.map((owed) => ({
      atUs: owed.byUs,
      seq: reading.lastSeq,
      key: `${owed.audience} ${owed.byUs}`,
      evidence: [{ kind: 'span', fromUs: owed.atUs, toUs: owed.byUs, text: `an update to ${owed.audience} was owed` }],
    })),
    because: `${counted(late.length, 'update', 'updates')} came late${late.length > 0 ? ' or not at all' : ''}`,
  };
};
