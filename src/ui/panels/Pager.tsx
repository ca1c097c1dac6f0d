// The pager: alerts as the rules fire them. Firing and unacknowledged first; acknowledging says that a person is on it.
import { useState } from 'react';
import type { DrillView, EntryDraft } from '../../schema/index.ts';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { useRoom } from '../room/room-context.tsx';
import { Button, clockText, Mark, sincePage, type Tone } from '../theme/index.ts';

type Alert = DrillView['alerts'][number];
const STATE_TONE: Record<Alert['state'], Tone> = { firing: 'bad', pending: 'warn', resolved: 'ok' };
const RANK: Record<Alert['state'], number> = { firing: 0, pending: 1, resolved: 2 };

export function Pager() {
  const view = useView();
  const readOnly = useReadOnly();
  const alerts = [...view.alerts].sort(
    (a, b) => RANK[a.state] - RANK[b.state] || Number(a.acknowledged) - Number(b.acknowledged) || a.activeAtUs - b.activeAtUs,
  );
  const firing = alerts.filter((alert) => alert.state === 'firing');
  return (
    <section className="pager pane" aria-labelledby="pager-title">
      <div className="row-between pane-head">
        <h2 id="pager-title">Pager</h2>
        <span className="small quiet" role="status">
          {firing.length === 0 ? 'nothing firing' : `${firing.length} firing`}
        </span>
      </div>
      {alerts.length === 0 && <p className="empty">No alert has fired. Quiet is also a signal: look at the dashboards.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <ul className="pane-scroll" tabIndex={0} aria-label="Alerts">
        {alerts.map((alert) => (
          <AlertItem key={`${alert.alert} ${JSON.stringify(alert.labels)} ${alert.activeAtUs}`} alert={alert} readOnly={readOnly} />
        ))}
      </ul>
    </section>
  );
}

function AlertItem({ alert, readOnly }: { alert: Alert; readOnly: boolean }) {
  const view = useView();
  const act = useAct();
  const { go, noteLook, pin, lastLook } = useRoom();
  const [open, setOpen] = useState(false);
  const since = alert.firedAtUs ?? alert.activeAtUs;
  const runbook = alert.annotations['runbook'] ?? alert.annotations['runbook_url'];
  const details = async () => {
    setOpen(!open);
    if (open || readOnly) return;
    const appended = await act({ kind: 'look.alert', args: { alert: alert.alert } } as EntryDraft);
    if (appended !== undefined) noteLook({ seq: appended.entry.seq, label: `alert ${alert.alert}`, atUs: appended.entry.atUs });
  };
  return (
    <li className="alert" data-state={alert.state}>
      <div className="row-between">
        <div className="row">
          <Mark tone={STATE_TONE[alert.state]}>{alert.state}</Mark>
          {alert.severity !== '' && <span className="small quiet">{alert.severity}</span>}
        </div>
        <span className="small quiet mono">{sincePage(since, view.tPlusZeroUs) ?? clockText(view.scenario.startsAtMs, since)}</span>
      </div>
      <strong className="alert-name">{alert.alert}</strong>
      <p>{alert.annotations['summary'] ?? ''}</p>
      {open && (
        <dl className="facts small">
          <dt>Value</dt>
          <dd>{Number.isFinite(alert.value) ? Number(alert.value.toPrecision(4)) : String(alert.value)}</dd>
          <dt>Since</dt>
          <dd>{clockText(view.scenario.startsAtMs, alert.activeAtUs)}</dd>
          {alert.resolvedAtUs !== undefined && (
            <>
              <dt>Until</dt>
              <dd>{clockText(view.scenario.startsAtMs, alert.resolvedAtUs)}</dd>
            </>
          )}
          <dt>Labels</dt>
          <dd className="mono">
            {Object.entries(alert.labels)
              .map(([name, value]) => `${name}=${value}`)
              .join(' ')}
          </dd>
        </dl>
      )}
      <div className="row">
        {alert.acknowledged ? (
          <span className="small quiet">acknowledged</span>
        ) : (
          alert.state === 'firing' &&
          !readOnly && (
            <Button
              size="small"
              onPress={() => void act({ kind: 'alert.acknowledge', args: { alert: alert.alert } })}
              aria-label={`Acknowledge ${alert.alert}`}
            >
              Acknowledge
            </Button>
          )
        )}
        <Button
          size="small"
          kind="quiet"
          onPress={() => void details()}
          aria-expanded={open}
          aria-label={`${open ? 'Less' : 'Details'} of ${alert.alert}`}
        >
          {open ? 'Less' : 'Details'}
        </Button>
        {open && !readOnly && lastLook?.label === `alert ${alert.alert}` && (
          <Button size="small" kind="quiet" onPress={() => pin(lastLook)}>
            Pin
          </Button>
        )}
        {runbook !== undefined && view.artefacts.some((artefact) => artefact.name === runbook) && (
          <Button size="small" kind="quiet" onPress={() => go('documents', runbook)}>
            Runbook
          </Button>
        )}
      </div>
    </li>
  );
}
