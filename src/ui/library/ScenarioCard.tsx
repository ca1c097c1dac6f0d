// One scenario to play: what it is about, how hard and how long, and the seed for those who want to choose it.
import { useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useLocation } from 'wouter';
import type { ScenarioCardData } from '../app/scenario-source.ts';
import { freshSeed } from '../app/services.ts';
import { Button, Mark, TextField } from '../theme/index.ts';
import { levelOf } from './filters.ts';

const DIFFICULTY = ['', 'one clear signal', 'one cause, several symptoms', 'misleading symptoms', 'several faults', 'everything at once'];
const SEED = /^[A-Za-z0-9_-]{1,34}$/;

export interface Best {
  points: number;
  pointsMax: number;
}

export function ScenarioCard({ card, best, first = false }: { card: ScenarioCardData; best: Best | undefined; first?: boolean }) {
  const [, navigate] = useLocation();
  const [seed, setSeed] = useState(freshSeed);
  const seedOk = SEED.test(seed);
  const level = levelOf(card);
  return (
    <article className="card scenario-card" aria-labelledby={`card-${card.slug}`}>
      <div className="row-between">
        <h3 id={`card-${card.slug}`}>{card.title}</h3>
        <span className="small quiet">{card.lengthText !== '' && `up to ${card.lengthText}`}</span>
      </div>
      {(first || card.proof.state !== 'none') && (
        <div className="row">
          {first && <Mark tone="accent">begin here</Mark>}
          <Proof proof={card.proof} />
        </div>
      )}
      <p>{card.summary}</p>
      {card.problem !== undefined && <Mark tone="bad">Cannot be read: {card.problem}</Mark>}
      {card.objectives.length > 0 && (
        <div className="stack-tight">
          <h4 className="field-label">You practise to</h4>
          <ul className="scenario-objectives">
            {card.objectives.map((objective) => (
              <li key={objective}>{objective}</li>
            ))}
          </ul>
        </div>
      )}
      <Systems systems={card.systems} />
      <div className="row">
        <span className="row difficulty" role="img" aria-label={`Difficulty ${level} of 5: ${DIFFICULTY[level]}`}>
          {[1, 2, 3, 4, 5].map((step) => (
            <span key={step} data-on={step <= level} />
          ))}
        </span>
        <span className="small quiet">{DIFFICULTY[level]}</span>
        {card.consoles && <Mark tone="accent">console: as it was, or safe</Mark>}
        {card.tags.map((tag) => (
          <Mark key={tag}>{tag}</Mark>
        ))}
      </div>
      <div className="row-between scenario-start">
        <div className="row">
          <Button kind="primary" isDisabled={!seedOk || card.problem !== undefined} onPress={() => navigate(`/start/${card.slug}/${seed}`)}>
            Start this drill
          </Button>
          {best !== undefined && (
            <span className="small quiet">
              Best so far {best.points} of {best.pointsMax}
            </span>
          )}
        </div>
        <Disclosure>
          <Heading level={4} className="small">
            <AriaButton slot="trigger" className="button" data-kind="quiet" data-size="small">
              Advanced
            </AriaButton>
          </Heading>
          <DisclosurePanel>
            <TextField
              label="Seed"
              value={seed}
              onChange={setSeed}
              help={seedOk ? 'The same seed and the same actions give the same drill.' : 'One to 34 letters, digits, - or _.'}
            />
          </DisclosurePanel>
        </Disclosure>
      </div>
    </article>
  );
}

function Proof({ proof }: { proof: ScenarioCardData['proof'] }) {
  if (proof.state === 'proved')
    return (
      <span title={`Every claim of this scenario held on ${proof.seeds} seeds, for this file and this engine`}>
        <Mark tone="ok">proved on {proof.seeds} seeds</Mark>
      </span>
    );
  if (proof.state === 'stale') return <Mark tone="warn">proof is of an older version</Mark>;
  return proof.state === 'failed' ? <Mark tone="bad">not every claim holds</Mark> : null;
}

const NAMED = 4;

function Systems({ systems: { services, pools, databases, providers } }: { systems: ScenarioCardData['systems'] }) {
  const names = [...services, ...databases, ...providers];
  if (names.length === 0) return null;
  const counts = [
    [services.length, 'service', 'services'],
    [pools.length, 'pool', 'pools'],
    [databases.length, 'database', 'databases'],
    [providers.length, 'provider', 'providers'],
  ] as const;
  return (
    <p className="small">
      <span className="quiet">Runs on </span>
      {counts
        .filter(([count]) => count > 0)
        .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`)
        .join(', ')}
      <span className="quiet">
        : {services.slice(0, NAMED).join(', ')}
        {services.length > NAMED && ' and more'}
      </span>
    </p>
  );
}
