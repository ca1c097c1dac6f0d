// Below the pager's list, closed until asked for: what was held back and why, silences, what receivers were told, what is pending.
import { type ReactNode, useState } from 'react';
import type { DrillView, EntryDraft } from '../../schema/index.ts';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { useRoom } from '../room/room-context.tsx';
import { Button, clockText, Mark, type Tone } from '../theme/index.ts';
import { heldAlerts } from './alert-groups.ts';

const SHOWN_MAX = 60;
const SILENCE_TONE: Record<DrillView['alerting']['silences'][number]['state'], Tone> = {
  active: 'warn',
  pending: 'plain',
  expired: 'plain',
};

export function PagerMore({ onSilence }: { onSilence: () => void }) {
  const view = useView();
  const readOnly = useReadOnly();
  const { silences, notifications } = view.alerting;
  const pending = view.alerts.filter(({ state }) => state === 'pending');
  const open = silences.filter(({ state }) => state !== 'expired').length;
  return (
    <div className="pager-more">
      <HeldBack />
      <Section title="Silences" count={open}>
        {silences.length === 0 && <p className="empty">Nothing is silenced.</p>}
        <ul>
          {[...silences].reverse().map((silence) => (
            <SilenceRow key={silence.id} silence={silence} readOnly={readOnly} />
          ))}
        </ul>
        {!readOnly && (
          <Button size="small" onPress={onSilence}>
            New silence…
          </Button>
        )}
      </Section>
      {pending.length > 0 && (
        <Section title="Pending" count={pending.length}>
          <ul>
            {pending.map((alert) => (
              <li key={`${JSON.stringify(alert.labels)} ${alert.activeAtUs}`}>
                <Mark tone="warn">pending</Mark> {alert.alert}
                <span className="small quiet"> since {clockText(view.scenario.startsAtMs, alert.activeAtUs)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Notifications" count={notifications.length}>
        {notifications.length === 0 && <p className="empty">Nobody was told anything yet.</p>}
        <ol>
          {[...notifications]
            .reverse()
            .slice(0, SHOWN_MAX)
            .map((notification) => (
              <li key={`${notification.atUs} ${notification.receiver} ${JSON.stringify(notification.group)} ${notification.text}`}>
                <span className="small quiet mono">{clockText(view.scenario.startsAtMs, notification.atUs)}</span>{' '}
                <span className="small quiet">to {notification.receiver}</span> {notification.summary && <Mark tone="change">summary</Mark>}
                <p>{notification.text}</p>
              </li>
            ))}
        </ol>
      </Section>
    </div>
  );
}

/** Looking at what was held back is a look: it can be pinned. */
function HeldBack() {
  const view = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const { noteLook, pin, lastLook } = useRoom();
  const held = heldAlerts(view.alerting);
  const looked = async () => {
    if (readOnly) return;
    const appended = await act({ kind: 'look.alerts', args: {} } as EntryDraft);
    if (appended !== undefined) noteLook({ seq: appended.entry.seq, label: 'all alerts', atUs: appended.entry.atUs });
  };
  return (
    <Section title="Held back" count={held.length} onOpen={() => void looked()}>
      {held.length === 0 && <p className="empty">Every alert was told, or waits for its turn.</p>}
      <ul>
        {held.slice(0, SHOWN_MAX).map(({ state: { alert, heldBack } }) => (
          <li key={`${JSON.stringify(alert.labels)} ${alert.firedAtUs}`}>
            <div className="row-between">
              <strong className="alert-name">{alert.alert}</strong>
              <Mark tone={alert.state === 'firing' ? 'warn' : 'plain'}>{heldBack?.by}</Mark>
            </div>
            <p className="small">{alert.annotations['summary'] ?? ''}</p>
            <p className="small quiet">{heldBack?.because}</p>
          </li>
        ))}
        {held.length > SHOWN_MAX && <li className="quiet">and {held.length - SHOWN_MAX} more</li>}
      </ul>
      {!readOnly && lastLook?.label === 'all alerts' && (
        <Button size="small" kind="quiet" onPress={() => pin(lastLook)}>
          Pin
        </Button>
      )}
    </Section>
  );
}

function SilenceRow({ silence, readOnly }: { silence: DrillView['alerting']['silences'][number]; readOnly: boolean }) {
  const { scenario } = useView();
  const act = useAct();
  return (
    <li>
      <div className="row-between">
        <Mark tone={SILENCE_TONE[silence.state]}>{silence.state}</Mark>
        <span className="small quiet">
          until {clockText(scenario.startsAtMs, silence.endsAtUs)}, {silence.createdBy}
        </span>
      </div>
      <p className="mono small">{silence.matchers.map(({ name, op, value }) => `${name}${op}"${value}"`).join(' ')}</p>
      {silence.comment !== '' && <p className="small">{silence.comment}</p>}
      {silence.state !== 'expired' && !readOnly && (
        <Button
          size="small"
          kind="quiet"
          aria-label={`End silence ${silence.id}`}
          onPress={() => void act({ kind: 'alert.expire-silence', args: { silence: silence.id } }, 'Silence ended')}
        >
          End it now
        </Button>
      )}
    </li>
  );
}

function Section({ title, count, onOpen, children }: { title: string; count: number; onOpen?: () => void; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <section>
      <Button
        size="small"
        kind="quiet"
        aria-expanded={open}
        onPress={() => {
          if (!open) onOpen?.();
          setOpen(!open);
        }}
      >
        {open ? '▾' : '▸'} {title} ({count})
      </Button>
      {open && <div className="pager-section">{children}</div>}
    </section>
  );
}
