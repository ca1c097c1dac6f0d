// How this drill is played, and at the level debug what identifies this very instant of it.
import { Info } from 'lucide-react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Link } from 'wouter';
import { useView } from '../app/session-context.tsx';
import { Button, clockText, spanWords } from '../theme/index.ts';

const LEVEL_WORDS = {
  beginner: 'beginner: explained as you go',
  intermediate: 'intermediate: explained when asked',
  expert: 'expert: nothing explained',
  debug: 'debug: everything shown',
} as const;

export function AboutDrill() {
  const view = useView();
  const { scenario, level, timed, nowUs, seed, seq } = view;
  return (
    <DialogTrigger>
      <Button kind="quiet" aria-label="About this drill">
        <Info size={16} aria-hidden="true" />
      </Button>
      <Popover className="popover about-drill" placement="bottom end">
        <Dialog className="about-drill-body" aria-label="About this drill">
          <strong>{scenario.title}</strong>
          <p className="small quiet">{scenario.summary}</p>
          <dl className="facts small">
            <dt>Level</dt>
            <dd>{LEVEL_WORDS[level]}</dd>
            <dt>Clock</dt>
            <dd>{timed ? 'against the clock' : 'step by step: nothing is late, hints are free'}</dd>
            <dt>Story</dt>
            <dd>
              {clockText(scenario.startsAtMs, 0)} to {clockText(scenario.startsAtMs, scenario.lengthUs)},{' '}
              {spanWords(scenario.lengthUs - nowUs)} left
            </dd>
            {level === 'debug' && (
              <>
                <dt>Seed</dt>
                <dd className="mono">{seed}</dd>
                <dt>Entries</dt>
                <dd className="mono">{seq}</dd>
                <dt>Instant</dt>
                <dd className="mono">{nowUs} µs</dd>
                <dt>Scenario</dt>
                <dd className="mono about-hash">{scenario.hash}</dd>
              </>
            )}
          </dl>
          <Link href="/" className="small">
            To the library; this drill is kept
          </Link>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
