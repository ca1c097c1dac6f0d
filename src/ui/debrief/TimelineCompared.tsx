// The course of events as it was remembered beside the true one: what was missed, what was misplaced and by how much.
import type { DrillView, JournalEntry, Measures } from '../../schema/index.ts';
import { lastArgs } from '../review/forms.ts';
import { Button, clockText, Mark, sincePage, spanWords } from '../theme/index.ts';
import { compareTimelines, type TimelineRow } from './timeline-compared.ts';
import { trueTimeline } from './true-timeline.ts';

interface Props {
  view: DrillView;
  measures: Measures;
  journal: readonly JournalEntry[];
  onShow: (atUs: number) => Promise<void>;
}

export function TimelineCompared({ view, measures, journal, onShow }: Props) {
  const items = lastArgs(journal, 'review.timeline')?.items ?? [];
  const compared = compareTimelines(trueTimeline(view, measures), items);
  const { rows, remembered, misplaced, missed, other, swapped, offUsMedian } = compared;
  const when = (us: number) => sincePage(us, view.tPlusZeroUs) ?? clockText(view.scenario.startsAtMs, us);
  return (
    <section className="card stack" aria-labelledby="course-title">
      <h2 id="course-title">What happened, and what you remembered</h2>
      <p>
        {items.length === 0
          ? 'You did not rebuild the course of events, so here is only the true one.'
          : `You remembered ${remembered} of ${remembered + missed} main events${misplaced === 0 ? '' : `, ${misplaced} of them more than a minute off`}${
              offUsMedian === undefined ? '' : `; half of them ${offUsMedian < 1e6 ? 'to the second' : `within ${spanWords(offUsMedian)}`}`
            }.${other === 0 ? '' : ` ${other} of your lines ${other === 1 ? 'matches' : 'match'} none of them.`}`}
      </p>
      {swapped.map(({ first, second }) => (
        <p key={`${first} ${second}`} className="small">
          <Mark tone="warn">other way round</Mark> You put “{first}” before “{second}”.
        </p>
      ))}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
      <div className="scroll-x" role="region" aria-label="Course of events, table" tabIndex={0}>
        <table className="course-table">
          <caption className="visually-hidden">The true course of events beside the remembered one</caption>
          <thead>
            <tr>
              <th scope="col">when</th>
              <th scope="col">what happened</th>
              {items.length > 0 && <th scope="col">what you remembered</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
              <tr key={index}>
                <th scope="row">
                  <Button kind="link" onPress={() => void onShow(row.atUs)}>
                    {when(row.atUs)}
                  </Button>
                </th>
                <td>{row.kind === 'other' ? <span className="quiet">none of the main events</span> : row.event.text}</td>
                {items.length > 0 && (
                  <td>
                    <Remembered row={row} when={when} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Remembered({ row, when }: { row: TimelineRow; when: (us: number) => string }) {
  if (row.kind === 'missed') return <Mark tone="plain">not remembered</Mark>;
  if (row.kind === 'other') return <>{row.item.text}</>;
  return (
    <>
      {row.item.text}{' '}
      {row.misplaced ? (
        <Mark tone="warn">
          {when(row.item.atS * 1e6)}, {spanWords(Math.abs(row.offUs))} too {row.offUs > 0 ? 'late' : 'early'}
        </Mark>
      ) : (
        <Mark tone="ok">{Math.abs(row.offUs) < 1e6 ? 'to the second' : `${spanWords(Math.abs(row.offUs))} off`}</Mark>
      )}
    </>
  );
}
