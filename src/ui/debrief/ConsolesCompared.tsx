// What the consoles did: this drill beside the dangerous and the safe console with nobody acting, and one's own way through the safeguards, with the time
// each of them got.
import type { ConsoleDebrief, ConsoleReport, DrillView } from '../../schema/index.ts';
import { resultOf, SAFEGUARD_WORDS, stepText, tookText, unread } from '../consoles/attempt-words.ts';
import { clockText, countText, durationText, Mark, moneyText } from '../theme/index.ts';

/** What is needed of a view: names and the time of day. */
export interface About {
  people: readonly Pick<DrillView['people'][number], 'id' | 'name'>[];
  scenario: Pick<DrillView['scenario'], 'startsAtMs'>;
}
export interface ConsolesComparedProps {
  consoles: ConsoleDebrief;
  view: About;
}

export function ConsolesCompared({ consoles: { reports, own }, view }: ConsolesComparedProps) {
  return (
    <section className="card stack" aria-labelledby="consoles-title">
      <h2 id="consoles-title">The console, dangerous and safe</h2>
      <Cost reports={reports} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
      <div className="scroll-x" role="group" aria-label="Dangerous against safe" tabIndex={0}>
        <table className="consoles-compared">
          <thead>
            <tr>
              <th scope="col">same seed</th>
              <th scope="col">slips made, and what caught them</th>
              <th scope="col" className="number">
                routine task takes
              </th>
              <th scope="col" className="number">
                routine done
              </th>
              <th scope="col" className="number">
                people hurt
              </th>
              <th scope="col" className="number">
                person-minutes
              </th>
              <th scope="col" className="number">
                money lost
              </th>
            </tr>
          </thead>
          <tbody>
            {reports.map((report) => (
              <Row key={report.run} report={report} view={view} />
            ))}
          </tbody>
        </table>
      </div>
      <OwnSteps own={own} view={view} />
    </section>
  );
}

/** What safety costs each time, as a factor. */
function Cost({ reports }: { reports: readonly ConsoleReport[] }) {
  const seconds = (variant: ConsoleReport['variant']) => reports.find((report) => report.variant === variant)?.routineSeconds;
  const [dangerous, safe] = [seconds('dangerous'), seconds('safe')];
  if (dangerous === undefined || safe === undefined || dangerous <= 0) return null;
  return (
    <p className="prose">
      By the keystroke-level model a routine task takes {durationText(dangerous * 1e6)} on the dangerous console and{' '}
      {durationText(safe * 1e6)} on the safe one: <strong>{(safe / dangerous).toFixed(1)} times as long</strong>.{' '}
      {safe > dangerous
        ? 'That is what the safeguards cost each time; what they save is below.'
        : 'Here being safe costs no time; what it saves is below.'}
    </p>
  );
}

function Row({ report, view }: { report: ConsoleReport; view: About }) {
  const { run, variant, slips, routineSeconds, routineDone, routineTotal, harm } = report;
  return (
    <tr>
      <th scope="row">
        {run}
        <br />
        <Mark tone={variant === 'safe' ? 'ok' : 'warn'}>{variant} console</Mark>
      </th>
      <td>
        {slips.length === 0 ? (
          'none'
        ) : (
          <ul className="stack-tight">
            {slips.map((slip) => (
              <li key={`${slip.title} ${slip.atUs}`}>
                {slip.title}, by {nameOf(slip.by, view)} at {clockText(view.scenario.startsAtMs, slip.atUs)}:{' '}
                {slip.caughtBy === undefined ? (
                  <Mark tone="bad">went through</Mark>
                ) : (
                  <>
                    <Mark tone="ok">caught by the {SAFEGUARD_WORDS[slip.caughtBy.kind]}</Mark>{' '}
                    <span className="small">{slip.caughtBy.says}</span>
                  </>
                )}{' '}
                <span className="small quiet">{durationText(slip.seconds * 1e6)} at the safeguards</span>
              </li>
            ))}
          </ul>
        )}
      </td>
      <td className="number">{routineSeconds === undefined ? '–' : durationText(routineSeconds * 1e6)}</td>
      <td className="number">
        {routineDone} of {routineTotal}
      </td>
      <td className="number">{countText(harm.usersAffected)}</td>
      <td className="number">{countText(harm.userMinutes)}</td>
      <td className="number">{moneyText(harm.revenueLost, harm.currency)}</td>
    </tr>
  );
}

function OwnSteps({ own, view }: { own: ConsoleDebrief['own']; view: About }) {
  const asked = own.map((attempt) => ({ attempt, steps: attempt.steps.filter(({ result }) => result !== 'passed') }));
  const hasty = asked.reduce((sum, { steps }) => sum + steps.filter(unread).length, 0);
  return (
    <div className="stack-tight">
      <h3>Your own way through it</h3>
      {own.length === 0 && <p className="quiet">You sent nothing from a console.</p>}
      {hasty > 0 && (
        <p>
          <Mark tone="warn">
            {hasty} {hasty === 1 ? 'question was' : 'questions were'} answered too soon to have been read
          </Mark>
        </p>
      )}
      <ol className="own-attempts">
        {asked.map(({ attempt, steps }) => {
          const result = resultOf(attempt);
          return (
            <li key={attempt.number}>
              <p className="row">
                <span className="mono">{clockText(view.scenario.startsAtMs, attempt.startedAtUs)}</span>
                <span className="mono arrow-text">{attempt.command}</span>
                <Mark tone={result.tone}>{result.word}</Mark>
                {attempt.slip !== undefined && <Mark tone="bad">this was the slip</Mark>}
              </p>
              {steps.length > 0 && (
                <ul className="own-steps">
                  {steps.map((step) => (
                    <li key={`${step.safeguard} ${step.shownAtUs}`}>
                      <span className="own-step-time mono">{tookText(step)}</span>
                      <span>
                        {SAFEGUARD_WORDS[step.kind]}: {stepText(step)}
                        {unread(step) && (
                          <>
                            {' '}
                            <Mark tone="warn">too soon to have been read</Mark>
                          </>
                        )}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const nameOf = (by: string, view: About): string => (by === 'you' ? 'you' : (view.people.find(({ id }) => id === by)?.name ?? by));
