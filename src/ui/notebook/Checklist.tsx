// The life cycle as a list: what is due by when, what is ticked, what has to hold before it is over. A reminder, not an alarm.
import type { ChecklistItemView, DrillView, Phase, TargetView } from '../../schema/index.ts';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { Explain } from '../guide/index.ts';
import { Mark, sincePage } from '../theme/index.ts';
import { targetState } from './target-state.ts';

const PHASES: readonly { phase: Phase; title: string }[] = [
  { phase: 'detection', title: 'Detection' },
  { phase: 'response', title: 'Response' },
  { phase: 'mitigation', title: 'Mitigation' },
  { phase: 'monitoring', title: 'Monitoring' },
  { phase: 'resolved', title: 'Resolved' },
];
const TARGET_WORDS: Record<TargetView['what'], string> = {
  acknowledge: 'Acknowledge the page',
  declare: 'Declare a severity',
  commander: 'Somebody is commander',
  'first update': 'First update',
};

export function Checklist() {
  const view = useView();
  const { checklist, targets, phase, resolution } = view;
  const done = checklist.filter(({ doneAtUs }) => doneAtUs !== undefined).length;
  return (
    <div className="stack">
      {targets.length > 0 && <Targets view={view} />}
      <p className="small quiet" role="status">
        {checklist.length === 0
          ? 'This scenario has no checklist.'
          : `${done} of ${checklist.length} ticked. Some tick themselves as you act; take a tick off where it is wrong.`}
      </p>
      {PHASES.map(({ phase: of, title }) => {
        const items = checklist.filter((item) => item.phase === of);
        if (items.length === 0) return null;
        return (
          <section key={of} className="stack-tight" aria-label={title}>
            <h3>
              {title} {phase === of && <Mark tone="accent">now</Mark>}
            </h3>
            <ul className="stack-tight">
              {items.map((item) => (
                <Item key={item.id} item={item} />
              ))}
            </ul>
          </section>
        );
      })}
      {resolution.length > 0 && (
        <section className="stack-tight" aria-label="It is over when">
          <h3>It is over when</h3>
          <ul className="stack-tight">
            {resolution.map(({ says, met, reading }) => (
              <li key={says} className="row-between checklist-row">
                <span>
                  {says} <span className="small quiet">{reading}</span>
                </span>
                <Mark tone={met === undefined ? 'plain' : met ? 'ok' : 'warn'}>
                  {met === undefined ? 'not measured' : met ? 'holds' : 'not yet'}
                </Mark>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Targets({ view }: { view: DrillView }) {
  return (
    <section className="stack-tight" aria-label="Due">
      <h3>
        Due
        <Explain of="targets" line />
      </h3>
      <ul className="stack-tight">
        {view.targets.map((target) => {
          const { tone, word } = targetState(target, view);
          return (
            <li key={target.what} className="row-between checklist-row">
              <span>{TARGET_WORDS[target.what]}</span>
              <Mark tone={tone}>{word}</Mark>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Item({ item }: { item: ChecklistItemView }) {
  const { tPlusZeroUs } = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const done = item.doneAtUs !== undefined;
  return (
    <li className="checklist-row">
      <label className="row-fixed">
        <input
          type="checkbox"
          checked={done}
          disabled={readOnly}
          onChange={(event) => void act({ kind: 'checklist.tick', args: { item: item.id, done: event.target.checked } })}
        />
        <span className="grow">
          {item.text}{' '}
          <span className="small quiet">{item.doneAtUs === undefined ? '' : (sincePage(item.doneAtUs, tPlusZeroUs) ?? '')}</span>
        </span>
      </label>
    </li>
  );
}
