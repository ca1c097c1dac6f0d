// What was really the matter: the cause in words, how it spread beside what was drawn, deeper causes, rival explanations, the author's notes.
import type { DrillView, Scorecard } from '../../schema/index.ts';
import { Mark } from '../theme/index.ts';
import { type Arrow, compareCascade } from './cascade-compared.ts';

function ArrowText({ from, to }: Arrow) {
  return (
    <span className="arrow-text">
      {from} <span aria-hidden="true">→</span>
      <span className="visually-hidden">hurts</span> {to}
    </span>
  );
}

function Spread({ spreads, drawn }: { spreads: readonly Arrow[]; drawn: readonly Arrow[] }) {
  const compared = compareCascade(spreads, drawn);
  const found = compared.spreads.filter((arrow) => arrow.drawn).length;
  if (spreads.length === 0 && drawn.length === 0) return null;
  return (
    <section className="stack-tight" aria-labelledby="spread-title">
      <h3 id="spread-title">How it spread</h3>
      <p className="quiet small">
        {drawn.length === 0
          ? 'You drew no cascade.'
          : `You drew ${found} of the ${spreads.length} true arrows${compared.untrue.length === 0 ? '' : `, and ${compared.untrue.length} that ${compared.untrue.length === 1 ? 'is' : 'are'} not true`}.`}
      </p>
      {spreads.length > 0 && (
        <ol className="stack-tight truth-list">
          {compared.spreads.map((arrow) => (
            <li key={`${arrow.from} ${arrow.to}`}>
              <ArrowText {...arrow} />
              {drawn.length > 0 && <Mark tone={arrow.drawn ? 'ok' : 'plain'}>{arrow.drawn ? 'you drew it' : 'not drawn'}</Mark>}
            </li>
          ))}
        </ol>
      )}
      {compared.untrue.length > 0 && (
        <>
          <h4 className="field-label">Drawn, but not true</h4>
          <ul className="stack-tight truth-list">
            {compared.untrue.map((arrow) => (
              <li key={`${arrow.from} ${arrow.to}`}>
                <ArrowText {...arrow} />
                <Mark tone="warn">{arrow.reversed ? 'the other way round' : 'not so'}</Mark>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

export function Truth({ truth, view }: { truth: Scorecard['truth']; view: DrillView }) {
  const { quiet, cause, detail, spreads, deeper, rivals, notes } = truth;
  return (
    <section className="card stack" aria-labelledby="truth-title">
      <h2 id="truth-title">What was the matter</h2>
      <div className="stack-tight prose">
        {quiet && (
          <p>
            <strong>Nothing was wrong.</strong>
          </p>
        )}
        {cause !== undefined && (
          <p>
            <strong>
              {cause.component}: {cause.kind}
            </strong>
          </p>
        )}
        {detail !== '' && <p>{detail}</p>}
        {!quiet && cause === undefined && detail === '' && <p className="quiet">The scenario does not say.</p>}
      </div>
      <Spread spreads={spreads} drawn={view.cascade} />
      {deeper.length > 0 && (
        <section className="stack-tight" aria-labelledby="deeper-title">
          <h3 id="deeper-title">Deeper causes</h3>
          <ul className="bullets">
            {deeper.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
      {rivals.length > 0 && (
        <section className="stack-tight" aria-labelledby="rivals-title">
          <h3 id="rivals-title">What else it could have been</h3>
          <ul className="stack truth-list">
            {rivals.map(({ named, ruledOut, ruledOutBy }) => (
              <li key={named}>
                <span>{named}</span>
                <Mark tone={ruledOut ? 'ok' : 'plain'}>{ruledOut ? 'you ruled it out' : 'not ruled out'}</Mark>
                <span className="quiet small">Spoke against it: {ruledOutBy.join('; ')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {notes.trim() !== '' && (
        <section className="stack-tight" aria-labelledby="notes-title">
          <h3 id="notes-title">Notes of the author</h3>
          {/* Files break lines where the editor did; only an empty line is a paragraph. */}
          {notes
            .trim()
            .split(/\n\s*\n/)
            .map((paragraph) => (
              <p key={paragraph} className="prose">
                {paragraph}
              </p>
            ))}
        </section>
      )}
    </section>
  );
}
