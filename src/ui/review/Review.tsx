// Looking back before the verdict: reactions, causes by depth, lessons, measures, calibration, self-assessment. Submitting opens the debrief.
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useAct, useSession, useView } from '../app/session-context.tsx';
import { Button, Modal, sincePage, TextField } from '../theme/index.ts';
import { ActionItems } from './ActionItems.tsx';
import { Calibration } from './Calibration.tsx';
import { LateEvidence } from './LateEvidence.tsx';
import { Lessons } from './Lessons.tsx';
import { SelfAssessment } from './SelfAssessment.tsx';
import './review.css';

const REFLECTION = { wentWell: '', wentBadly: '', lucky: '', feelings: '' };
const CAUSES = { surface: '', deeper: '', deepest: '' };
const any = (texts: Record<string, string>) => Object.values(texts).some((text) => text.trim() !== '');

export default function Review() {
  const view = useView();
  const session = useSession();
  const act = useAct();
  const [, navigate] = useLocation();
  const [reflection, setReflection] = useState(REFLECTION);
  const [causes, setCauses] = useState(CAUSES);
  const [recorded, setRecorded] = useState({ reflection: '', causes: '' });
  const [confirming, setConfirming] = useState(false);
  const over = ['resolved', 'review', 'scored'].includes(view.phase) || view.ended;

  const recordReflection = async () => {
    if (
      any(reflection) &&
      JSON.stringify(reflection) !== recorded.reflection &&
      (await act({ kind: 'review.reflection', args: reflection }, 'Reflection recorded'))
    )
      setRecorded((old) => ({ ...old, reflection: JSON.stringify(reflection) }));
  };
  const recordCauses = async () => {
    if (
      causes.surface.trim() !== '' &&
      JSON.stringify(causes) !== recorded.causes &&
      (await act({ kind: 'review.causes', args: causes }, 'Causes recorded'))
    )
      setRecorded((old) => ({ ...old, causes: JSON.stringify(causes) }));
  };
  const submit = async () => {
    await recordReflection();
    await recordCauses();
    if (!view.paused) await session.pace(true, view.speed);
    if (await act({ kind: 'review.submit', args: {} })) navigate(`/drill/${session.id}/debrief`);
  };

  if (!over) {
    return (
      <main className="page">
        <h1>The review comes after the incident</h1>
        <p>
          Finish the incident in the room first. <Link href={`/drill/${session.id}`}>Back to the room</Link>
        </p>
      </main>
    );
  }
  return (
    <main className="page review">
      <header className="stack-tight">
        <Link href={`/drill/${session.id}`} className="small">
          Back to the room
        </Link>
        <h1>Review: {view.scenario.title}</h1>
        <p className="quiet">
          The pressure is off
          {view.resolvedAtUs === undefined ? '' : `; declared resolved at ${sincePage(view.resolvedAtUs, view.tPlusZeroUs) ?? ''}`}. Write
          for somebody who was not there, and without blame: what made it reasonable at the time?
        </p>
      </header>
      {view.phase === 'scored' && (
        <p className="notice">
          <span>
            This review is submitted. <Link href={`/drill/${session.id}/debrief`}>Open the debrief</Link>
          </span>
        </p>
      )}
      <LateEvidence />
      <section className="card stack" aria-labelledby="reflection-title">
        <h2 id="reflection-title">How did it go?</h2>
        <div className="review-grid">
          <TextField
            label="What went well"
            rows={3}
            value={reflection.wentWell}
            onChange={(wentWell) => setReflection({ ...reflection, wentWell })}
            maxLength={4000}
          />
          <TextField
            label="What went badly"
            rows={3}
            value={reflection.wentBadly}
            onChange={(wentBadly) => setReflection({ ...reflection, wentBadly })}
            maxLength={4000}
          />
          <TextField
            label="Where were you lucky?"
            rows={2}
            value={reflection.lucky}
            onChange={(lucky) => setReflection({ ...reflection, lucky })}
            maxLength={4000}
          />
          <TextField
            label="How did it feel?"
            rows={2}
            value={reflection.feelings}
            onChange={(feelings) => setReflection({ ...reflection, feelings })}
            maxLength={2000}
          />
        </div>
        <div className="row">
          <Button isDisabled={!any(reflection)} onPress={() => void recordReflection()}>
            Record
          </Button>
        </div>
      </section>
      <section className="card stack" aria-labelledby="causes-title">
        <h2 id="causes-title">Why did it happen?</h2>
        <TextField
          label="On the surface: what broke"
          rows={2}
          value={causes.surface}
          onChange={(surface) => setCauses({ ...causes, surface })}
          maxLength={1000}
        />
        <TextField
          label="Deeper: what let it through"
          rows={2}
          value={causes.deeper}
          onChange={(deeper) => setCauses({ ...causes, deeper })}
          maxLength={1000}
        />
        <TextField
          label="Deepest: what in the way of working makes it likely again"
          rows={2}
          value={causes.deepest}
          onChange={(deepest) => setCauses({ ...causes, deepest })}
          maxLength={1000}
        />
        <div className="row">
          <Button isDisabled={causes.surface.trim() === ''} onPress={() => void recordCauses()}>
            Record
          </Button>
        </div>
      </section>
      <Lessons />
      <ActionItems />
      <Calibration />
      <SelfAssessment />
      <section className="row-between">
        <p className="quiet">Submitting ends the review. What is not written is not scored.</p>
        <Button kind="primary" isDisabled={view.phase === 'scored'} onPress={() => setConfirming(true)}>
          Submit and open the debrief
        </Button>
      </section>
      <Modal title="Submit the review?" isOpen={confirming} onClose={() => setConfirming(false)}>
        <p>After this the journal is closed and the debrief opens. Texts you have not recorded yet are recorded now.</p>
        <div className="dialog-actions">
          <Button onPress={() => setConfirming(false)}>Not yet</Button>
          <Button kind="primary" onPress={() => void submit()}>
            Submit
          </Button>
        </div>
      </Modal>
    </main>
  );
}
