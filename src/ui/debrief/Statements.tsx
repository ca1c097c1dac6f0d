// What was said to others beside what was so at that instant: claim by claim, with what the instruments showed and what was true.
import type { DrillView, Statement, StatementClaim } from '../../schema/index.ts';
import { Button, Mark, sincePage, spanText, type Tone } from '../theme/index.ts';
import { claimText } from './claim-text.ts';
import { EvidenceList } from './EvidenceList.tsx';

const TONE: Record<StatementClaim['verdict'], Tone> = { true: 'ok', near: 'plain', wrong: 'bad', open: 'plain' };
const WORDS: Record<StatementClaim['verdict'], string> = {
  true: 'true',
  near: 'near enough',
  wrong: 'not so',
  open: 'could not be known yet',
};

export function Statements({
  statements,
  view,
  onShow,
}: {
  statements: readonly Statement[];
  view: DrillView;
  onShow: (atUs: number) => Promise<void>;
}) {
  const claims = statements.flatMap((statement) => statement.claims);
  const wrong = claims.filter(({ verdict }) => verdict === 'wrong').length;
  return (
    <section className="card stack" aria-labelledby="statements-title">
      <h2 id="statements-title">What you told others</h2>
      {statements.length === 0 ? (
        <p className="empty">You told nobody anything that could be checked.</p>
      ) : (
        <>
          <p className="quiet">
            {claims.length === 0
              ? 'Nothing in it could be checked against the world.'
              : wrong === 0
                ? `Of ${claims.length} things you said, none was wrong.`
                : `Of ${claims.length} things you said, ${wrong} ${wrong === 1 ? 'was' : 'were'} not so.`}
          </p>
          <ul className="criteria">
            {statements.map((statement) => (
              <li key={statement.seq}>
                <div className="row">
                  <Button kind="link" onPress={() => void onShow(statement.atUs)}>
                    {sincePage(statement.atUs, view.tPlusZeroUs) ?? spanText(statement.atUs)}
                  </Button>
                  <strong>
                    {statement.kind} to {statement.to}
                  </strong>
                </div>
                {statement.text !== '' && <p className="small">{statement.text}</p>}
                {statement.claims.map((claim) => (
                  <div key={`${claim.about} ${claim.said}`} className="claim stack-tight">
                    <div className="row">
                      <Mark tone={TONE[claim.verdict]}>{WORDS[claim.verdict]}</Mark>
                      <span>{claimText(claim)}</span>
                    </div>
                    <p className="small quiet">{claim.because}</p>
                    <EvidenceList evidence={claim.evidence} onShow={onShow} />
                  </div>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
