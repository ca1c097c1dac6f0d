// Probabilities over causes. Change them while thinking, record them when they mean something; the rest is always "something else".
import { useEffect, useState } from 'react';
import type { Cause } from '../../schema/index.ts';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { Button, ChoiceField, Mark, percentText, RatioSlider, sincePage, TextField } from '../theme/index.ts';
import { type Belief, causeText, DRAFT_KEY, sameBeliefs, sameCause, setBelief, somethingElse } from './beliefs.ts';
import { Spark } from './Spark.tsx';

const BELIEFS_MAX = 12;

export function Hypotheses() {
  const view = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const { lastLook, pin } = useRoom();
  const recorded: Belief[] = view.beliefs.map(({ cause, probability }) => ({ cause, probability }));
  const [edited, setEdited] = useRemembered<Belief[] | undefined>(DRAFT_KEY, undefined);
  const [because, setBecause] = useRemembered('beliefs.because', '');
  const beliefs = readOnly ? recorded : (edited ?? recorded);
  const dirty = edited !== undefined && !sameBeliefs(edited, recorded);
  const [component, setComponent] = useState('');
  const [kind, setKind] = useState('');
  useEffect(() => {
    if (component === '' && view.causes.components[0] !== undefined) setComponent(view.causes.components[0]);
    if (kind === '' && view.causes.kinds[0] !== undefined) setKind(view.causes.kinds[0]);
  }, [view.causes, component, kind]);
  const change = (cause: Cause, probability: number) => setEdited(setBelief(beliefs, cause, probability));
  const record = async () => {
    if (await act({ kind: 'hypothesis.set', args: { beliefs, because } }, 'Beliefs recorded')) {
      setEdited(undefined);
      setBecause('');
    }
  };
  const rest = somethingElse(beliefs);
  return (
    <div className="stack">
      {beliefs.length === 0 && (
        <p className="quiet">
          What could it be? Name a component and a kind of fault, and say how likely. Everything you have not named is “something else”.
        </p>
      )}
      <ul className="stack">
        {beliefs.map((belief) => {
          const shown = view.beliefs.find((candidate) => sameCause(candidate.cause, belief.cause));
          return (
            <li key={causeText(belief.cause)} className="belief">
              <div className="row-between">
                <strong>
                  {belief.cause.component} <span className="quiet">{belief.cause.kind}</span>
                </strong>
                {shown !== undefined && (
                  <Spark
                    points={shown.history.map((point) => point.probability)}
                    label={`${causeText(belief.cause)} over time: ${shown.history.map((point) => percentText(point.probability)).join(', ')}`}
                  />
                )}
              </div>
              {readOnly ? (
                <span className="figure-value">{percentText(belief.probability)}</span>
              ) : (
                <RatioSlider
                  label={causeText(belief.cause)}
                  hideLabel
                  value={belief.probability}
                  onChange={(value) => change(belief.cause, value)}
                />
              )}
              {shown !== undefined && shown.pins.length > 0 && (
                <ul className="stack-tight">
                  {shown.pins.map((pinned) => (
                    <li key={pinned.seq} className="row small">
                      <Mark tone={pinned.supports === 'for' ? 'accent' : 'plain'}>{pinned.supports}</Mark>
                      <span className="grow">
                        {pinned.label}
                        {pinned.note !== '' && <span className="quiet"> — {pinned.note}</span>}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
      <div className="row-between something-else">
        <span>Something else</span>
        <span className="figure-value">{percentText(rest)}</span>
      </div>
      {!readOnly && (
        <>
          {dirty && (
            <div className="stack-tight card">
              <TextField label="Because" value={because} onChange={setBecause} placeholder="What made you think so" maxLength={1000} />
              <div className="row">
                <Button kind="primary" onPress={() => void record()}>
                  Record these beliefs
                </Button>
                <Button kind="quiet" onPress={() => setEdited(undefined)}>
                  Undo
                </Button>
              </div>
            </div>
          )}
          <div className="stack-tight">
            <div className="fields two">
              <ChoiceField label="Component" value={component} onChange={setComponent} options={view.causes.components} />
              <ChoiceField label="Kind of fault" value={kind} onChange={setKind} options={view.causes.kinds} />
            </div>
            <div className="row">
              <Button
                isDisabled={
                  beliefs.length >= BELIEFS_MAX ||
                  beliefs.some((belief) => belief.cause.component === component && belief.cause.kind === kind)
                }
                onPress={() => change({ component, kind: kind as Cause['kind'] }, Math.min(0.3, rest))}
              >
                Add hypothesis
              </Button>
            </div>
            {lastLook !== undefined && view.beliefs.length > 0 && (
              <Button kind="link" onPress={() => pin(lastLook)}>
                Pin the last look: {lastLook.label}
              </Button>
            )}
          </div>
        </>
      )}
      {view.beliefs.length > 0 && (
        <p className="small quiet">
          Last recorded{' '}
          {sincePage(Math.max(...view.beliefs.flatMap((belief) => belief.history.map((point) => point.atUs))), view.tPlusZeroUs) ?? ''}
        </p>
      )}
    </div>
  );
}
