// Criteria that need a human eye: one's own judgement against written anchors, reported apart from the machine's.
import type { DrillView } from '../../schema/index.ts';
import { useAct, useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { useDraft } from '../app/use-draft.ts';
import { Button, Mark, TextField } from '../theme/index.ts';

export function SelfAssessment() {
  const view = useView();
  if (view.judged.length === 0) return null;
  return (
    <section className="card stack" id="step-self" tabIndex={-1} aria-labelledby="self-title">
      <h2 id="self-title">Judge yourself</h2>
      <p className="quiet prose">No machine can read these. Compare with the anchors, as honestly as for a colleague; they count apart.</p>
      {view.judged.map((criterion) => (
        <Criterion key={criterion.id} criterion={criterion} />
      ))}
    </section>
  );
}

function Criterion({ criterion }: { criterion: DrillView['judged'][number] }) {
  const view = useView();
  const act = useAct();
  const anchors = Object.entries(criterion.anchors).sort(([a], [b]) => Number(a) - Number(b));
  const session = useSession();
  const closed = useReadOnly() || view.phase === 'scored';
  // −1: not judged. A draft keeps plain data of one shape.
  const [{ points: chosen, note }, setDraft, clear] = useDraft(session.id, `review.self.${criterion.id}`, { points: -1, note: '' });
  const points = chosen >= 0 ? chosen : criterion.given;
  const changed = points !== undefined && (points !== criterion.given || note !== '');
  return (
    <fieldset className="criterion-judge">
      <legend>
        {criterion.title} <span className="quiet">({criterion.pointsMax} points)</span>{' '}
        {criterion.given !== undefined && <Mark tone="accent">you gave {criterion.given}</Mark>}
      </legend>
      <p>{criterion.question}</p>
      {anchors.map(([value, text]) => (
        <label key={value} className="anchor">
          <input
            type="radio"
            name={criterion.id}
            checked={points === Number(value)}
            onChange={() => setDraft({ points: Number(value), note })}
            disabled={closed}
          />
          <span className="figure-value">{value}</span>
          <span>{text}</span>
        </label>
      ))}
      <TextField label="Why" value={note} onChange={(next) => setDraft({ points: chosen, note: next })} maxLength={500} />
      <div className="row">
        <Button
          size="small"
          isDisabled={!changed || closed}
          onPress={async () => {
            if (
              points !== undefined &&
              (await act({ kind: 'review.self-assessment', args: { criterion: criterion.id, points, note } }, 'Judgement recorded'))
            )
              clear();
          }}
        >
          Record {points ?? ''}
        </Button>
      </div>
    </fieldset>
  );
}
