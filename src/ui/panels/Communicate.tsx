// Composing an update with structure: what happened, what was done, impact in figures, how sure, what is unknown, what is next, until when.
import { useEffect, useState } from 'react';
import type { AudienceName, EntryDraft } from '../../schema/index.ts';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import {
  Button,
  ChoiceField,
  countText,
  FieldGroup,
  Mark,
  NumberField,
  percentText,
  RatioSlider,
  sincePage,
  spanText,
  TextField,
} from '../theme/index.ts';

const AUDIENCES: AudienceName[] = ['executive', 'support', 'status page', 'war room'];
const STATES = ['investigating', 'identified', 'mitigating', 'monitoring', 'resolved'] as const;

interface Draft {
  state: (typeof STATES)[number];
  whatHappened: string;
  done: string;
  errorPercent: number | undefined;
  usersAffected: number | undefined;
  revenueLost: number | undefined;
  impactText: string;
  confidence: number;
  saysConfidence: boolean;
  unknowns: string;
  nextSteps: string;
  etaFrom: number | undefined;
  etaTo: number | undefined;
  nextUpdate: number | undefined;
}
const EMPTY: Draft = {
  state: 'investigating',
  whatHappened: '',
  done: '',
  errorPercent: undefined,
  usersAffected: undefined,
  revenueLost: undefined,
  impactText: '',
  confidence: 0.5,
  saysConfidence: false,
  unknowns: '',
  nextSteps: '',
  etaFrom: undefined,
  etaTo: undefined,
  nextUpdate: undefined,
};

