// One group of alerts in the pager: how many, of what, since when, what it probably follows from; acknowledged, silenced and escalated as a whole.
import { useState } from 'react';
import type { AlertGroup, AlertState, EntryDraft, LookResult } from '../../schema/index.ts';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { openInQuery } from '../room/open-in-query.ts';
import { useRoom } from '../room/room-context.tsx';
import { Button, clockText, figureText, Mark, sincePage } from '../theme/index.ts';
import { countedNames, distinctLabels, groupTitle, isFiring, spoken } from './alert-groups.ts';

/** As many alerts of a group as are read at once. */
const SHOWN_MAX = 30;

type Rule = Extract<LookResult, { kind: 'alert' }>['rule'];

export function AlertGroupCard({
  group,
  onSilence,
  onEscalate,
}: {
  group: AlertGroup;
  onSilence: () => void /** Undefined when there is nobody to call. */;
  onEscalate: (() => void) | undefined;
}) {
  const view = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const { go, noteLook, pin, lastLook } = useRoom();
  const [open, setOpen] = useState(false);
  const [rule, setRule] = useState<Rule>(undefined);
  const alerts = spoken(group);
  const firing = alerts.filter(isFiring);
  const subjects = firing.length > 0 ? firing : alerts;
  const names = countedNames(subjects);
  const title = groupTitle(group);
  const single = names.length === 1;
  const lookLabel = single ? `alert ${title}` : 'alerts';
  const sinceUs = Math.min(...subjects.map(({ alert }) => alert.firedAtUs ?? alert.activeAtUs));
  const unseen = firing.filter(({ acknowledged }) => !acknowledged);
  const acknowledging = unseen.length === 1 ? 'Acknowledge' : `Acknowledge all ${unseen.length}`;
  // Acknowledging comes first; what else can be done waits for it, or for somebody who looks closer.
  const later = open || unseen.length === 0;
  const runbook = subjects
    .map(({ alert }) => alert.annotations['runbook'] ?? alert.annotations['runbook_url'])
    .find((name) => name !== undefined);
  const details = async () => {
    setOpen(!open);
    if (open || readOnly) return;
    const draft = single ? { kind: 'look.alert', args: { alert: names[0]![0] } } : { kind: 'look.alerts', args: {} };
    const appended = await act(draft as EntryDraft);
    if (appended?.look?.kind === 'alert') setRule(appended.look.rule);
    if (appended !== undefined) noteLook({ seq: appended.entry.seq, label: lookLabel, atUs: appended.entry.atUs });
  };
  const acknowledge = async () => {
    for (const name of new Set(unseen.map(({ alert }) => alert.alert))) await act({ kind: 'alert.acknowledge', args: { alert: name } });
  };
  return (
    <li className="alert" data-state={firing.length > 0 ? 'firing' : 'resolved'}>
      <div className="row-between">
        <strong className="alert-name">{title}</strong>
        <span className="small quiet alert-since">
          {[...new Set(subjects.map(({ alert }) => alert.severity))].join(', ')}{' '}
          <span className="mono">{sincePage(sinceUs, view.tPlusZeroUs) ?? clockText(view.scenario.startsAtMs, sinceUs)}</span>
        </span>
      </div>
      <GroupWords group={group} subjects={subjects} names={names} open={open} />
      {open && group.failedPerS >= 0.05 && firing.length > 0 && (
        <p className="small">{figureText(group.failedPerS, 'per second')} requests fail there or through it</p>
      )}
      {open && rule !== undefined && (
        <div className="small stack-tight">
          <code className="alert-expr">{rule.expr}</code>
          <div className="row-between">
            <span className="quiet">{rule.for === '0s' ? 'fires at once' : `for ${rule.for}`}</span>
            <Button kind="link" size="small" onPress={() => openInQuery(go, [rule.expr])} aria-label={`Open in Query: ${title}`}>
              Open in Query
            </Button>
          </div>
        </div>
      )}
      {open && <AlertRows alerts={alerts} />}
      <div className="row alert-acts">
        <Mark tone={firing.length > 0 ? 'bad' : 'ok'}>
          {firing.length > 0 ? (firing.length === 1 ? 'firing' : `${firing.length} firing`) : 'resolved'}
        </Mark>
        {firing.length > 0 && unseen.length === 0 && <span className="small quiet">acknowledged</span>}
        {unseen.length > 0 && !readOnly && (
          <Button size="small" onPress={() => void acknowledge()} aria-label={`${acknowledging} ${title}`}>
            {acknowledging}
          </Button>
        )}
        <Button
          size="small"
          kind="quiet"
          onPress={() => void details()}
          aria-expanded={open}
          aria-label={`${open ? 'Less' : 'Details'} of ${title}`}
        >
          {open ? 'Less' : 'Details'}
        </Button>
        {firing.length > 0 && later && !readOnly && (
          <Button size="small" kind="quiet" onPress={onSilence} aria-label={`Silence ${title}`}>
            Silence
          </Button>
        )}
        {firing.length > 0 && later && onEscalate !== undefined && !readOnly && (
          <Button size="small" kind="quiet" onPress={onEscalate} aria-label={`Escalate ${title}`}>
            Escalate
          </Button>
        )}
        {open && !readOnly && lastLook?.label === lookLabel && (
          <Button size="small" kind="quiet" onPress={() => pin(lastLook)}>
            Pin
          </Button>
        )}
        {open && runbook !== undefined && view.artefacts.some((artefact) => artefact.name === runbook) && (
          <Button size="small" kind="quiet" onPress={() => go('documents', runbook)}>
            Runbook
          </Button>
        )}
      </div>
    </li>
  );
}

