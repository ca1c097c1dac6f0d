// PromQL over everything that was scraped. Running a query is a look.
import { useState } from 'react';
import { useReadOnly } from '../app/session-context.tsx';
import { Chart } from '../charts/Chart.tsx';
import { useRemembered } from '../room/room-context.tsx';
import { Button, figureText, seriesName } from '../theme/index.ts';
import { LookBar } from './LookBar.tsx';
import { LookState } from './LookState.tsx';
import { useLook } from './use-look.ts';

const EXAMPLES = [
  { says: 'requests per second by service', expr: 'sum by (service) (rate(http_server_requests_total[1m]))' },
  {
    says: '95th percentile of response time',
    expr: 'histogram_quantile(0.95, sum by (le, service) (rate(http_server_request_duration_seconds_bucket[1m])))',
  },
  { says: 'connections in use by pool', expr: 'db_client_connection_count{state="used"}' },
  { says: 'calls that failed, by peer and outcome', expr: 'sum by (peer, outcome) (rate(http_client_requests_total{outcome!="ok"}[1m]))' },
];
const SERIES_MAX = 12;

export default function Query() {
  const readOnly = useReadOnly();
  const [text, setText] = useRemembered('query.text', '');
  const [asked, setAsked] = useState('');
  const looked = useLook(
    asked === '' || readOnly ? undefined : { kind: 'look.query', args: { expr: asked } },
    `query ${asked.slice(0, 60)}`,
  );
  const result = looked.result?.kind === 'query' ? looked.result : undefined;
  const run = (expr: string) => {
    setText(expr);
    if (expr.trim() === asked) looked.again();
    else setAsked(expr.trim());
  };
  return (
    <div className="stack">
      <form
        className="query-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') run(text);
        }}
      >
        <textarea
          className="input mono"
          aria-label="PromQL expression"
          rows={2}
          value={text}
          maxLength={2000}
          spellCheck={false}
          placeholder='rate(http_server_requests_total{service="…"}[1m])'
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey) {
              event.preventDefault();
              if (text.trim() !== '') run(text);
            }
          }}
        />
        <Button type="submit" kind="primary" isDisabled={text.trim() === '' || readOnly}>
          Run
        </Button>
      </form>
      <div className="row small">
        <span className="quiet">Try:</span>
        {EXAMPLES.map((example) => (
          <Button key={example.expr} kind="link" onPress={() => run(example.expr)}>
            {example.says}
          </Button>
        ))}
      </div>
      {asked !== '' && <LookBar looked={looked} />}
      {asked !== '' && result === undefined && <LookState looked={looked} empty="No answer yet." />}
      {result?.error !== undefined && (
        <pre className="query-error" role="alert">
          {result.error}
        </pre>
      )}
      {result?.warnings.map((warning) => (
        <p key={warning} className="small quiet">
          {warning}
        </p>
      ))}
      {result !== undefined && result.error === undefined && result.series.length === 0 && (
        <p className="empty">The expression is fine and matches no series at this instant.</p>
      )}
      {result !== undefined && result.series.length > 0 && (
        <>
          <Chart
            title={result.expr}
            unit="none"
            height={220}
            series={result.series
              .slice(0, SERIES_MAX)
              .map((one) => ({ name: one.legend || seriesName(one.labels), timesMs: one.timesMs, values: one.values }))}
          />
          {result.series.length > SERIES_MAX && (
            <p className="small quiet">
              {SERIES_MAX} of {result.series.length} series drawn; all are below.
            </p>
          )}
          <div className="scroll-x">
            <table>
              <caption className="visually-hidden">Series and their last value</caption>
              <thead>
                <tr>
                  <th scope="col">series</th>
                  <th scope="col" className="number">
                    last value
                  </th>
                </tr>
              </thead>
              <tbody>
                {result.series.map((one) => (
                  <tr key={seriesName(one.labels)}>
                    <td className="mono small">{seriesName(one.labels)}</td>
                    <td className="number">{figureText(one.values.at(-1), 'none')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </div>
  );
}
