// The bar: what time it is, how bad it is, what is due next, and the clock's controls. Figures are those of the business instruments.
// Quiet while nothing is wrong: no figure has a colour then, and nothing ticks that is minutes away.
import { Link } from 'wouter';
import { useSessionState, useView } from '../app/session-context.tsx';
import { ThemeButton } from '../app/ThemeButton.tsx';
import { Explain, HelpButton } from '../guide/index.ts';
import { amountText, clockText, countText, Mark, objectiveText, percentText, rateText, sincePage } from '../theme/index.ts';
import { AboutDrill } from './AboutDrill.tsx';
import { BarFigure } from './BarFigure.tsx';
import { ClockControls } from './ClockControls.tsx';
import { LayoutMenu } from './dock/LayoutMenu.tsx';
import { dueNext, dueText } from './due-next.ts';
import { IncidentMenu } from './IncidentMenu.tsx';
import { RolesMenu } from './RolesMenu.tsx';

const PHASE_WORDS: Record<string, string> = {
  briefing: 'Briefing',
  detection: 'Detection',
  response: 'Response',
  mitigation: 'Mitigation',
  monitoring: 'Monitoring',
  resolved: 'Declared resolved',
  review: 'Review',
  scored: 'Scored',
};

const POLICY_TONE = { healthy: 'plain', warning: 'warn', exhausted: 'bad' } as const;

export function TopBar() {
  const view = useView();
  const { replayAtUs } = useSessionState();
  const { impact } = view;
  const worstSlo = [...view.slos].sort((a, b) => b.budgetSpentRatio - a.budgetSpentRatio)[0];
  return (
    <header className="bar">
      <div className="bar-home">
        <Link href="/" className="bar-brand">
          Faultline
        </Link>
        <h1 className="bar-title">{view.scenario.title}</h1>
      </div>
      <div className="bar-clock">
        <span className="visually-hidden">Story time</span>
        <span className="bar-time mono">{clockText(view.scenario.startsAtMs, view.nowUs)}</span>
        <span className="bar-since mono">
          {sincePage(view.nowUs, view.tPlusZeroUs) ?? 'no page yet'}
          <Explain of="story-time" />
        </span>
      </div>
      <div className="bar-state">
        <Mark tone="accent">{PHASE_WORDS[view.phase] ?? view.phase}</Mark>
        <Explain of="phase" />
        <IncidentMenu />
        <RolesMenu />
      </div>
      <div className="bar-controls">
        {replayAtUs === undefined && <ClockControls />}
        <div className="bar-more">
          <LayoutMenu />
          <AboutDrill />
          <HelpButton />
          <ThemeButton />
        </div>
      </div>
      <dl className="bar-figures">
        {dueNext(view).map(({ kind, label, byUs }) => (
          <BarFigure
            key={kind}
            label={label}
            title={`By ${clockText(view.scenario.startsAtMs, byUs)}`}
            {...dueText(byUs, view.nowUs)}
            explain={kind === 'update' ? 'update-owed' : 'targets'}
          />
        ))}
        <BarFigure
          label="Users affected"
          value={countText(impact.usersAffected)}
          tone={impact.usersAffected > 0 ? 'bad' : 'plain'}
          explain="users-affected"
        />
        {/* Where no money moves, none is lost. */}
        {(impact.revenueLost !== 0 || impact.revenueEarned !== 0 || view.consoles.length === 0) && (
          <BarFigure
            label={view.platform ? 'Revenue lost' : 'Money lost'}
            value={amountText(impact.revenueLost)}
            unit={impact.currency}
            note={`${amountText(impact.revenueLostPerMinute)} a minute`}
            tone={impact.revenueLostPerMinute > 0 ? 'bad' : 'plain'}
            explain="revenue-lost"
          />
        )}
        {/* Where the work is done on consoles, no instrument may count requests at all. */}
        {(impact.errorRatio !== undefined || view.consoles.length === 0) && (
          <BarFigure
            label="Requests failing"
            value={percentText(impact.errorRatio).replace(' %', '')}
            unit="%"
            tone={(impact.errorRatio ?? 0) > 0.01 ? 'bad' : 'plain'}
            explain="requests-failing"
          />
        )}
        {worstSlo !== undefined && (
          <BarFigure
            label="Error budget used"
            value={percentText(worstSlo.budgetSpentRatio).replace(' %', '')}
            unit="%"
            note={
              worstSlo.burnRate === undefined
                ? worstSlo.name
                : `${worstSlo.policy.state === 'exhausted' ? 'exhausted, ' : ''}burning ${rateText(worstSlo.burnRate)}`
            }
            title={`${worstSlo.name}, objective ${objectiveText(worstSlo.objective)}. ${worstSlo.policy.consequence}`}
            tone={POLICY_TONE[worstSlo.policy.state]}
            explain="error-budget"
          />
        )}
      </dl>
    </header>
  );
}