/** What is in the group, where it seems to come from, how much fails there, and when its receiver hears of it. */
function GroupWords({
  group,
  subjects,
  names,
  open,
}: {
  group: AlertGroup;
  subjects: AlertState[];
  names: [string, number][];
  open: boolean;
}) {
  const line = open ? undefined : 'alert-line';
  const { scenario } = useView();
  const clock = (atUs: number) => clockText(scenario.startsAtMs, atUs);
  const waiting = subjects.filter((state) => isFiring(state) && state.toldAtUs === undefined).length;
  const told = [
    waiting > 0 &&
      group.nextTellAtUs !== undefined &&
      `${waiting === subjects.length ? 'told' : `${waiting} more told`} at ${clock(group.nextTellAtUs)}`,
    (open || waiting > 0) && group.receiver !== 'pager' && `to ${group.receiver}`,
  ].filter((part) => part !== false);
  return (
    <>
      {subjects.length === 1 ? (
        <p className={line}>
          {isFiring(subjects[0]!) ? '' : 'Was: '}
          {subjects[0]!.alert.annotations['summary'] ?? ''}
        </p>
      ) : (
        <p className={line}>
          {names.length === 1
            ? subjects[0]!.alert.annotations['summary']
            : names
                .slice(0, 4)
                .map(([name, count]) => (count === 1 ? name : `${name} ×${count}`))
                .join(', ')}
          {names.length === 1 ? ` – and ${subjects.length - 1} more` : names.length > 4 ? ` and ${names.length - 4} more` : ''}
        </p>
      )}
      {group.probableRoot !== undefined && subjects.length > 1 && (
        <p className="alert-root">
          Probable root: <strong>{group.probableRoot}</strong>
        </p>
      )}
      {told.length > 0 && <p className="small quiet">{told.join(', ')}</p>}
    </>
  );
}

function AlertRows({ alerts }: { alerts: AlertState[] }) {
  const { scenario } = useView();
  const clock = (atUs: number) => clockText(scenario.startsAtMs, atUs);
  return (
    <ul className="alert-rows small">
      {alerts.slice(0, SHOWN_MAX).map((state) => {
        const { alert } = state;
        return (
          <li key={`${JSON.stringify(alert.labels)} ${alert.activeAtUs}`}>
            <dl className="facts">
              {alerts.length > 1 && (
                <>
                  <dt>Alert</dt>
                  <dd>
                    {alert.alert}
                    {alert.state !== 'firing' && ' (resolved)'}
                  </dd>
                </>
              )}
              <dt>{alert.state === 'firing' ? 'Value now' : 'Last value'}</dt>
              <dd>{Number.isFinite(alert.value) ? Number(alert.value.toPrecision(4)) : String(alert.value)}</dd>
              <dt>Since</dt>
              <dd>{clock(alert.activeAtUs)}</dd>
              {alert.resolvedAtUs !== undefined && (
                <>
                  <dt>Until</dt>
                  <dd>{clock(alert.resolvedAtUs)}</dd>
                </>
              )}
              <dt>Labels</dt>
              <dd className="mono">{distinctLabels(alerts, state)}</dd>
            </dl>
          </li>
        );
      })}
      {alerts.length > SHOWN_MAX && <li className="quiet">and {alerts.length - SHOWN_MAX} more</li>}
    </ul>
  );
}
