// Writes an update to one audience: parts, figures, promises; beside it what the reader gets and what is still missing.
import { useState } from 'react';
import type { AudienceName, EntryDraft } from '../../schema/index.ts';
import { useAct, useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { useDraft } from '../app/use-draft.ts';
import { Button, ChoiceField, FieldGroup, Mark, Modal, NumberField, RatioSlider, TextField } from '../theme/index.ts';
import { cadenceMinutes, dueOf } from './cadence.ts';
import { checkUpdate } from './check-update.ts';
import { Figures } from './Figures.tsx';
import { FillBar } from './FillBar.tsx';
import { Findings } from './Findings.tsx';
import { Preview } from './Preview.tsx';
import { Sent } from './Sent.tsx';
import { templateTexts } from './template-values.ts';
import {
  EMPTY_UPDATE,
  isBlank,
  nextDraft,
  TEXT_LABELS,
  UPDATE_STATES,
  type UpdateArgs,
  type UpdateDraft,
  type UpdateText,
  updateArgs,
} from './update-draft.ts';

/** The texts in the order in which they are written, with what belongs into each. */
const PARTS: readonly { id: UpdateText; help: string; max: number }[] = [
  { id: 'whatHappened', help: 'Since when, and what people cannot do', max: 2000 },
  { id: 'impactText', help: 'Who is hit, who is not', max: 1000 },
  { id: 'done', help: 'And what came of it', max: 2000 },
  { id: 'unknowns', help: 'Saying it is what makes the rest believable', max: 2000 },
  { id: 'nextSteps', help: 'And what if it does not help', max: 2000 },
];

export function Composer({ audience }: { audience: AudienceName }) {
  const view = useView();
  const session = useSession();
  const readOnly = useReadOnly();
  const act = useAct();
  const [draft, setDraft, clear] = useDraft<UpdateDraft>(session.id, `update.${audience}`, EMPTY_UPDATE);
  const [sending, setSending] = useState(false);
  const [reusing, setReusing] = useState<UpdateArgs | undefined>(undefined);
  const set = <K extends keyof UpdateDraft>(key: K, value: UpdateDraft[K]) => setDraft({ ...draft, [key]: value });
  const findings = checkUpdate(audience, draft, view);
  const blank = isBlank(draft);
  const due = dueOf(view, audience);
  const usual = cadenceMinutes(view, audience);
  const args = updateArgs(audience, draft);
  const missing = findings.filter(({ weight }) => weight === 'missing').length;
  const send = async () => {
    setSending(true);
    const sent = await act({ kind: 'comms.status-update', args } as EntryDraft, `Update sent to ${audience}`);
    setSending(false);
    if (sent === undefined || sent.outcome?.status === 'refused') return;
    setDraft({ ...EMPTY_UPDATE, state: draft.state });
  };
  const reuse = (from: UpdateArgs) => {
    if (blank) setDraft(nextDraft(from));
    else setReusing(from);
  };
  return (
    <div className="composer">
      <section className="stack" aria-labelledby="composer-title">
        <div className="row-between">
          <h2 id="composer-title">Update to {audience}</h2>
          <Mark tone={due.tone}>{due.words}</Mark>
        </div>
        <div className="composer-head">
          <ChoiceField label="State" value={draft.state} onChange={(state) => set('state', state)} options={UPDATE_STATES} />
          <FillBar<UpdateText, UpdateDraft>
            key={audience}
            action="Fill from the template"
            draft={draft}
            proposed={() => templateTexts(view, audience, draft.state)}
            labels={TEXT_LABELS}
            onFill={setDraft}
            isDisabled={readOnly}
          >
            {!blank && (
              <Button size="small" kind="quiet" onPress={clear} isDisabled={readOnly}>
                Empty it
              </Button>
            )}
          </FillBar>
        </div>
        {PARTS.map(({ id, help, max }) => (
          <TextField
            key={id}
            label={TEXT_LABELS[id]}
            placeholder={help}
            rows={2}
            value={draft[id]}
            onChange={(value) => set(id, value)}
            maxLength={max}
          />
        ))}
        <Figures draft={draft} onChange={setDraft} isDisabled={readOnly} />
        <div className="row composer-confidence">
          <RatioSlider label="How sure are we of the cause?" value={draft.confidence} onChange={(value) => set('confidence', value)} />
          {draft.confidence !== undefined && (
            <Button size="small" kind="quiet" onPress={() => set('confidence', undefined)}>
              Leave it out
            </Button>
          )}
        </div>
        <FieldGroup legend="Back to normal: a range, in minutes from now">
          <NumberField label="From" value={draft.etaFrom} onChange={(value) => set('etaFrom', value)} min={0} max={10_000} />
          <NumberField label="To" value={draft.etaTo} onChange={(value) => set('etaTo', value)} min={0} max={10_000} />
        </FieldGroup>
        <FieldGroup legend="Next update">
          <NumberField
            label="In minutes"
            value={draft.nextUpdate}
            onChange={(value) => set('nextUpdate', value)}
            min={0}
            max={10_000}
            {...(usual === undefined ? {} : { help: `${view.severity ?? 'This severity'} asks for one every ${usual} minutes` })}
          />
          {usual !== undefined && draft.nextUpdate !== usual && (
            <div className="row next-usual">
              <Button size="small" onPress={() => set('nextUpdate', usual)} isDisabled={readOnly}>
                In {usual} minutes
              </Button>
            </div>
          )}
        </FieldGroup>
      </section>
      <div className="stack composer-side">
        <section className="stack-tight" aria-labelledby="preview-title">
          <h3 id="preview-title">As they read it</h3>
          {blank ? <p className="empty">Nothing written yet.</p> : <Preview args={args} />}
        </section>
        <section className="stack-tight" aria-labelledby="findings-title">
          <h3 id="findings-title">Before it goes out</h3>
          <Findings findings={findings} />
        </section>
        <div className="row">
          <Button
            kind="primary"
            isDisabled={readOnly || sending || findings.some(({ weight }) => weight === 'stops')}
            onPress={() => void send()}
          >
            Send to {audience}
          </Button>
          {missing > 0 && <span className="small quiet">It can go out as it is.</span>}
        </div>
        <Sent audience={audience} onReuse={readOnly ? undefined : reuse} />
      </div>
      <Modal title="Replace what you are writing?" isOpen={reusing !== undefined} onClose={() => setReusing(undefined)}>
        <p>Your draft to {audience} has text in it.</p>
        <div className="dialog-actions">
          <Button onPress={() => setReusing(undefined)}>Keep my draft</Button>
          <Button
            kind="primary"
            onPress={() => {
              if (reusing !== undefined) setDraft(nextDraft(reusing));
              setReusing(undefined);
            }}
          >
            Replace it
          </Button>
        </div>
      </Modal>
    </div>
  );
}
