// A month's report on objectives, as it would be handed in: promises, incidents with their share of the budget, recommendations.
import type { SloReport } from '../../schema/index.ts';
import { Mark, minutesWords, objectiveText, percentText, type Tone } from '../theme/index.ts';

const STATUS: Record<SloReport['objectives'][number]['status'], Tone> = { met: 'ok', 'at risk': 'warn', missed: 'bad' };

export function SloReportView({ report }: { report: SloReport }) {
  return (
    <article className="stack" aria-label={`Reliability report ${report.month}`}>
      <div>
        <h3>Reliability report {report.month}</h3>
        <p className="small quiet">{report.basis}</p>
      </div>
      <div className="scroll-x">
        <table>
          <caption className="visually-hidden">Objectives</caption>
          <thead>
            <tr>
              <th scope="col">Objective</th>
              <th scope="col">Status</th>
              <th scope="col" className="number">
                Promised
              </th>
              <th scope="col" className="number">
                Achieved
              </th>
              <th scope="col" className="number">
                Budget
              </th>
              <th scope="col" className="number">
                Spent
              </th>
            </tr>
          </thead>
          <tbody>
            {report.objectives.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <td>
                  <Mark tone={STATUS[row.status]}>{row.status}</Mark>
                </td>
                <td className="number">{objectiveText(row.objective)}</td>
                <td className="number">{objectiveText(row.achieved)}</td>
                <td className="number">{minutesWords(row.allowedMinutes)}</td>
                <td className="number">
                  {minutesWords(row.spentMinutes)} ({percentText(row.spentRatio)})
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h4>Incidents</h4>
      {report.incidents.length === 0 ? (
        <p className="quiet">Nobody was paged.</p>
      ) : (
        <ul className="stack">
          {report.incidents.map((incident) => (
            <li key={`${incident.run} ${incident.from}`} className="report-incident">
              <p>
                <strong>{incident.from}</strong>, {minutesWords(incident.minutes)}
                {incident.unnoticedMinutes > 0 && `; the first page came after ${minutesWords(incident.unnoticedMinutes)}`}
              </p>
              <p className="small quiet">{incident.alerts.join(', ')}</p>
              <ul className="row">
                {incident.shares.map(({ name, spentMinutes, spentRatio }) => (
                  <li key={name}>
                    <Mark>
                      {name}: {minutesWords(spentMinutes)}, {percentText(spentRatio)} of the budget
                    </Mark>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
      <h4>Recommendations</h4>
      <ul className="report-advice">
        {(report.recommendations.length === 0 ? ['Nothing stands out.'] : report.recommendations).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </article>
  );
}
