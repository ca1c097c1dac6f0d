// What the dashboards showed shortly after the start of this very run, before anybody was called: the figures to compare with.
import { useEffect, useState } from 'react';
import { useSession, useView } from '../app/session-context.tsx';
import { clockText, figureText, legendText } from '../theme/index.ts';

const AT_US = 5 * 60_000_000;

interface Row {
  panel: string;
  series: string;
  text: string;
}

export function Baseline() {
  const session = useSession();
  const view = useView();
  const [rows, setRows] = useState<Row[] | undefined>(undefined);
  const atUs = Math.min(AT_US, view.nowUs);
  const { dashboards } = view;
  const key = JSON.stringify(dashboards);
  // biome-ignore lint/correctness/useExhaustiveDependencies: dashboards are compared by content
  useEffect(() => {
    let gone = false;
    const panels = dashboards.flatMap((dashboard) => dashboard.panels);
    void Promise.all(
      panels.map(async (panel) => {
        const replies = await Promise.all(panel.series.map(({ expr }) => session.chart(expr, atUs, atUs, 5_000_000)));
        return replies.flatMap((reply, index) =>
          reply.series.map((one) => ({
            panel: panel.title,
            series: legendText(panel.series[index]?.legend ?? '', one.labels),
            text: figureText(one.values.at(-1), panel.unit),
          })),
        );
      }),
    ).then(
      (all) => !gone && setRows(all.flat()),
      () => !gone && setRows([]),
    );
    return () => {
      gone = true;
    };
  }, [session, key, atUs]);
  if (rows === undefined) return <p className="empty">Reading the instruments…</p>;
  return (
    <>
      <p className="quiet small">As measured at {clockText(view.scenario.startsAtMs, atUs)}.</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="baseline" aria-label="What is normal: figures" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">panel</th>
              <th scope="col">series</th>
              <th scope="col" className="number">
                value
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.panel} ${row.series}`}>
                <th scope="row">{row.panel}</th>
                <td>{row.series}</td>
                <td className="number">{row.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
