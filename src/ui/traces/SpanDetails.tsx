// What is known of one span: times, why it failed, attributes by their OpenTelemetry names, events on the way.
import type { Span } from '../../schema/index.ts';
import { useReadOnly, useView } from '../app/session-context.tsx';
import { type LookRef, useRoom } from '../room/room-context.tsx';
import { Button, clockText, durationText, Mark } from '../theme/index.ts';
import { ownTimeUs } from './span-tree.ts';

/** How much before and after a span its service's lines are shown. */
const AROUND_US = 2e6;

export function SpanDetails({ span, spans, look }: { span: Span; spans: readonly Span[]; look: LookRef | undefined }) {
  const view = useView();
  const readOnly = useReadOnly();
  const { go, pin, memory } = useRoom();
  const root = spans.find(({ parentSpanId }) => parentSpanId === '') ?? span;
  const toLogs = () => {
    memory.set('logs.target-part', { target: span.service, fromUs: Math.max(0, span.startUs - AROUND_US), toUs: span.endUs + AROUND_US });
    go('logs', span.service);
  };
  const facts: [string, string][] = [
    ['starts', `${clockText(view.scenario.startsAtMs, span.startUs)}, ${durationText(span.startUs - root.startUs)} into the request`],
    ['takes', durationText(span.endUs - span.startUs)],
    ['of that itself', durationText(ownTimeUs(span, spans))],
    ['pod', span.pod],
    ['span id', span.spanId],
    ...Object.entries(span.attributes).map(([name, value]): [string, string] => [name, String(value)]),
  ];
  return (
    <section className="span-details stack-tight" aria-label="Details of the span">
      <div className="row-between">
        <div className="row">
          <h3>
            {span.service} {span.name}
          </h3>
          {span.status === 'error' ? <Mark tone="bad">{span.message === '' ? 'failed' : span.message}</Mark> : <Mark>{span.kind}</Mark>}
        </div>
        <div className="row">
          <Button size="small" onPress={() => go('dashboards', span.service)}>
            Charts of {span.service}
          </Button>
          <Button size="small" onPress={toLogs}>
            Its logs
          </Button>
          {look !== undefined && !readOnly && (
            <Button
              size="small"
              onPress={() =>
                pin({
                  ...look,
                  quote: `${span.service} ${span.name}: ${durationText(span.endUs - span.startUs)}${span.message === '' ? '' : `, ${span.message}`}`,
                })
              }
            >
              Pin this span
            </Button>
          )}
        </div>
      </div>
      <dl className="span-facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="mono">{value}</dd>
            </div>
          ))}
      </dl>
      {span.events.length > 0 && (
        <ul className="stack-tight">
          {span.events.map((event) => (
            <li key={`${event.atUs} ${event.name}`} className="small">
              <span className="quiet">{durationText(event.atUs - span.startUs)}</span> {event.name}{' '}
              <span className="mono quiet">
                {Object.entries(event.attributes)
                  .map(([name, value]) => `${name}=${value}`)
                  .join(' ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
