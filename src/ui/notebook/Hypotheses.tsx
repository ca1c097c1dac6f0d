// Probabilities over causes. Change them while thinking, record them when they mean something; the rest is always "something else".
import { useState } from 'react';
import type { BeliefView } from '../../schema/index.ts';
import { useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { Explain } from '../guide/index.ts';
import { useRoom } from '../room/room-context.tsx';
import { Button, percentText, sincePage, TextField } from '../theme/index.ts';
import { BeliefHistory } from './BeliefHistory.tsx';
import { type Belief, causeText, sameCause } from './beliefs.ts';
import { CauseFields, chosenCause } from './CauseFields.tsx';
import { Pins } from './Pins.tsx';
import { ShareField } from './ShareField.tsx';
import { Spark } from './Spark.tsx';
import { useBeliefs } from './use-beliefs.ts';

const BELIEFS_MAX = 12;
/** A new hypothesis begins here, or with what is left. */
const FIRST_GUESS = 0.3;

export function Hypotheses() {
  const view = useView();
  const readOnly = useReadOnly();
  const { lastLook, pin } = useRoom();
  const own = useBeliefs();
  const { beliefs, rest, dirty } = own;
  const [wanted, setWanted] = useState({ component: '', kind: '' });
  const cause = chosenCause(wanted, view.causes);
  const pinned = view.beliefs.some(({ pins }) => pins.some(({ look }) => look === lastLook?.seq));
  const named = beliefs.some((belief) => sameCause(belief.cause, cause) && belief.probability > 0);
  return (
    <div className="stack">
      {beliefs.length === 0 && (
        <p className="quiet">
          What could it be? Name a component and a kind of fault, and say how likely. Everything you have not named is “something else”.
        </p>
      )}
      <ul className="stack">
        {beliefs.map((belief) => (
          <BeliefRow
            key={causeText(belief.cause)}
            belief={belief}
            shown={view.beliefs.find((known) => sameCause(known.cause, belief.cause))}
            onChange={(value) => own.change(belief.cause, value)}
            onRemove={() => own.remove(belief.cause)}
          />
        ))}
      </ul>
      <div className="row-between something-else" role="status">
        <span>
          Something else
          <Explain of="probability" />
        </span>
        <span className="figure-value">{percentText(rest)}</span>
      </div>
      {dirty && (
        <div className="stack-tight card">
          <TextField label="Because" value={own.because} onChange={own.explain} placeholder="What made you think so" maxLength={1000} />
          <div className="row">
            <Button kind="primary" onPress={() => void own.record()}>
              Record these beliefs
            </Button>
            <Button kind="quiet" onPress={own.forget}>
              Undo
            </Button>
          </div>
        </div>
      )}
      {!readOnly && (
        <div className="stack-tight">
          <CauseFields cause={wanted} onChange={setWanted} />
          <div className="row">
            <Button
              isDisabled={named || beliefs.length >= BELIEFS_MAX}
              onPress={() => own.change(cause, Math.max(0.01, Math.min(FIRST_GUESS, rest)))}
            >
              Add hypothesis
            </Button>
          </div>
          {lastLook !== undefined && !pinned && (
            <Button kind="link" onPress={() => pin(lastLook)}>
              Pin the last look: {lastLook.label}
            </Button>
          )}
        </div>
      )}
      <LastRecorded own={own} />
    </div>
  );
}

function BeliefRow({
  belief,
  shown,
  onChange,
  onRemove,
}: {
  belief: Belief;
  shown: BeliefView | undefined;
  onChange: (value: number) => void;
  onRemove: () => void;
}) {
  const readOnly = useReadOnly();
  const text = causeText(belief.cause);
  return (
    <li className="belief">
      <div className="row-between">
        <strong>
          {belief.cause.component} <span className="quiet">{belief.cause.kind}</span>
        </strong>
        {shown === undefined ? (
          !readOnly && (
            <Button size="small" kind="quiet" aria-label={`Remove ${text}`} onPress={onRemove}>
              ×
            </Button>
          )
        ) : (
          <Spark
            points={shown.history.map((point) => point.probability)}
            label={`${text} over time: ${shown.history.map((point) => percentText(point.probability)).join(', ')}`}
          />
        )}
      </div>
      {readOnly ? (
        <span className="figure-value">{percentText(belief.probability)}</span>
      ) : (
        <ShareField label={text} value={belief.probability} onChange={onChange} />
      )}
      {shown !== undefined && shown.pins.length > 0 && <Pins pins={shown.pins} />}
      {shown !== undefined && shown.history.length > 0 && <BeliefHistory belief={shown} />}
    </li>
  );
}

/** When the last ones were recorded, and the way back to those before: another entry, because nothing is ever erased. */
function LastRecorded({ own }: { own: ReturnType<typeof useBeliefs> }) {
  const view = useView();
  const session = useSession();
  const readOnly = useReadOnly();
  const { before, dirty } = own;
  const last = session.journal.findLast((entry) => entry.kind === 'hypothesis.set' && entry.atUs <= view.nowUs);
  if (last === undefined || before === undefined) return null;
  return (
    <div className="row-between small quiet">
      <span>Last recorded {sincePage(last.atUs, view.tPlusZeroUs) ?? ''}</span>
      {!readOnly && !dirty && (
        <Button kind="link" size="small" onPress={() => void own.record(before, 'Took back the last change')}>
          Go back to the ones before
        </Button>
      )}
    </div>
  );
}
