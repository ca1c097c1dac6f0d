// Looking back before the verdict: reactions first, then what happened from memory, why, how sure one was, what stays. Submitting opens the debrief.
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useAct, useSession, useView } from '../app/session-context.tsx';
import { Button, Modal, sincePage } from '../theme/index.ts';
import { ActionItems } from './ActionItems.tsx';
import { Calibration } from './Calibration.tsx';
import { Causes } from './Causes.tsx';
import { LateEvidence } from './LateEvidence.tsx';
import { Lessons } from './Lessons.tsx';
import { Reactions } from './Reactions.tsx';
import { SelfAssessment } from './SelfAssessment.tsx';
import { Stepper } from './Stepper.tsx';
import { Timeline } from './Timeline.tsx';
import { type ReviewState, useReview } from './use-review.ts';
import './review.css';

export default function Review() {
  const view = useView();
  const session = useSession();
  const over = ['resolved', 'review', 'scored'].includes(view.phase) || view.ended;
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
  return <Form />;
}

function Form() {
  const view = useView();
  const session = useSession();
  const review = useReview();
  const [confirming, setConfirming] = useState(false);
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
      <div className="review-columns">
        <Stepper steps={review.steps} />
        <div className="stack review-steps">
          <Reactions review={review} />
          <Timeline review={review} />
          <Causes review={review} />
          <Calibration review={review} />
          <Lessons review={review} />
          <ActionItems review={review} />
          <LateEvidence />
          <SelfAssessment />
          <section className="row-between">
            <p className="quiet">Submitting ends the review. What you write is kept on this device until then.</p>
            <Button kind="primary" isDisabled={review.closed} onPress={() => setConfirming(true)}>
              Submit and open the debrief
            </Button>
          </section>
        </div>
      </div>
      <SubmitDialog review={review} isOpen={confirming} onClose={() => setConfirming(false)} />
    </main>
  );
}

function SubmitDialog({ review, isOpen, onClose }: { review: ReviewState; isOpen: boolean; onClose: () => void }) {
  const { steps, pending, record } = review;
  const view = useView();
  const session = useSession();
  const act = useAct();
  const [, navigate] = useLocation();
  const missing = steps.filter(({ state }) => state === 'open');
  const submit = async () => {
    for (const { kind } of pending) if (!(await record(kind))) return;
    if (!view.paused) await session.pace(true, view.speed);
    if (await act({ kind: 'review.submit', args: {} })) navigate(`/drill/${session.id}/debrief`);
  };
  return (
    <Modal title="Submit the review?" isOpen={isOpen} onClose={onClose}>
      <p>After this the journal is closed and the debrief opens: the truth, the score, and what could have been.</p>
      {missing.length > 0 && (
        <>
          <h3 className="field-label">Still empty</h3>
          <ul className="stack-tight still-empty">
            {missing.map(({ id, title }) => (
              <li key={id}>
                {title}
                {id === 'late' && ': something has not turned up yet. Run ahead to it and read it first; it can count.'}
              </li>
            ))}
          </ul>
        </>
      )}
      {pending.length > 0 && (
        <p className="quiet">
          {pending.length === 1 ? 'One text is' : `${pending.length} texts are`} written and not recorded yet:{' '}
          {pending.length === 1 ? 'it is' : 'they are'} recorded now.
        </p>
      )}
      <div className="dialog-actions">
        <Button onPress={onClose}>Not yet</Button>
        <Button kind="primary" onPress={() => void submit()}>
          Submit
        </Button>
      </div>
    </Modal>
  );
}
