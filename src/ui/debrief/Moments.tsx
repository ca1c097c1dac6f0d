// Up to three moments chosen by the machine, and what could be seen then.
import type { DrillView, Moment } from '../../schema/index.ts';
import { Button, Mark, sincePage, spanText } from '../theme/index.ts';

/** By how many there are; no run has more than one of each kind. */
const TITLES = ['', 'One moment', 'Two moments', 'Three moments'];

export function Moments({
  moments,
  view,
  onShow,
}: {
  moments: readonly Moment[];
  view: DrillView;
  onShow: (atUs: number) => Promise<void>;
}) {
  if (moments.length === 0) return null;
  const at = (us: number) => sincePage(us, view.tPlusZeroUs) ?? spanText(us);
  return (
    <section className="stack" aria-labelledby="moments-title">
      <h2 id="moments-title">{TITLES[moments.length] ?? 'Moments'}</h2>
      <ul className="moments">
        {moments.map((moment) => (
          <li key={moment.kind} className="card stack-tight">
            <div className="row-between">
              <Mark tone="change">{moment.kind}</Mark>
              <Button size="small" kind="link" onPress={() => void onShow(moment.toUs)}>
                {at(moment.fromUs)} to {at(moment.toUs)}
              </Button>
            </div>
            <p>{moment.text}</p>
            {moment.visible.length > 0 && (
              <>
                <h3 className="field-label">What could be seen then</h3>
                <ul className="bullets small">
                  {moment.visible.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
