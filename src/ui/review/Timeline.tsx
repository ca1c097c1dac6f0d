// The course of events as it is remembered, before the true one is shown: what is recalled by oneself stays longer than what is read.
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../theme/index.ts';
import { movedRow, sortedRows, type TimelineRow, timelineItems, timeProblem } from './forms.ts';
import { MILESTONES } from './milestones.ts';
import type { ReviewState } from './use-review.ts';

const ROWS_MAX = 60;

export function Timeline({ review }: { review: ReviewState }) {
  const { forms, set, clock, closed, record, pending } = review;
  const { rows } = forms.timeline;
  const write = (next: TimelineRow[]) => set('timeline', { rows: next });
  const add = (text: string) => write([...sortedRows(rows, clock), { time: '', text }].slice(0, ROWS_MAX));
  const offered = MILESTONES.filter((name) => !rows.some(({ text }) => text.trim().toLowerCase() === name.toLowerCase()));
  const usable = timelineItems(rows, clock).length;
  const full = closed || rows.length >= ROWS_MAX;
  return (
    <section className="card stack" id="step-timeline" tabIndex={-1} aria-labelledby="rebuild-title">
      <h2 id="rebuild-title">What happened, and when?</h2>
      <p className="quiet prose">
        From memory, without looking it up: the debrief lays it beside what was recorded. Times by the clock of the story (09:36) or from
        the first page (T+4:00).
      </p>
      {!closed && offered.length > 0 && (
        <div className="row" role="group" aria-label="Add what happens in every incident">
          {offered.map((name) => (
            <Button key={name} size="small" isDisabled={full} onPress={() => add(name)}>
              + {name}
            </Button>
          ))}
        </div>
      )}
      {rows.length === 0 && <p className="empty">Nothing written down yet.</p>}
      <ol className="rebuild">
        {rows.map((row, index) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place until the list is sorted
            key={index}
            row={row}
            number={index + 1}
            problem={timeProblem(row, clock)}
            closed={closed}
            first={index === 0}
            last={index === rows.length - 1}
            onChange={(next) => write(rows.map((old, at) => (at === index ? next : old)))}
            onMove={(by) => write(movedRow(rows, index, by))}
            onRemove={() => write(rows.filter((_, at) => at !== index))}
          />
        ))}
      </ol>
      <div className="row">
        <Button isDisabled={full} onPress={() => add('')}>
          Add another
        </Button>
        <Button isDisabled={closed || rows.length < 2} onPress={() => write(sortedRows(rows, clock))}>
          Sort by time
        </Button>
        <Button
          kind="primary"
          isDisabled={closed || !pending.some(({ kind }) => kind === 'review.timeline')}
          onPress={() => void record('review.timeline', 'Course of events recorded')}
        >
          Record the course of events
        </Button>
        {rows.length > usable && (
          <span className="small quiet">
            {rows.length - usable} {rows.length - usable === 1 ? 'row needs' : 'rows need'} a time or words
          </span>
        )}
      </div>
    </section>
  );
}

function Row({
  row,
  number,
  problem,
  closed,
  first,
  last,
  onChange,
  onMove,
  onRemove,
}: {
  row: TimelineRow;
  number: number;
  problem: string | undefined;
  closed: boolean;
  first: boolean;
  last: boolean;
  onChange: (row: TimelineRow) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  const id = useId();
  /** Alt and an arrow move what happened one place, as the buttons do; the focus stays on the place it went to. */
  const onKeyDown = (event: React.KeyboardEvent<HTMLLIElement>) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (!event.altKey || by === undefined || (by < 0 ? first : last) || closed) return;
    event.preventDefault();
    onMove(by);
    const neighbour = by < 0 ? event.currentTarget.previousElementSibling : event.currentTarget.nextElementSibling;
    const field = event.target instanceof HTMLElement ? event.target.dataset['field'] : undefined;
    neighbour?.querySelector<HTMLElement>(field === undefined ? 'input' : `[data-field="${field}"]`)?.focus();
  };
  return (
    <li className="rebuild-row" onKeyDown={onKeyDown}>
      <div className="field rebuild-time">
        <label htmlFor={`${id}-time`} className="visually-hidden">
          Time of {number}
        </label>
        <input
          id={`${id}-time`}
          data-field="time"
          value={row.time}
          placeholder="09:36"
          maxLength={12}
          disabled={closed}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          onChange={(event) => onChange({ ...row, time: event.target.value })}
        />
      </div>
      <div className="field grow">
        <label htmlFor={`${id}-text`} className="visually-hidden">
          What happened, {number}
        </label>
        <input
          id={`${id}-text`}
          data-field="text"
          value={row.text}
          placeholder="What happened"
          maxLength={300}
          disabled={closed}
          onChange={(event) => onChange({ ...row, text: event.target.value })}
        />
      </div>
      <div className="row-fixed">
        <Button kind="quiet" size="small" isDisabled={closed || first} onPress={() => onMove(-1)} aria-label={`Move ${number} earlier`}>
          <ArrowUp size={14} aria-hidden="true" />
        </Button>
        <Button kind="quiet" size="small" isDisabled={closed || last} onPress={() => onMove(1)} aria-label={`Move ${number} later`}>
          <ArrowDown size={14} aria-hidden="true" />
        </Button>
        <Button kind="quiet" size="small" isDisabled={closed} onPress={onRemove} aria-label={`Remove ${number}`}>
          <X size={14} aria-hidden="true" />
        </Button>
      </div>
      {problem !== undefined && (
        <p className="small rebuild-problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </li>
  );
}
