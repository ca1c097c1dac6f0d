// "This drill stopped": what happened, and the three inputs to hand on, so that anyone can run it again.
import { type DrillSession, downloadInputs } from '../../host/client/index.ts';
import { Button } from '../theme/index.ts';

interface Props {
  title: string;
  message: string;
  details?: string[] | undefined;
  session?: DrillSession | undefined;
}

export function ErrorScreen({ title, message, details = [], session }: Props) {
  return (
    <main className="page">
      <div role="alert" className="stack-tight">
        <h1>{title}</h1>
        <p className="prose">{message}</p>
      </div>
      {details.length > 0 && (
        <ul className="card stack-tight mono small">
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      <p className="prose quiet">
        What you did is saved up to the last accepted entry. A drill is fully described by its scenario, its seed and its journal: with
        these three, anybody can see what you saw.
      </p>
      <div className="row">
        <Button kind="primary" onPress={() => location.reload()}>
          Load again
        </Button>
        {session !== undefined && (
          <Button onPress={() => downloadInputs(session.bundle, session.seed, session.journal, session.getState().live.nowUs, message)}>
            Download scenario, seed and journal
          </Button>
        )}
        <a className="button" href="#/">
          To the library
        </a>
      </div>
    </main>
  );
}
