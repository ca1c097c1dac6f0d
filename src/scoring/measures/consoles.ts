// Measures of work at consoles: routine tasks, slips of one's own, safeguards that were waved through.
import type { ConsoleRecord, SimTimeUs } from '../../schema/index.ts';
import type { Match } from '../finding.ts';
import type { Reading } from '../reading.ts';
import { counted } from '../reasons/phrase.ts';
import { percent } from '../texts.ts';
import type { MeasureKind } from './kind.ts';

/** Nobody reads a warning in less. */
const READ_US: SimTimeUs = 1_000_000;

const match = ({ lastSeq: seq }: Reading, key: string, fromUs: SimTimeUs, toUs: SimTimeUs, text: string): Match => ({
  atUs: toUs,
  seq,
  key,
  evidence: [{ kind: 'span', fromUs, toUs, text }],
});
const ownAttempts = (record: ConsoleRecord | undefined): ConsoleRecord['attempts'] =>
  record?.attempts.filter(({ by }) => by === 'you') ?? [];

/** Of the routine tasks whose time is over, or that are done, those done in time. */
export const measureRoutineDone: MeasureKind = (reading) => {
  const due =
    reading.input.consoles?.routine.filter(({ byUs, doneAtUs }) => doneAtUs !== undefined || byUs <= reading.input.trace.nowUs) ?? [];
  const done = due.flatMap((task) =>
    task.doneAtUs !== undefined && task.doneAtUs <= task.byUs ? [{ ...task, doneAtUs: task.doneAtUs }] : [],
  );
  return {
    value: due.length === 0 ? undefined : done.length / due.length,
    parts: done.map(({ name, title, atUs, doneAtUs }) => match(reading, `routine ${name}`, atUs, doneAtUs, `Done in time: ${title}`)),
    because: due.length === 0 ? 'no routine work was due' : `${percent(done.length / due.length)} of the routine work was done in time`,
  };
};

/** Slips that the trainee sent. */
export const measureOwnSlips: MeasureKind = (reading) => {
  const { consoles } = reading.input;
  const slips = ownAttempts(consoles).filter(({ slip, status }) => slip !== undefined && status !== 'stopped');
  return {
    value: consoles === undefined ? undefined : slips.length,
    parts: slips.map(({ number, command, startedAtUs, endedAtUs }) =>
      match(reading, `slip ${number}`, startedAtUs, endedAtUs ?? startedAtUs, command),
    ),
    because: slips.length === 0 ? 'no slip was your own' : `${counted(slips.length, 'slip was', 'slips were')} your own`,
  };
};

/** Warnings, confirmations and the like that the trainee answered with “go on” within a second. */
export const measureHastyAnswers: MeasureKind = (reading) => {
  const { consoles } = reading.input;
  const hasty = ownAttempts(consoles).flatMap(({ number, steps }) =>
    steps.flatMap((step) =>
      step.result === 'proceeded' && step.answeredAtUs !== undefined && step.answeredAtUs - step.shownAtUs < READ_US
        ? [match(reading, `hasty ${number} ${step.safeguard}`, step.shownAtUs, step.answeredAtUs, `${step.safeguard}: ${step.says}`)]
        : [],
    ),
  );
  return {
    value: consoles === undefined ? undefined : hasty.length,
    parts: hasty,
    because: `${counted(hasty.length, 'safeguard was', 'safeguards were')} answered faster than it can be read`,
  };
};
