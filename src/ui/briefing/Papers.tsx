// What there is to read once the drill runs, and how severe is what here.
import type { DrillView } from '../../schema/index.ts';

export function Papers({ view }: { view: DrillView }) {
  const papers = view.artefacts.filter(({ revealed }) => !revealed);
  return (
    <>
      {papers.length === 0 ? (
        <p className="quiet">Nothing is written down here.</p>
      ) : (
        <ul className="bullets">
          {papers.map(({ name, title, kind }) => (
            <li key={name}>
              {title} <span className="quiet">({kind})</span>
            </li>
          ))}
        </ul>
      )}
      <p className="small quiet">Open them in the room under Documents: what you read, and when, is part of the drill.</p>
    </>
  );
}

export function Matrix({ view }: { view: DrillView }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">severity</th>
          <th scope="col">means</th>
          <th scope="col">when</th>
        </tr>
      </thead>
      <tbody>
        {view.matrix.map((row) => (
          <tr key={`${row.severity} ${row.when}`}>
            <th scope="row" className="severity-name">
              {row.severity}
            </th>
            <td>{row.says}</td>
            <td>{row.when}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
