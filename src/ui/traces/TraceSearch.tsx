// The search form: who took part, what it was called, how slow, failed or not. Every search is a look.
import { useEffect, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { EntryDraft } from '../../schema/index.ts';
import { useReadOnly, useView } from '../app/session-context.tsx';
import { Button } from '../theme/index.ts';

const TIMES = { all: 'whole run', m5: 'last 5 minutes', m15: 'last 15 minutes', alert: 'around the first alert' } as const;
/** How long before and after the first alert. */
const BEFORE_ALERT_S = 60;
const AFTER_ALERT_S = 30;

export interface TraceSearchTerms {
  service: string;
  name: string;
  /** Milliseconds; 0 for any. */
  slowerThanMs: number;
  errors: boolean;
  time: keyof typeof TIMES;
  order: 'newest' | 'slowest';
}
export const emptySearch: TraceSearchTerms = { service: '', name: '', slowerThanMs: 0, errors: false, time: 'all', order: 'newest' };

const SLOWER_MS = [0, 100, 250, 500, 1_000, 2_000, 5_000, 10_000];

export function searchArgs(
  { service, name, slowerThanMs, errors, time, order }: TraceSearchTerms,
  alertAtUs: number | undefined,
): EntryDraft<'look.traces'>['args'] {
  const alertAtS = Math.floor((alertAtUs ?? 0) / 1e6);
  return {
    ...(service === '' ? {} : { service }),
    ...(name === '' ? {} : { name }),
    ...(slowerThanMs === 0 ? {} : { slowerThanMs }),
    ...(errors ? { errors } : {}),
    ...(time === 'm5' || time === 'm15' ? { sinceMinutes: Number(time.slice(1)) } : {}),
    ...(time === 'alert' && alertAtUs !== undefined
      ? { fromS: Math.max(0, alertAtS - BEFORE_ALERT_S), toS: alertAtS + AFTER_ALERT_S }
      : {}),
    ...(order === 'slowest' ? { order } : {}),
  };
}

export function searchLabel({ service, name, slowerThanMs, errors, time, order }: TraceSearchTerms): string {
  const parts = [
    service,
    name === '' ? '' : `“${name}”`,
    slowerThanMs === 0 ? '' : `slower than ${slowerText(slowerThanMs)}`,
    errors ? 'failed' : '',
    time === 'all' ? '' : TIMES[time],
    order === 'slowest' ? 'slowest first' : '',
  ];
  return ['traces', ...parts].filter((part) => part !== '').join(' ');
}

const slowerText = (ms: number): string => (ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`);

export function TraceSearch({ terms, onSearch }: { terms: TraceSearchTerms; onSearch: (terms: TraceSearchTerms) => void }) {
  const view = useView();
  const readOnly = useReadOnly();
  const [name, setName] = useState(terms.name);
  useEffect(() => setName(terms.name), [terms.name]);
  const services = view.topology.nodes.filter(({ kind }) => kind === 'service').map(({ id }) => id);
  return (
    <form
      className="row trace-search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch({ ...terms, name });
      }}
    >
      <select
        className="input"
        aria-label="Service that takes part"
        value={terms.service}
        disabled={readOnly}
        onChange={(event) => onSearch({ ...terms, name, service: event.target.value })}
      >
        <option value="">all services</option>
        {services.map((service) => (
          <option key={service}>{service}</option>
        ))}
      </select>
      <input
        className="input grow"
        aria-label="Part of a span’s name"
        placeholder="span, such as acquire or pay"
        value={name}
        maxLength={80}
        disabled={readOnly}
        onChange={(event) => setName(event.target.value)}
      />
      <select
        className="input"
        aria-label="Slower than"
        value={terms.slowerThanMs}
        disabled={readOnly}
        onChange={(event) => onSearch({ ...terms, name, slowerThanMs: Number(event.target.value) })}
      >
        {SLOWER_MS.map((ms) => (
          <option key={ms} value={ms}>
            {ms === 0 ? 'any duration' : `slower than ${slowerText(ms)}`}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label="Time"
        value={terms.time}
        disabled={readOnly}
        onChange={(event) => onSearch({ ...terms, name, time: event.target.value as TraceSearchTerms['time'] })}
      >
        {(Object.keys(TIMES) as TraceSearchTerms['time'][])
          .filter((time) => time !== 'alert' || view.tPlusZeroUs !== undefined)
          .map((time) => (
            <option key={time} value={time}>
              {TIMES[time]}
            </option>
          ))}
      </select>
      <select
        className="input"
        aria-label="Order"
        value={terms.order}
        disabled={readOnly}
        onChange={(event) => onSearch({ ...terms, name, order: event.target.value as TraceSearchTerms['order'] })}
      >
        <option value="newest">newest first</option>
        <option value="slowest">slowest first</option>
      </select>
      <Checkbox
        className="checkbox small"
        isSelected={terms.errors}
        isDisabled={readOnly}
        onChange={(errors) => onSearch({ ...terms, name, errors })}
      >
        <span className="checkbox-box" aria-hidden="true" />
        Failed only
      </Checkbox>
      <Button type="submit" kind="primary" isDisabled={readOnly}>
        Search
      </Button>
    </form>
  );
}