export default function Communicate() {
  const view = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const { target, memory } = useRoom();
  const [audience, setAudience] = useState<AudienceName>((target as AudienceName | undefined) ?? view.owedUpdate?.audience ?? 'executive');
  useEffect(() => {
    if (target !== undefined) setAudience(target as AudienceName);
  }, [target]);
  const [draft, setDraft] = useRemembered<Draft>('communicate.draft', EMPTY);
  const set = <K extends keyof Draft>(key: K, value: Draft[K]) => setDraft({ ...draft, [key]: value });
  const owed = view.owedUpdate?.audience === audience ? view.owedUpdate : undefined;
  const readInstruments = () => {
    const { impact } = view;
    setDraft({
      ...draft,
      errorPercent: impact.errorRatio === undefined ? undefined : Math.round(impact.errorRatio * 1000) / 10,
      usersAffected: impact.usersAffected,
      revenueLost: Math.round(impact.revenueLost),
    });
  };
  const send = async () => {
    const { etaFrom, etaTo } = draft;
    const sent = await act(
      {
        kind: 'comms.status-update',
        args: {
          audience,
          state: draft.state,
          whatHappened: draft.whatHappened,
          done: draft.done,
          impact: {
            text: draft.impactText,
            ...(draft.errorPercent === undefined ? {} : { errorRatio: draft.errorPercent / 100 }),
            ...(draft.usersAffected === undefined ? {} : { usersAffected: draft.usersAffected }),
            ...(draft.revenueLost === undefined ? {} : { revenueLost: draft.revenueLost }),
          },
          ...(draft.saysConfidence ? { confidence: draft.confidence } : {}),
          unknowns: draft.unknowns,
          nextSteps: draft.nextSteps,
          ...(etaFrom !== undefined && etaTo !== undefined
            ? { eta: { fromMinutes: Math.min(etaFrom, etaTo), toMinutes: Math.max(etaFrom, etaTo) } }
            : {}),
          ...(draft.nextUpdate === undefined ? {} : { nextUpdateMinutes: draft.nextUpdate }),
        },
      } as EntryDraft,
      `Update sent to ${audience}`,
    );
    if (sent !== undefined) {
      memory.delete('communicate.draft');
      setDraft({
        ...draft,
        state: draft.state,
        errorPercent: undefined,
        usersAffected: undefined,
        revenueLost: undefined,
        impactText: '',
        done: '',
      });
    }
  };
  const empty =
    draft.whatHappened.trim() === '' &&
    draft.impactText.trim() === '' &&
    draft.usersAffected === undefined &&
    draft.errorPercent === undefined &&
    draft.nextSteps.trim() === '';
  return (
    <div className="communicate">
      <section className="stack" aria-labelledby="composer-title">
        <div className="row-between">
          <h2 id="composer-title">Update to {audience}</h2>
          {owed !== undefined && (
            <Mark tone={owed.byUs < view.nowUs ? 'bad' : 'warn'}>
              {owed.byUs < view.nowUs ? `overdue by ${spanText(view.nowUs - owed.byUs)}` : `due in ${spanText(owed.byUs - view.nowUs)}`}
            </Mark>
          )}
        </div>
        <div className="fields">
          <ChoiceField label="Audience" value={audience} onChange={setAudience} options={AUDIENCES} />
          <ChoiceField label="State" value={draft.state} onChange={(state) => set('state', state)} options={STATES} />
        </div>
        <div className="fields pairs">
          <TextField
            label="What happened"
            rows={2}
            value={draft.whatHappened}
            onChange={(value) => set('whatHappened', value)}
            maxLength={2000}
          />
          <TextField label="What we did" rows={2} value={draft.done} onChange={(value) => set('done', value)} maxLength={2000} />
          <TextField
            label="What we do not know yet"
            rows={2}
            value={draft.unknowns}
            onChange={(value) => set('unknowns', value)}
            maxLength={2000}
          />
          <TextField label="Next steps" rows={2} value={draft.nextSteps} onChange={(value) => set('nextSteps', value)} maxLength={2000} />
        </div>
        <div className="row-between">
          <h3>Impact now</h3>
          <Button size="small" onPress={readInstruments}>
            Read from the dashboard
          </Button>
        </div>
        <FieldGroup legend="In figures">
          <NumberField
            label="Requests failing, %"
            value={draft.errorPercent}
            onChange={(value) => set('errorPercent', value)}
            min={0}
            max={100}
            step={0.1}
          />
          <NumberField label="Users affected" value={draft.usersAffected} onChange={(value) => set('usersAffected', value)} min={0} />
          <NumberField
            label={`Revenue lost, ${view.impact.currency}`}
            value={draft.revenueLost}
            onChange={(value) => set('revenueLost', value)}
            min={0}
          />
        </FieldGroup>
        <TextField label="Impact in words" value={draft.impactText} onChange={(value) => set('impactText', value)} maxLength={1000} />
        <div className="fields">
          <div className="stack-tight">
            <label className="row small">
              <input type="checkbox" checked={draft.saysConfidence} onChange={(event) => set('saysConfidence', event.target.checked)} /> Say
              how sure we are
            </label>
            {draft.saysConfidence && (
              <RatioSlider label="Confidence in the cause" value={draft.confidence} onChange={(value) => set('confidence', value)} />
            )}
          </div>
        </div>
        <FieldGroup legend="Back to normal in (a range is more honest than a point)">
          <NumberField label="From, minutes" value={draft.etaFrom} onChange={(value) => set('etaFrom', value)} min={0} />
          <NumberField label="To, minutes" value={draft.etaTo} onChange={(value) => set('etaTo', value)} min={0} />
          <NumberField label="Next update in, minutes" value={draft.nextUpdate} onChange={(value) => set('nextUpdate', value)} min={0} />
        </FieldGroup>
        <div className="row">
          <Button kind="primary" isDisabled={readOnly || empty} onPress={() => void send()}>
            Send to {audience}
          </Button>
          {empty && <span className="small quiet">Say at least what happened or what comes next.</span>}
        </div>
      </section>
      <section className="stack" aria-labelledby="sent-title">
        <h2 id="sent-title">Sent</h2>
        {view.updates.length === 0 && <p className="empty">No update has been sent.</p>}
        <ul className="stack">
          {[...view.updates].reverse().map((update) => (
            <li key={update.seq} className="card stack-tight">
              <div className="row-between small">
                <strong>{update.audience}</strong>
                <span className="quiet mono">{sincePage(update.atUs, view.tPlusZeroUs) ?? spanText(update.atUs)}</span>
              </div>
              <Mark>{update.state}</Mark>
              <p>{update.summary}</p>
            </li>
          ))}
        </ul>
        <div className="card stack-tight small">
          <strong>The instruments say now</strong>
          <p>
            {percentText(view.impact.errorRatio)} of requests fail · {countText(view.impact.usersAffected)} users affected ·{' '}
            {countText(view.impact.revenueLost)} {view.impact.currency} lost, {countText(view.impact.revenueLostPerMinute)} a minute
          </p>
        </div>
      </section>
    </div>
  );
}
